package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.sql.tree.Expr.Call;
import java.util.List;

/** The functions that a server brings along. */
interface Functions {
  boolean isKnown(String name);

  /** Whether a function that is not among them does not exist, as far as the release goes. */
  default boolean isComplete() {
    return true;
  }

  boolean isAggregate(Call call);

  /** Whether the function makes sense with OVER alone. */
  boolean isWindowOnly(String name);

  /** Whether a known function takes this many arguments. */
  boolean takes(String name, int arguments);

  /** The names that a wrong one was probably meant to be, best first. */
  List<String> near(String wrong);

  /** How many arguments the function takes, in words. */
  String arity(String name);

  /** Names of the columns that a set-returning function yields; empty where it yields one value. */
  List<String> columns(String name);

  /** Whether the function yields rows whose columns are not known. */
  boolean yieldsRecord(String name);
}
