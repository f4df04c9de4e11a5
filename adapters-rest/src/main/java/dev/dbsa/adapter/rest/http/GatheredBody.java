package dev.dbsa.adapter.rest.http;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What has arrived of a body, in blocks. An array that is copied whenever it is full would leave
 * several times the body behind as garbage, and a list of what arrives would hold an object for
 * each byte of somebody who sends bytes one by one. Takes at most twice the memory of what has
 * arrived.
 */
final class GatheredBody {
  private static final int FIRST_BLOCK = 1 << 10;
  private static final int LARGEST_BLOCK = 1 << 16;

  private final List<byte[]> full = new ArrayList<>();
  private byte[] last = {};
  private int usedOfLast;
  private int length;

  int length() {
    return length;
  }

  void append(Buffer chunk) {
    int taken = 0;
    while (taken < chunk.length()) {
      if (usedOfLast == last.length) {
        addBlock();
      }
      int fits = Math.min(last.length - usedOfLast, chunk.length() - taken);
      chunk.getBytes(taken, taken + fits, last, usedOfLast);
      usedOfLast += fits;
      taken += fits;
    }
    length += taken;
  }

  private void addBlock() {
    if (last.length > 0) {
      full.add(last);
    }
    last = new byte[nextBlock(last.length)];
    usedOfLast = 0;
  }

  private static int nextBlock(int block) {
    return block == 0 ? FIRST_BLOCK : Math.min(2 * block, LARGEST_BLOCK);
  }

  byte[] bytes() {
    byte[] whole = new byte[length];
    int at = 0;
    for (byte[] block : full) {
      System.arraycopy(block, 0, whole, at, block.length);
      at += block.length;
    }
    System.arraycopy(last, 0, whole, at, usedOfLast);
    return whole;
  }
}
