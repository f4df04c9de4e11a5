package dev.dbsa.testkit;

/**
 * A user of a test server and the password that the server really checks.
 *
 * @param user name as the server knows it
 * @param password in the clear; not part of {@link #toString()}
 */
public record Login(String user, String password) {

  @Override
  public String toString() {
    return "Login[user=" + user + "]";
  }
}
