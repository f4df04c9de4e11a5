package dev.dbsa.adapter.persistence.dialect;

/**
 * Times as MySQL and MariaDB write them. They are handed over as text, since the driver takes
 * MariaDB 10, which calls itself 5.5.5 first, for a server without fractions of seconds, and cuts
 * them off.
 */
public final class MysqlTime {

  private MysqlTime() {}

  /**
   * @param utc as in {@code 2026-04-22T12:34:56.000000Z}
   */
  public static String literal(String utc) {
    return utc.substring(0, utc.length() - 1).replace('T', ' ');
  }
}
