package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.bind.PostgresCatalog.Signature;
import dev.dbsa.adapter.sqlcheck.bind.PostgresCatalog.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Chooses among the functions or operators of one name as PostgreSQL does (parse_func.c). */
final class OverloadChoice {
  private final PostgresCatalog catalog = PostgresCatalog.get();
  private final PostgresTypeNames names;
  private final PostgresCoercions coercions;

  OverloadChoice(PostgresTypeNames names, PostgresCoercions coercions) {
    this.names = names;
    this.coercions = coercions;
  }

  /** The overload as it looks to a call with so many arguments; {@code null} if it takes fewer. */
  static @Nullable Signature adapt(Signature signature, int count) {
    if (!signature.takes(count)) {
      return null;
    }
    List<String> declared = signature.arguments();
    if (signature.variadic() && count >= declared.size()) {
      List<String> expanded = new ArrayList<>(declared.subList(0, declared.size() - 1));
      String last = declared.getLast();
      String element =
          switch (last) {
            case "any" -> "any";
            case "anyarray" -> "anyelement";
            case "anycompatiblearray" -> "anycompatible";
            default -> last.startsWith("_") ? last.substring(1) : last;
          };
      while (expanded.size() < count) {
        expanded.add(element);
      }
      declared = expanded;
    }
    return new Signature(
        signature.kind(),
        signature.result(),
        declared.subList(0, Math.min(count, declared.size())),
        0,
        false,
        signature.outputs());
  }

  static Signature signature(String result, String... arguments) {
    return new Signature('f', result, Arrays.asList(arguments), 0, false, List.of());
  }

  static List<@Nullable String> types(@Nullable String... types) {
    return Arrays.asList(types);
  }

  /**
   * What came of looking for an overload.
   *
   * @param none whether there is certainly none
   * @param chosen {@code null} where it cannot be told which one
   */
  record Match(boolean none, @Nullable Signature chosen, @Nullable String result) {
    static final Match NONE = new Match(true, null, null);
    static final Match UNSURE = new Match(false, null, null);
  }

  Match match(List<Signature> candidates, List<@Nullable String> types) {
    boolean sure = types.stream().noneMatch(Objects::isNull);
    List<Signature> fitting = new ArrayList<>();
    for (Signature candidate : candidates) {
      if (candidate.arguments().size() == types.size() && fits(candidate, types)) {
        fitting.add(candidate);
      }
    }
    if (fitting.isEmpty()) {
      return Match.NONE;
    }
    if (!sure) {
      return sameResult(fitting);
    }
    for (Signature candidate : fitting) {
      if (isExact(candidate, types)) {
        return chosen(candidate, types);
      }
    }
    if (fitting.size() == 1) {
      return chosen(fitting.getFirst(), types);
    }
    Signature best = best(fitting, types);
    return best == null ? sameResult(fitting) : chosen(best, types);
  }

  private Match sameResult(List<Signature> fitting) {
    String result = fitting.getFirst().result();
    boolean same = fitting.stream().allMatch(s -> s.result().equals(result));
    return same && isConcrete(result) ? new Match(false, null, result) : Match.UNSURE;
  }

  private Match chosen(Signature signature, List<@Nullable String> types) {
    return new Match(false, signature, result(signature, types));
  }

