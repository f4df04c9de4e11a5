package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.sql.Product;
import dev.dbsa.sql.Server;
import dev.dbsa.sql.tree.Expr.Call;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The built-in functions of one release of MySQL or MariaDB, with the numbers of arguments that the
 * release at hand when they were asked takes. Read once per process from resources beside this
 * class.
 */
final class BuiltInFunctions implements Functions {
  private static final Set<String> AGGREGATES =
      Set.of(
          "avg",
          "bit_and",
          "bit_or",
          "bit_xor",
          "count",
          "group_concat",
          "json_arrayagg",
          "json_objectagg",
          "max",
          "min",
          "st_collect",
          "std",
          "stddev",
          "stddev_pop",
          "stddev_samp",
          "sum",
          "var_pop",
          "var_samp",
          "variance");

  private static final Set<String> WINDOW_ONLY =
      Set.of(
          "cume_dist",
          "dense_rank",
          "first_value",
          "lag",
          "last_value",
          "lead",
          "median",
          "nth_value",
          "ntile",
          "percent_rank",
          "percentile_cont",
          "percentile_disc",
          "rank",
          "row_number");

  /**
   * @param since the first release, as {@link Server#version()} counts; 0 for any
   * @param step what lies between two numbers of arguments that are taken: 2 for pairs
   */
  private record Arity(int since, int least, int most, int step) {
    boolean takes(int arguments) {
      return arguments >= least && arguments <= most && (arguments - least) % step == 0;
    }
  }

  private static final class MySql {
    static final Map<String, Arity> FUNCTIONS = read("mysql-functions.txt");
  }

  private static final class MariaDb {
    static final Map<String, Arity> FUNCTIONS = read("mariadb-functions.txt");

    /** The newest release that was asked; newer ones may have more. */
    static final int MEASURED = 110_499;
  }

  /** One for every product and release that was met: a handful. */
  private static final Map<String, BuiltInFunctions> BY_SERVER = new ConcurrentHashMap<>();

  private final Product product;
  private final Map<String, Arity> functions = new HashMap<>();
  private final boolean complete;
  private final NearestName names;

  private BuiltInFunctions(Server server) {
    this.product = server.product();
    this.complete = !server.isMariaDb() || server.version() <= MariaDb.MEASURED;
    (server.isMariaDb() ? MariaDb.FUNCTIONS : MySql.FUNCTIONS)
        .forEach(
            (name, arity) -> {
              if (arity.since() <= server.version()) {
                functions.put(name, arity);
              }
            });
    this.names = new NearestName(functions.keySet());
  }

  static BuiltInFunctions of(Server server) {
    return BY_SERVER.computeIfAbsent(
        server.product() + " " + server.version(), _ -> new BuiltInFunctions(server));
  }

  private static Map<String, Arity> read(String resource) {
    Map<String, Arity> functions = new HashMap<>();
    try (InputStream in =
            Objects.requireNonNull(BuiltInFunctions.class.getResourceAsStream(resource), resource);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      String line = reader.readLine();
      while (line != null) {
        if (!line.isEmpty() && line.charAt(0) != '#') {
          add(functions, line.split(" ", -1));
        }
        line = reader.readLine();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return functions;
  }

  private static void add(Map<String, Arity> functions, String[] parts) {
    int most = parts[2].equals("*") ? Integer.MAX_VALUE : Integer.parseInt(parts[2]);
    Arity arity =
        new Arity(
            Integer.parseInt(parts[0]),
            Integer.parseInt(parts[1]),
            most,
            Integer.parseInt(parts[3]));
    for (int i = 4; i < parts.length; i++) {
      functions.put(parts[i], arity);
    }
  }

  @Override
  public boolean isComplete() {
    return complete;
  }

  @Override
  public boolean isKnown(String name) {
    return functions.containsKey(name)
        || product == Product.MYSQL && (name.startsWith("internal_") || name.startsWith("get_dd_"));
  }

  @Override
  public boolean isAggregate(Call call) {
    return call.special() && AGGREGATES.contains(call.function());
  }

  @Override
  public boolean isWindowOnly(String name) {
    // MariaDB's last_value yields its last argument where no OVER follows.
    return WINDOW_ONLY.contains(name)
        && !(product == Product.MARIADB && name.equals("last_value"))
        && functions.containsKey(name);
  }

  @Override
  public boolean takes(String name, int arguments) {
    Arity arity = functions.get(name);
    return arity == null || arity.takes(arguments);
  }

  @Override
  public String arity(String name) {
    Arity arity = functions.get(name);
    if (arity == null) {
      return "";
    }
    if (arity.most() == Integer.MAX_VALUE) {
      return arity.least() + " or more";
    }
    return arity.least() == arity.most()
        ? String.valueOf(arity.least())
        : arity.least() + " to " + arity.most();
  }

  @Override
  public List<String> near(String wrong) {
    return names.find(wrong);
  }

  @Override
  public List<String> columns(String name) {
    return List.of();
  }

  @Override
  public boolean yieldsRecord(String name) {
    return false;
  }
}
