package dev.dbsa.adapter.persistence.dialect;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** SQLite, which comes with the program. */
record SqliteStore() implements StoreDialect {

  /** CROSS JOIN keeps the planner from another order. */
  private static final String JOINS =
      """
       found CROSS JOIN request_key k ON k.number = found.number
      CROSS JOIN generation g ON g.id = k.generation_id
      """;

  @Override
  public boolean hasOneWriter() {
    return true;
  }

  @Override
  public Optional<String> clock() {
    return Optional.empty();
  }

  @Override
  public Optional<String> lockOfShare() {
    return Optional.empty();
  }

  @Override
  public String insertIfAbsent(String table, String... columns) {
    return StoreDialect.insert("INSERT", table, columns) + " ON CONFLICT DO NOTHING";
  }

  @Override
  public String contains(String column, String parameter) {
    return "instr(" + column + ", :" + parameter + ") > 0";
  }

  @Override
  public TextSearch search(List<String> runs) {
    if (Grams.isBeginning(runs)) {
      // Texts sort by their UTF-8, in which nothing is above the last code point.
      return new TextSearch(
          "(SELECT DISTINCT doc AS number FROM request_run WHERE term >= :low AND term < :high)"
              + JOINS,
          Map.of("low", runs.getFirst(), "high", runs.getFirst() + Character.toString(0x10ffff)));
    }
    return new TextSearch(
        "(SELECT rowid AS number FROM request_gram(:grams))" + JOINS,
        Map.of(
            "grams",
            runs.stream()
                .map(run -> '"' + run.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(" AND "))));
  }

  /** Negative: KiB, for pages that are changed again and again. */
  @Override
  public Optional<String> beforeManyWrites() {
    return Optional.of("PRAGMA cache_size = -400000");
  }

  @Override
  public StoreError error(SQLException e) {
    if (!(e instanceof SQLiteException sqlite)) {
      return StoreError.OTHER;
    }
    return switch (sqlite.getResultCode()) {
      case SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY -> StoreError.DUPLICATE;
      case SQLITE_CONSTRAINT_FOREIGNKEY -> StoreError.BROKEN_REFERENCE;
      case SQLITE_BUSY_SNAPSHOT -> StoreError.RETRYABLE;
      default ->
          switch (primary(sqlite)) {
            // Of SQLITE_BUSY, the driver has waited for long.
            case SQLITE_BUSY,
                SQLITE_LOCKED,
                SQLITE_FULL,
                SQLITE_IOERR,
                SQLITE_READONLY,
                SQLITE_CANTOPEN ->
                StoreError.UNAVAILABLE;
            default -> StoreError.OTHER;
          };
    };
  }

  @Override
  public String problem(SQLException e) {
    if (!(e instanceof SQLiteException sqlite)) {
      return "cannot be opened: " + e.getMessage();
    }
    return switch (primary(sqlite)) {
      case SQLITE_NOTADB -> "is not a SQLite database: name another file, or move this one away";
      case SQLITE_CORRUPT -> "is damaged: restore a backup (" + e.getMessage() + ")";
      case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN, SQLITE_AUTH ->
          "cannot be written: the service needs the right to write to the file and its folder";
      case SQLITE_FULL -> "cannot be written: the disk is full";
      case SQLITE_BUSY, SQLITE_LOCKED ->
          "is in use by another program, which does not let go of it";
      default -> "cannot be opened: " + e.getMessage();
    };
  }

  /** It is in the lowest byte of the extended ones. */
  private static SQLiteErrorCode primary(SQLiteException e) {
    return SQLiteErrorCode.getErrorCode(e.getResultCode().code & 0xff);
  }

  @Override
  public Optional<String> unsupported(DatabaseMetaData database) {
    return Optional.empty();
  }
}
