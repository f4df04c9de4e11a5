package dev.dbsa.sql;

/** A database server's make. */
public enum Product {
  POSTGRESQL,
  MYSQL,
  MARIADB
}
