package dev.dbsa.adapter.sqlcheck.bind;

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
 * The built-in functions of one release of MariaDB, with the numbers of arguments that MariaDB 11.4
 * takes. Read once per process from a resource beside this class.
 */
final class MariaDbFunctions implements Functions {
  /** The release whose functions the resource holds; newer ones may have more. */
  private static final int MEASURED = 110_499;

  private static final String RESOURCE = "mariadb-functions.txt";

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
          "std",
          "stddev",
          "stddev_pop",
          "stddev_samp",
          "sum",
          "var_pop",
          "var_samp",
          "variance");

  /** {@code last_value} is not among them: without OVER it yields its last argument. */
  private static final Set<String> WINDOW_ONLY =
      Set.of(
          "cume_dist",
          "dense_rank",
          "first_value",
          "lag",
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

  private static final class Holder {
    static final Map<String, Arity> FUNCTIONS = read();
  }

  /** One for every release that was met: a handful. */
  private static final Map<Integer, MariaDbFunctions> BY_VERSION = new ConcurrentHashMap<>();

  private final Map<String, Arity> functions = new HashMap<>();
  private final boolean complete;

  private MariaDbFunctions(int version) {
    this.complete = version <= MEASURED;
    Holder.FUNCTIONS.forEach(
        (name, arity) -> {
          if (arity.since() <= version) {
            functions.put(name, arity);
          }
        });
  }

  static MariaDbFunctions of(Server server) {
    return BY_VERSION.computeIfAbsent(server.version(), MariaDbFunctions::new);
  }

  private static Map<String, Arity> read() {
    Map<String, Arity> functions = new HashMap<>();
    try (InputStream in =
            Objects.requireNonNull(MariaDbFunctions.class.getResourceAsStream(RESOURCE), RESOURCE);
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
    return functions.containsKey(name);
  }

  @Override
  public boolean isAggregate(Call call) {
    return call.special() && AGGREGATES.contains(call.function());
  }

  @Override
  public boolean isWindowOnly(String name) {
    return WINDOW_ONLY.contains(name);
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
  public Set<String> names() {
    return functions.keySet();
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
