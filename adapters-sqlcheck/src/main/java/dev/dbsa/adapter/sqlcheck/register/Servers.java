package dev.dbsa.adapter.sqlcheck.register;

/** Where a rule applies. */
public enum Servers {
  ALL("all servers"),
  POSTGRES("PostgreSQL"),
  /** MySQL and MariaDB. */
  MYSQL("MySQL");

  private final String words;

  Servers(String words) {
    this.words = words;
  }

  /** For people. */
  public String words() {
    return words;
  }
}
