package dev.dbsa.domain.schema;

/**
 * Name of an object exactly as the server stores it, unquoted.
 *
 * @param schema the PostgreSQL schema or the MySQL database that holds the object
 */
public record ObjectName(String schema, String name) implements Comparable<ObjectName> {
  @Override
  public int compareTo(ObjectName other) {
    int bySchema = schema.compareTo(other.schema);
    return bySchema != 0 ? bySchema : name.compareTo(other.name);
  }

  /** Schema and name, separated by a dot and unquoted: for people, never for SQL. */
  @Override
  public String toString() {
    return schema + "." + name;
  }
}
