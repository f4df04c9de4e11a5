package dev.dbsa.adapter.persistence;

import java.sql.SQLException;
import java.util.Optional;
import org.sqlite.SQLiteException;

/** Which kind of constraint a statement would have broken, in terms that all databases share. */
enum BrokenConstraint {
  UNIQUE,
  FOREIGN_KEY;

  /** Looks through the causes of an exception; empty where no such constraint is behind it. */
  static Optional<BrokenConstraint> behind(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof SQLException e) {
        return of(e);
      }
    }
    return Optional.empty();
  }

  private static Optional<BrokenConstraint> of(SQLException e) {
    if (e instanceof SQLiteException sqlite) {
      return switch (sqlite.getResultCode()) {
        case SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY -> Optional.of(UNIQUE);
        case SQLITE_CONSTRAINT_FOREIGNKEY -> Optional.of(FOREIGN_KEY);
        default -> Optional.empty();
      };
    }
    return switch (String.valueOf(e.getSQLState())) {
      // ISO/IEC 9075 as PostgreSQL refines it.
      case "23505" -> Optional.of(UNIQUE);
      case "23503" -> Optional.of(FOREIGN_KEY);
      // MySQL keeps to the class alone: ER_DUP_ENTRY, ER_NO_REFERENCED_ROW_2.
      case "23000" ->
          switch (e.getErrorCode()) {
            case 1062 -> Optional.of(UNIQUE);
            case 1452 -> Optional.of(FOREIGN_KEY);
            default -> Optional.empty();
          };
      default -> Optional.empty();
    };
  }
}
