package dev.dbsa.adapter.sqlcheck.bind;

import java.util.Map;

/** PostgreSQL's names of types: as people write them, and as the catalogue has them. */
final class TypeNames {
  private static final Map<String, String> INTERNAL =
      Map.ofEntries(
          Map.entry("int", "int4"),
          Map.entry("integer", "int4"),
          Map.entry("smallint", "int2"),
          Map.entry("bigint", "int8"),
          Map.entry("real", "float4"),
          Map.entry("float", "float8"),
          Map.entry("double precision", "float8"),
          Map.entry("decimal", "numeric"),
          Map.entry("dec", "numeric"),
          Map.entry("boolean", "bool"),
          Map.entry("character", "bpchar"),
          Map.entry("char", "bpchar"),
          Map.entry("nchar", "bpchar"),
          Map.entry("character varying", "varchar"),
          Map.entry("char varying", "varchar"),
          Map.entry("nchar varying", "varchar"),
          Map.entry("bit varying", "varbit"),
          Map.entry("timestamp without time zone", "timestamp"),
          Map.entry("timestamp with time zone", "timestamptz"),
          Map.entry("time without time zone", "time"),
          Map.entry("time with time zone", "timetz"));

  private static final Map<String, String> EXTERNAL =
      Map.ofEntries(
          Map.entry("int4", "integer"),
          Map.entry("int2", "smallint"),
          Map.entry("int8", "bigint"),
          Map.entry("float4", "real"),
          Map.entry("float8", "double precision"),
          Map.entry("bool", "boolean"),
          Map.entry("bpchar", "character"),
          Map.entry("varchar", "character varying"),
          Map.entry("varbit", "bit varying"),
          Map.entry("timestamptz", "timestamp with time zone"),
          Map.entry("timetz", "time with time zone"));

  private TypeNames() {}

  /** The name that people write for a type of the catalogue. */
  static String external(String name) {
    return name.startsWith("_")
        ? external(name.substring(1)) + "[]"
        : EXTERNAL.getOrDefault(name, name);
  }

  /** The catalogue's name of a type that people write otherwise. */
  static String internal(String name) {
    return INTERNAL.getOrDefault(name, name);
  }
}
