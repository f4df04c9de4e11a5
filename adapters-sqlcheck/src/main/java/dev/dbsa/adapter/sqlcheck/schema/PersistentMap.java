package dev.dbsa.adapter.sqlcheck.schema;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A map that never changes: {@link #with} makes another one that shares nearly all of it, in time
 * that hardly grows with its size. A hash trie with 32 branches.
 */
final class PersistentMap<K, V> {
  private static final int BITS = 5;
  private static final int MASK = (1 << BITS) - 1;

  private final @Nullable Node<K, V> root;

  private PersistentMap(@Nullable Node<K, V> root) {
    this.root = root;
  }

  static <K, V> PersistentMap<K, V> empty() {
    return new PersistentMap<>(null);
  }

  /** Either a branch or what is kept under one key. */
  private sealed interface Node<K, V> {}

  /**
   * @param bitmap which of the 32 places are taken
   * @param children of the places that are taken, in their order; never changed
   */
  @SuppressWarnings("ArrayRecordComponent") // The array is private to the trie and never changes.
  private record Branch<K, V>(int bitmap, Node<K, V>[] children) implements Node<K, V> {}

  /**
   * @param next another key with the same hash; {@code null} where there is none
   */
  private record Leaf<K, V>(int hash, K key, V value, @Nullable Leaf<K, V> next)
      implements Node<K, V> {}

  boolean isEmpty() {
    return root == null;
  }

  @Nullable V get(K key) {
    int hash = spread(key);
    Node<K, V> node = root;
    int shift = 0;
    while (node instanceof Branch<K, V> branch) {
      int bit = 1 << (hash >>> shift & MASK);
      if ((branch.bitmap & bit) == 0) {
        return null;
      }
      node = branch.children[Integer.bitCount(branch.bitmap & bit - 1)];
      shift += BITS;
    }
    for (Leaf<K, V> leaf = (Leaf<K, V>) node; leaf != null; leaf = leaf.next) {
      if (leaf.hash == hash && leaf.key.equals(key)) {
        return leaf.value;
      }
    }
    return null;
  }

  PersistentMap<K, V> with(K key, V value) {
    Leaf<K, V> leaf = new Leaf<>(spread(key), key, value, null);
    return new PersistentMap<>(root == null ? leaf : put(root, leaf, 0));
  }

  private static <K, V> Node<K, V> put(Node<K, V> node, Leaf<K, V> leaf, int shift) {
    return switch (node) {
      case Leaf<K, V> old when old.hash == leaf.hash -> chain(old, leaf);
      case Leaf<K, V> old -> put(put(PersistentMap.<K, V>branch(), old, shift), leaf, shift);
      case Branch<K, V> branch -> put(branch, leaf, shift);
    };
  }

  private static <K, V> Node<K, V> put(Branch<K, V> branch, Leaf<K, V> leaf, int shift) {
    int bit = 1 << (leaf.hash >>> shift & MASK);
    int at = Integer.bitCount(branch.bitmap & bit - 1);
    if ((branch.bitmap & bit) != 0) {
      Node<K, V>[] children = branch.children.clone();
      children[at] = put(children[at], leaf, shift + BITS);
      return new Branch<>(branch.bitmap, children);
    }
    Node<K, V>[] children = Arrays.copyOf(branch.children, branch.children.length + 1);
    System.arraycopy(branch.children, at, children, at + 1, branch.children.length - at);
    children[at] = leaf;
    return new Branch<>(branch.bitmap | bit, children);
  }

  private static <K, V> Leaf<K, V> chain(@Nullable Leaf<K, V> old, Leaf<K, V> leaf) {
    if (old == null) {
      return leaf;
    }
    return old.key.equals(leaf.key)
        ? new Leaf<>(leaf.hash, leaf.key, leaf.value, old.next)
        : new Leaf<>(old.hash, old.key, old.value, chain(old.next, leaf));
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <K, V> Branch<K, V> branch() {
    return new Branch<>(0, new Node[0]);
  }

  private static int spread(Object key) {
    int hash = key.hashCode();
    return hash ^ hash >>> 16;
  }

  /** In no particular order. */
  void forEach(BiConsumer<K, V> action) {
    if (root != null) {
      visit(root, action);
    }
  }

  /**
   * What was put in since another map, from which this one came by {@link #with}; in time that
   * grows with that alone. May also name a few entries that are the same in both.
   */
  void forEachSince(PersistentMap<K, V> before, BiConsumer<K, V> action) {
    if (root != null) {
      visitSince(root, before.root, action);
    }
  }

  private static <K, V> void visitSince(
      Node<K, V> node, @Nullable Node<K, V> before, BiConsumer<K, V> action) {
    if (node == before) {
      return;
    }
    if (!(node instanceof Branch<K, V> now) || !(before instanceof Branch<K, V> then)) {
      visit(node, action);
      return;
    }
    int child = 0;
    for (int rest = now.bitmap; rest != 0; rest &= rest - 1) {
      int bit = Integer.lowestOneBit(rest);
      Node<K, V> old =
          (then.bitmap & bit) == 0 ? null : then.children[Integer.bitCount(then.bitmap & bit - 1)];
      visitSince(now.children[child++], old, action);
    }
  }

  private static <K, V> void visit(Node<K, V> node, BiConsumer<K, V> action) {
    switch (node) {
      case Branch<K, V> branch -> {
        for (Node<K, V> child : branch.children) {
          visit(child, action);
        }
      }
      case Leaf<K, V> leaf -> {
        for (Leaf<K, V> at = leaf; at != null; at = at.next) {
          action.accept(at.key, at.value);
        }
      }
    }
  }
}
