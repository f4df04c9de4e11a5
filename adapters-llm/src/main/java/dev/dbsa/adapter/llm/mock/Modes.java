package dev.dbsa.adapter.llm.mock;

/** Whether a request asks for what the mode query is for: reading. */
final class Modes {
  private Modes() {}

  static void requireQuery(Reading reading) throws Unclear {
    Requests.Kind kind = Requests.kind(reading);
    String hidden = Requests.hiddenChange(reading);
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

  /** check and refresh are ordinary words of questions too. */
  private static boolean isCheck(Reading reading) {
    return reading.word(Requests.verbAt(reading)).equals("check");
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
