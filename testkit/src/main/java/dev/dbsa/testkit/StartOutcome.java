package dev.dbsa.testkit;

/** What became of the start of a server, as text that class loaders can hand to each other. */
sealed interface StartOutcome {

  /** The server runs. */
  record Started(int port, Login admin) implements StartOutcome {}

  /** The server cannot be had. */
  record Failed(String reason) implements StartOutcome {}

  default String asText() {
    return switch (this) {
      case Started(int port, Login(String user, String password)) ->
          "started " + port + " " + user + " " + password;
      case Failed(String reason) -> "failed " + reason;
    };
  }

  static StartOutcome parse(String text) {
    if (text.startsWith("failed ")) {
      return new Failed(text.substring("failed ".length()));
    }
    String[] parts = text.split(" ", -1);
    return new Started(Integer.parseInt(parts[1]), new Login(parts[2], parts[3]));
  }
}
