package dev.dbsa.domain.connection;

import dev.dbsa.domain.error.FieldViolation;
import dev.dbsa.domain.error.InvalidFieldsException;
import dev.dbsa.domain.error.Text;
import dev.dbsa.domain.sql.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a target database is and as whom it is entered.
 *
 * @param host a DNS name, an IPv4 address or an IPv6 address without brackets
 * @param port 1 to 65535
 * @param databaseName the database on that server
 * @param username the account, which should be a read-only one
 */
public record Endpoint(
    Dialect dialect,
    String host,
    int port,
    String databaseName,
    String username,
    AuthMode authMode,
    SslMode sslMode) {

  /**
   * RFC 1123 names (underscores are met in container networks), IPv4, IPv6; nothing that a driver's
   * URL gives a meaning to.
   */
  private static final Pattern HOST =
      Pattern.compile(
          "[\\p{L}\\p{N}_](?:[\\p{L}\\p{N}._-]{0,251}[\\p{L}\\p{N}_.])?|[0-9A-Fa-f:]{2,39}(?:\\.[0-9.]{3,11})?");

  private static final int MAX_NAME = 128;

  /**
   * @throws InvalidFieldsException naming every field that breaks its rule
   */
  public Endpoint {
    List<FieldViolation> violations = new ArrayList<>();
    host = collect(violations, "host", host, 253);
    databaseName = collect(violations, "database_name", databaseName, MAX_NAME);
    username = collect(violations, "username", username, MAX_NAME);
    if (violations.stream().noneMatch(v -> v.field().equals("host"))
        && !HOST.matcher(host).matches()) {
      violations.add(new FieldViolation("host", "must be a host name or an IP address"));
    }
    if (port < 1 || port > 65535) {
      violations.add(new FieldViolation("port", "must be between 1 and 65535"));
    }
    if (!violations.isEmpty()) {
      throw new InvalidFieldsException(violations);
    }
  }

  private static String collect(
      List<FieldViolation> violations, String field, String value, int maxLength) {
    try {
      return Text.checked(field, value, maxLength, false);
    } catch (InvalidFieldsException e) {
      violations.addAll(e.violations());
      return value;
    }
  }
}
