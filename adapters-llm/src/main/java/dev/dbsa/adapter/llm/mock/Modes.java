package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.Lexicon;
import dev.dbsa.domain.sql.ScriptMode;
import java.util.Set;

/** Whether a request asks for the kind of script that its mode is for. */
final class Modes {
  private Modes() {}

  static void requireFitting(ScriptMode mode, Reading reading) throws Unclear {
    Requests.Kind kind = Requests.kind(reading);
    String hidden = Requests.hiddenChange(reading);
    switch (mode) {
      case QUERY -> {
        if (kind != Requests.Kind.READ && !(kind == Requests.Kind.MAINTAIN && isCheck(reading))) {
          throw new Unclear(
              "The request asks for a change, but the script mode is query, which only reads. "
                  + "Should it be drafted in the mode "
                  + modesFor(kind)
                  + "?");
        }
        if (!hidden.isEmpty()) {
          throw new Unclear(
              "The request asks for more than reading (“"
                  + hidden
                  + "”), but the script mode is query. Which of both is wanted?");
        }
      }
      case DML -> {
        if (kind == Requests.Kind.READ && !mayBeVerb(reading)) {
          throw new Unclear(
              "The request asks for no change of rows, but the script mode is dml. Should it be"
                  + " drafted in the mode query?");
        }
        requireNot(kind, Set.of(Requests.Kind.CHANGE_SCHEMA, Requests.Kind.MAINTAIN), mode);
        requireOneChange(hidden);
      }
      case DDL, MIGRATION -> {
        if (kind == Requests.Kind.READ) {
          throw new Unclear(
              "The request asks for no change of the schema, but the script mode is "
                  + mode.label()
                  + ". Should it be drafted in the mode query?");
        }
        requireNot(kind, Set.of(Requests.Kind.CHANGE_ROWS, Requests.Kind.MAINTAIN), mode);
        requireOneChange(hidden);
      }
      case MAINTENANCE -> {
        if (kind == Requests.Kind.CHANGE_ROWS && isStatistics(reading)) {
          return;
        }
        requireNot(
            kind,
            Set.of(Requests.Kind.CHANGE_ROWS, Requests.Kind.CHANGE_SCHEMA, Requests.Kind.CHANGE),
            mode);
      }
    }
  }

  /** approve, unlist: a verb of the rows themselves, which their columns tell. */
  private static boolean mayBeVerb(Reading reading) {
    return Requests.verbAt(reading) < 0
        && reading.size() > 1
        && reading.item(0).isPlainWord()
        && !Lexicon.isFunctionWord(reading.item(0).first().fold());
  }

  /** check and refresh are ordinary words of questions too. */
  private static boolean isCheck(Reading reading) {
    return reading.word(Requests.verbAt(reading)).equals("check");
  }

  /** update statistics changes no rows. */
  private static boolean isStatistics(Reading reading) {
    for (int i = 0; i < reading.size(); i++) {
      if (Set.of("statistics", "stats").contains(reading.word(i))) {
        return true;
      }
    }
    return false;
  }

  private static void requireNot(Requests.Kind kind, Set<Requests.Kind> refused, ScriptMode mode)
      throws Unclear {
    if (refused.contains(kind)) {
      throw new Unclear(
          "The request does not fit the script mode "
              + mode.label()
              + ". Should it be drafted in the mode "
              + modesFor(kind)
              + "?");
    }
  }

  private static void requireOneChange(String hidden) throws Unclear {
    if (!hidden.isEmpty()) {
      throw new Unclear(
          "The request asks for several changes at once (“"
              + hidden
              + "”): which one is to be drafted first?");
    }
  }

  private static String modesFor(Requests.Kind kind) {
    return switch (kind) {
      case READ -> "query";
      case CHANGE_ROWS -> "dml";
      case CHANGE_SCHEMA -> "ddl or migration";
      case MAINTAIN -> "maintenance";
      case CHANGE -> "dml or ddl";
    };
  }
}
