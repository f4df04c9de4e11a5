package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import java.util.List;

/**
 * How many bytes the columns of a row take at most (field.cc); texts and blobs count as pointers,
 * columns of unknown size as nothing. Measured on MySQL 9.7 and MariaDB 11.4.
 */
final class MySqlRowSize {
  /** Bytes of a pointer to what stands outside of the row. */
  private static final int POINTER = 8;

  /** Bytes of as many decimal digits; more come in groups of nine. */
  private static final int[] DIGIT_BYTES = {0, 1, 1, 2, 2, 3, 3, 4, 4, 4};

  private static final int DIGITS = 9;

  private MySqlRowSize() {}

  /**
   * Refuses rows that may be too long.
   *
   * @param before the columns as they were; rows that were too long already are not looked at
   */
  static void check(int at, List<Column> before, List<Column> after, String table, Step step) {
    if (!before.equals(after)
        && bytes(after, step) > MySqlTypes.LONGEST_ROW
        && bytes(before, step) <= MySqlTypes.LONGEST_ROW) {
      step.refuse(
          FindingRule.INVALID_COLUMN,
          at,
          "The columns of "
              + table
              + " take up to "
              + bytes(after, step)
              + " bytes in a row, and a row takes at most "
              + MySqlTypes.LONGEST_ROW,
          "Make texts of long columns.",
          table);
    }
  }

  /** The bytes of a row as far as they are known. */
  private static int bytes(List<Column> columns, Step step) {
    int sum = 0;
    int nullable = 0;
    for (Column column : columns) {
      boolean stored = !step.isMariaDb() || column.generation() != ColumnGeneration.VIRTUAL;
      if (stored) {
        int own = Math.max(0, bytes(column, step));
        // Without strict mode a string that is too long becomes a text.
        int longest = MySqlTypes.LONGEST_ROW + (step.isMariaDb() ? 0 : 2);
        sum += own > longest && !step.state().isStrict() ? POINTER : own;
        nullable += column.nullable() ? 1 : 0;
      }
    }
    return sum + (nullable + 7) / 8;
  }

  private static int bytes(Column column, Step step) {
    String type = column.type();
    String base = MySqlTypes.base(type);
    int length = MySqlTypes.length(type);
    return switch (base) {
      case "char" -> Math.max(1, length) * MySqlCharacterSets.bytes(column, step);
      case "binary" -> Math.max(1, length);
      case "varchar" -> variable(length * MySqlCharacterSets.bytes(column, step));
      case "varbinary" -> variable(length);
      case "tinytext", "tinyblob" -> POINTER + 1;
      case "text", "blob" -> POINTER + 2;
      case "mediumtext", "mediumblob" -> POINTER + 3;
      case "longtext", "longblob", "json" -> POINTER + 4;
      case "decimal" -> decimal(type);
      // At least.
      case "enum", "set" -> 1;
      default -> MySqlTypes.isSpatial(base) ? POINTER + 4 : MySqlTypes.bytes(type);
    };
  }

  private static int variable(int bytes) {
    return bytes + (bytes > 255 ? 2 : 1);
  }

  private static int decimal(String type) {
    String[] parts = type.replaceAll("[^0-9,]", "").split(",");
    if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
      return 0;
    }
    int scale = Integer.parseInt(parts[1]);
    return digits(Integer.parseInt(parts[0]) - scale) + digits(scale);
  }

  private static int digits(int number) {
    int digits = Math.max(0, number);
    return digits / DIGITS * DIGIT_BYTES[DIGITS] + DIGIT_BYTES[digits % DIGITS];
  }
}
