package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.sql.tree.Expr.Call;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Functions, operators, types and casts of PostgreSQL, from the system catalogues of version 18.
 * Read once per process from resources beside this class.
 */
final class PostgresCatalog implements Functions {
  /**
   * One overload of a function.
   *
   * @param kind f function, s set-returning, a aggregate, w window, p procedure
   * @param defaults how many arguments at the end may be left out
   * @param outputs names of the columns that it yields as a table
   */
  record Signature(
      char kind,
      String result,
      List<String> arguments,
      int defaults,
      boolean variadic,
      List<String> outputs) {
    boolean takes(int count) {
      if (variadic) {
        return count >= arguments.size() - 1;
      }
      return count <= arguments.size() && count >= arguments.size() - defaults;
    }
  }

  /**
   * @param left empty for a prefix operator
   */
  record Operator(String left, String right, String result) {}

  /**
   * @param kind b base, c composite, d domain, e enum, p pseudo, r range, m multirange
   * @param element empty for anything but an array
   */
  record Type(String name, char category, boolean preferred, char kind, String element) {}

  private static final class Holder {
    static final PostgresCatalog INSTANCE = new PostgresCatalog();
  }

  private final Map<String, List<Signature>> functions = new HashMap<>();
  private final Map<String, List<Operator>> binaryOperators = new HashMap<>();
  private final Map<String, List<Operator>> prefixOperators = new HashMap<>();
  private final Map<String, Type> types = new HashMap<>();
  private final Map<String, Character> casts = new HashMap<>();
  private final NearestName names;

  private PostgresCatalog() {
    read("postgresql-types.txt", this::addType);
    read("postgresql-casts.txt", this::addCast);
    read("postgresql-operators.txt", this::addOperators);
    read("postgresql-functions.txt", this::addFunctions);
    names = new NearestName(functions.keySet());
  }

  static PostgresCatalog get() {
    return Holder.INSTANCE;
  }

  private static void read(String resource, Consumer<String> line) {
    try (InputStream in =
            Objects.requireNonNull(PostgresCatalog.class.getResourceAsStream(resource), resource);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      // The first line says what the file holds.
      reader.lines().skip(1).forEach(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void addType(String line) {
    String[] fields = line.split(" ", -1);
    types.put(
        fields[0],
        new Type(
            fields[0], fields[1].charAt(0), fields[2].equals("t"), fields[3].charAt(0), fields[4]));
  }

  private void addCast(String line) {
    String[] fields = line.split(" ");
    casts.put(fields[0] + " " + fields[1], fields[2].charAt(0));
  }

  private void addOperators(String line) {
    int blank = line.indexOf(' ');
    String sign = line.substring(0, blank);
    for (String entry : line.substring(blank + 1).split(" ")) {
      String[] fields = entry.split(",", -1);
      Map<String, List<Operator>> home = fields[0].isEmpty() ? prefixOperators : binaryOperators;
      home.computeIfAbsent(sign, _ -> new ArrayList<>())
          .add(new Operator(fields[0], fields[1], fields[2]));
    }
  }

  private void addFunctions(String line) {
    int blank = line.indexOf(' ');
    List<Signature> list = new ArrayList<>(2);
    for (String entry : line.substring(blank + 1).split(" ")) {
      int open = entry.indexOf('(');
      int close = entry.indexOf(')');
      String arguments = entry.substring(open + 1, close);
      int bracket = entry.indexOf('[', close);
      String flags = entry.substring(close + 1, bracket < 0 ? entry.length() : bracket);
      boolean variadic = flags.endsWith("v");
      String defaults = variadic ? flags.substring(0, flags.length() - 1) : flags;
      list.add(
          new Signature(
              entry.charAt(0),
              entry.substring(1, open),
              arguments.isEmpty() ? List.of() : List.of(arguments.split(",")),
              defaults.isEmpty() ? 0 : Integer.parseInt(defaults),
              variadic,
              bracket < 0
                  ? List.of()
                  : List.of(entry.substring(bracket + 1, entry.length() - 1).split(","))));
    }
    functions.put(line.substring(0, blank), list);
  }

  List<Signature> signatures(String name) {
    return functions.getOrDefault(name, List.of());
  }

  List<Operator> binaryOperators(String sign) {
    return binaryOperators.getOrDefault(sign, List.of());
  }

  List<Operator> prefixOperators(String sign) {
    return prefixOperators.getOrDefault(sign, List.of());
  }

  boolean hasOperator(String sign) {
    return binaryOperators.containsKey(sign) || prefixOperators.containsKey(sign);
  }

  @Nullable Type type(String name) {
    return types.get(name);
  }

  /** Whether this is a type of that category; A for arrays. */
  boolean isOf(String name, char category) {
    Type type = types.get(name);
    return type != null && type.category() == category;
  }

  /** Whether this is a type of that kind; see {@link Type}. */
  boolean isKind(String name, char kind) {
    Type type = types.get(name);
    return type != null && type.kind() == kind;
  }

  /** i implicit, a in assignments, e explicit; a blank where there is none. */
  char cast(String from, String to) {
    return casts.getOrDefault(from + " " + to, ' ');
  }

  @Override
  public boolean isKnown(String name) {
    return functions.containsKey(name);
  }

  @Override
  public boolean isAggregate(Call call) {
    String name = call.function();
    if (name.equals("json_arrayagg") || name.equals("json_objectagg")) {
      return true;
    }
    for (Signature signature : signatures(name)) {
      if (signature.kind() == 'a') {
        // rank() and its kin are window functions unless they are given an order to rank in.
        return !isWindowOnly(name) || call.withinGroup();
      }
    }
    return false;
  }

  @Override
  public boolean isWindowOnly(String name) {
    for (Signature signature : signatures(name)) {
      if (signature.kind() == 'w') {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean takes(String name, int arguments) {
    List<Signature> signatures = signatures(name);
    if (signatures.isEmpty()) {
      return true;
    }
    for (Signature signature : signatures) {
      if (signature.takes(arguments)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public List<String> near(String wrong) {
    return names.find(wrong);
  }

  @Override
  public String arity(String name) {
    int least = Integer.MAX_VALUE;
    int most = 0;
    for (Signature signature : signatures(name)) {
      if (signature.variadic()) {
        return "";
      }
      least = Math.min(least, signature.arguments().size() - signature.defaults());
      most = Math.max(most, signature.arguments().size());
    }
    return least == most ? String.valueOf(least) : least + " to " + most;
  }

  @Override
  public List<String> columns(String name) {
    List<Signature> signatures = signatures(name);
    return signatures.isEmpty() ? List.of() : signatures.getFirst().outputs();
  }

  @Override
  public boolean yieldsRecord(String name) {
    for (Signature signature : signatures(name)) {
      if (signature.result().equals("record")) {
        return true;
      }
    }
    return false;
  }
}
