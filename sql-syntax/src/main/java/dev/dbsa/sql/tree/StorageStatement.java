package dev.dbsa.sql.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Databases of MySQL, what its tables are stored in, and MariaDB's sequences. */
public sealed interface StorageStatement extends Statement {

  /**
   * CREATE DATABASE and ALTER DATABASE.
   *
   * @param name {@code null} where ALTER means the database of the session
   */
  record Database(
      int at,
      boolean alter,
      @Nullable Name name,
      boolean orReplace,
      boolean ifNotExists,
      List<Option> options)
      implements StorageStatement {}

  /**
   * CREATE and ALTER of a tablespace, an undo tablespace or a logfile group.
   *
   * @param options also ADD DATAFILE, DROP DATAFILE, RENAME TO, SET ACTIVE and the like
   */
  record Space(int at, ObjectKind kind, boolean alter, Name name, List<Option> options)
      implements StorageStatement {}

  /** MariaDB's CREATE SEQUENCE and ALTER SEQUENCE. */
  record Sequence(
      int at,
      boolean alter,
      List<Name> name,
      boolean orReplace,
      boolean temporary,
      boolean ifExists,
      boolean ifNotExists,
      List<Option> options)
      implements StorageStatement {}
}