  private boolean isExact(Signature candidate, List<@Nullable String> types) {
    for (int i = 0; i < types.size(); i++) {
      if (!candidate.arguments().get(i).equals(types.get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean fits(Signature candidate, List<@Nullable String> types) {
    for (int i = 0; i < types.size(); i++) {
      String type = types.get(i);
      if (type != null && !coercions.canCoerce(type, candidate.arguments().get(i))) {
        return false;
      }
    }
    return true;
  }

  /** parse_func.c: func_select_candidate. */
  private @Nullable Signature best(List<Signature> fitting, List<@Nullable String> types) {
    List<String> inputs = new ArrayList<>();
    for (String type : types) {
      inputs.add(Objects.requireNonNull(type));
    }
    List<Signature> rest = keepBest(fitting, inputs, false);
    if (rest.size() == 1) {
      return rest.getFirst();
    }
    rest = keepBest(rest, inputs, true);
    if (rest.size() == 1) {
      return rest.getFirst();
    }
    if (!inputs.contains(PostgresTyper.UNKNOWN)) {
      return null;
    }
    rest = byCategory(rest, inputs);
    if (rest.size() == 1) {
      return rest.getFirst();
    }
    String only = null;
    for (String input : inputs) {
      if (!input.equals(PostgresTyper.UNKNOWN)) {
        if (only != null && !only.equals(input)) {
          return null;
        }
        only = input;
      }
    }
    if (only == null) {
      return null;
    }
    Signature found = null;
    for (Signature candidate : rest) {
      boolean takes = true;
      for (String argument : candidate.arguments()) {
        takes &= coercions.canCoerce(only, argument);
      }
      if (takes) {
        if (found != null) {
          return null;
        }
        found = candidate;
      }
    }
    return found;
  }

  private List<Signature> keepBest(
      List<Signature> candidates, List<String> inputs, boolean preferred) {
    int most = -1;
    List<Signature> best = new ArrayList<>();
    for (Signature candidate : candidates) {
      int matches = 0;
      for (int i = 0; i < inputs.size(); i++) {
        String input = inputs.get(i);
        if (input.equals(PostgresTyper.UNKNOWN)) {
          continue;
        }
        String argument = candidate.arguments().get(i);
        if (argument.equals(input)
            || preferred && coercions.isPreferred(argument, coercions.category(input))) {
          matches++;
        }
      }
      if (matches > most) {
        most = matches;
        best.clear();
      }
      if (matches == most) {
        best.add(candidate);
      }
    }
    return best;
  }

  private List<Signature> byCategory(List<Signature> candidates, List<String> inputs) {
    List<Signature> rest = candidates;
    for (int i = 0; i < inputs.size(); i++) {
      if (!inputs.get(i).equals(PostgresTyper.UNKNOWN)) {
        continue;
      }
      char wanted = ' ';
      boolean conflict = false;
      for (Signature candidate : candidates) {
        char category = coercions.category(candidate.arguments().get(i));
        if (category == 'S') {
          wanted = 'S';
          conflict = false;
          break;
        }
        if (wanted == ' ') {
          wanted = category;
        } else if (wanted != category) {
          conflict = true;
        }
      }
      if (conflict) {
        return candidates;
      }
      List<Signature> kept = new ArrayList<>();
      boolean havePreferred = false;
      for (Signature candidate : rest) {
        havePreferred |=
            coercions.category(candidate.arguments().get(i)) == wanted
                && coercions.isPreferred(candidate.arguments().get(i), wanted);
      }
      for (Signature candidate : rest) {
        String argument = candidate.arguments().get(i);
        if (coercions.category(argument) == wanted
            && (!havePreferred || coercions.isPreferred(argument, wanted))) {
          kept.add(candidate);
        }
      }
      if (!kept.isEmpty()) {
        rest = kept;
      }
    }
    return rest;
  }

  private @Nullable String result(Signature signature, List<@Nullable String> types) {
    String result = signature.result();
    if (isConcrete(result)) {
      return result;
    }
    String element = null;
    boolean compatible = result.startsWith("anycompatible");
    List<@Nullable String> compatibles = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      String argument = signature.arguments().get(i);
      String type = types.get(i);
      if (type == null) {
        continue;
      }
      switch (argument) {
        case "anyelement", "anynonarray", "anyenum" -> {
          if (!type.equals(PostgresTyper.UNKNOWN)) {
            element = type;
          }
        }
        case "anycompatible", "anycompatiblenonarray" -> compatibles.add(type);
        case "anyarray", "anycompatiblearray" -> {
          Type array = catalog.type(type);
          if (array != null && !array.element().isEmpty()) {
            element = array.element();
            compatibles.add(array.element());
          }
        }
        default -> {}
      }
    }
    if (compatible) {
      element = coercions.commonType(compatibles);
    }
    if (element == null) {
      return null;
    }
    return switch (result) {
      case "anyelement", "anynonarray", "anyenum", "anycompatible", "anycompatiblenonarray" ->
          element;
      case "anyarray", "anycompatiblearray" -> names.arrayOf(element);
      default -> null;
    };
  }

  boolean isConcrete(String type) {
    Type known = catalog.type(type);
    return known != null && known.kind() != 'p' || type.equals("void");
  }
}
