package dev.dbsa.sql.lex;

import dev.dbsa.sql.Product;
import dev.dbsa.sql.Server;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings that have the server read the rest of a script in another way: what a script's own
 * statements make of them.
 */
final class SessionSettings {
  /** Modes that the lexers and grammars ask for. */
  private static final Set<String> READING_MODES =
      Set.of("ANSI", "ANSI_QUOTES", "NO_BACKSLASH_ESCAPES", "PIPES_AS_CONCAT", "IGNORE_SPACE");

  /** MariaDB's modes that stand for several others. */
  private static final Set<String> FOREIGN_MODES =
      Set.of("ORACLE", "MSSQL", "POSTGRESQL", "DB2", "MAXDB");

  /** Sets with characters whose second byte may be a quote's or a backslash's. */
  private static final Set<String> HIDING_SETS =
      Set.of(
          "sjis",
          "cp932",
          "big5",
          "gbk",
          "gb18030",
          "shift_jis_2004",
          "shiftjis2004",
          "shiftjis",
          "shift_jis",
          "mskanji",
          "win932",
          "windows932",
          "uhc",
          "win949",
          "windows949",
          "windows950",
          "win950",
          "win936",
          "windows936",
          "johab");

  private final Server first;
  private Server server;
  private @Nullable Server atBegin;
  private @Nullable Server behindTransaction;

  /** How the server would read with the modes that a MySQL script put into its variables. */
  private final Map<String, Optional<Server>> saved = new HashMap<>();

  SessionSettings(Server server) {
    this.first = server;
    this.server = server;
  }

  Server server() {
    return server;
  }

  /**
   * Takes note of a statement.
   *
   * @return the setting behind which the rest of the script cannot be followed; {@code null} where
   *     it can
   */
  @Nullable Doubt follow(List<Token> tokens) {
    if (server.isPostgres()) {
      followTransaction(tokens);
      return postgres(tokens);
    }
    return tokens.getFirst().is("set") ? mySql(tokens) : null;
  }

  /**
   * What is read differently from here on.
   *
   * @param encoding whether that is so for characters beyond ASCII alone
   */
  record Doubt(String setting, boolean encoding) {}

  // ---------------------------------------------------------------- PostgreSQL

  private void followTransaction(List<Token> tokens) {
    Token head = tokens.getFirst();
    Token next = tokens.get(Math.min(1, tokens.size() - 1));
    if (head.is("begin") || head.is("start") && next.is("transaction")) {
      if (atBegin == null) {
        atBegin = server;
        behindTransaction = server;
      }
    } else if (head.is("commit") || head.is("end")) {
      if (behindTransaction != null) {
        server = behindTransaction;
      }
      atBegin = null;
      behindTransaction = null;
    } else if (head.is("rollback") || head.is("abort")) {
      boolean toSavepoint = tokens.stream().anyMatch(t -> t.is("to"));
      if (!toSavepoint && atBegin != null) {
        server = atBegin;
        atBegin = null;
        behindTransaction = null;
      }
    }
  }

  private @Nullable Doubt postgres(List<Token> tokens) {
    Token head = tokens.getFirst();
    if (head.is("set")) {
      int at = 1;
      boolean local = tokens.get(at).is("local");
      if (local || tokens.get(at).is("session")) {
        at++;
      }
      if (tokens.get(at).is("names")) {
        return encoding(text(tokens, at + 1));
      }
      String name = text(tokens, at).toLowerCase(Locale.ROOT);
      String sign = text(tokens, at + 1).toLowerCase(Locale.ROOT);
      if (sign.equals("=") || sign.equals("to")) {
        return postgres(name, text(tokens, at + 2), local);
      }
    } else if (head.is("reset") || head.is("discard")) {
      String name = text(tokens, 1).toLowerCase(Locale.ROOT);
      boolean all = name.equals("all");
      if (all || name.equals("standard_conforming_strings")) {
        change(server.withConformingStrings(!first.backslashEscapes()), false);
      }
      if (all || name.equals("check_function_bodies")) {
        change(server.withBodyChecks(first.bodyChecks()), false);
      }
    } else if (head.is("select")) {
      for (int i = 1; i + 5 < tokens.size(); i++) {
        if (tokens.get(i).is("set_config")
            && tokens.get(i + 1).is("(")
            && tokens.get(i + 2).kind() == Token.Kind.STRING
            && tokens.get(i + 4).kind() == Token.Kind.STRING) {
          String name = tokens.get(i + 2).text().toLowerCase(Locale.ROOT);
          String last = text(tokens, i + 6).toLowerCase(Locale.ROOT);
          return postgres(name, tokens.get(i + 4).text(), !last.equals("false"));
        }
      }
    }
    return null;
  }

  private @Nullable Doubt postgres(String name, String value, boolean local) {
    switch (name) {
      case "standard_conforming_strings" -> {
        Boolean on = onOrOff(value, !first.backslashEscapes());
        if (on != null) {
          change(server.withConformingStrings(on), local);
        }
        return null;
      }
      case "check_function_bodies" -> {
        Boolean on = onOrOff(value, first.bodyChecks());
        if (on != null) {
          change(server.withBodyChecks(on), local);
        }
        return null;
      }
      case "client_encoding" -> {
        return encoding(value);
      }
      default -> {
        return null;
      }
    }
  }

  private static @Nullable Boolean onOrOff(String value, boolean byDefault) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "default" -> byDefault;
      case "on", "true", "yes", "1", "t", "y" -> true;
      case "off", "false", "no", "0", "f", "n" -> false;
      default -> null;
    };
  }

  /** A local setting lasts as long as the transaction, and has no effect outside of one. */
  private void change(Server changed, boolean local) {
    if (!local) {
      server = changed;
      if (atBegin != null) {
        behindTransaction = changed;
      }
    } else if (atBegin != null) {
      server = changed;
    }
  }

  // ---------------------------------------------------------------- MySQL

  private @Nullable Doubt mySql(List<Token> tokens) {
    int at = 1;
    @Nullable Doubt doubt = null;
    while (at < tokens.size() - 1) {
      int end = at;
      int depth = 0;
      while (end < tokens.size() - 1 && !(depth == 0 && tokens.get(end).is(","))) {
        depth += tokens.get(end).is("(") ? 1 : tokens.get(end).is(")") ? -1 : 0;
        end++;
      }
      @Nullable Doubt next = mySqlSetting(tokens.subList(at, end));
      doubt = next == null ? doubt : next;
      at = end + 1;
    }
    return doubt;
  }

  private @Nullable Doubt mySqlSetting(List<Token> setting) {
    if (setting.isEmpty()) {
      return null;
    }
    if (setting.getFirst().is("names")) {
      return encoding(text(setting, 1));
    }
    if (setting.getFirst().is("character") || setting.getFirst().is("charset")) {
      return encoding(text(setting, setting.getFirst().is("charset") ? 1 : 2));
    }
    String name = text(setting, 0).toLowerCase(Locale.ROOT);
    int sign = 1;
    if (name.equals("session") || name.equals("local")) {
      name = text(setting, 1).toLowerCase(Locale.ROOT);
      sign = 2;
    }
    name = name.replaceFirst("^@@((session|local)\\.)?", "");
    String is = text(setting, sign);
    if (!is.equals("=") && !is.equals(":=")) {
      return null;
    }
    List<Token> value = setting.subList(sign + 1, setting.size());
    if (setting.getFirst().kind() == Token.Kind.USER_VARIABLE) {
      saved.put(name, modesIn(value));
      return null;
    }
    if (name.equals("character_set_client")) {
      return value.size() == 1 ? encoding(value.getFirst().text()) : null;
    }
    return name.equals("sql_mode") ? modes(value) : null;
  }

  /** What a mode of this value would make of the server; empty where nobody can say. */
  private Optional<Server> modesIn(List<Token> value) {
    if (value.size() != 1) {
      return Optional.empty();
    }
    Token token = value.getFirst();
    return switch (token.kind()) {
      case STRING ->
          modeNames(token.text()).stream().anyMatch(FOREIGN_MODES::contains)
              ? Optional.empty()
              : Optional.of(
                  Server.mySql(server.product(), server.version(), modeNames(token.text())));
      case SYSTEM_VARIABLE -> {
        String name = token.text().toLowerCase(Locale.ROOT);
        yield Optional.of(name.startsWith("@@global") ? first : server);
      }
      case USER_VARIABLE ->
          saved.getOrDefault(token.text().toLowerCase(Locale.ROOT), Optional.empty());
      default -> Optional.empty();
    };
  }

  private static List<String> modeNames(String text) {
    return Arrays.asList(text.strip().toUpperCase(Locale.ROOT).split("\\s*,\\s*"));
  }

  private @Nullable Doubt modes(List<Token> value) {
    String variable = value.size() == 1 ? value.getFirst().text().toLowerCase(Locale.ROOT) : "";
    if (saved.containsKey(variable)) {
      Optional<Server> known = saved.getOrDefault(variable, Optional.empty());
      server = known.orElse(server);
      return known.isPresent() ? null : new Doubt("sql_mode", false);
    }
    boolean literal =
        value.size() == 1
            && (value.getFirst().kind() == Token.Kind.STRING || value.getFirst().isName())
            && !value.getFirst().is("default");
    Set<String> named = new LinkedHashSet<>();
    boolean present = false;
    for (Token token : value) {
      if (token.kind() == Token.Kind.STRING || literal) {
        named.addAll(modeNames(token.text()));
      }
      present |=
          token.kind() == Token.Kind.SYSTEM_VARIABLE
              && token.text().toLowerCase(Locale.ROOT).endsWith("sql_mode");
    }
    if (server.product() == Product.MARIADB && named.stream().anyMatch(FOREIGN_MODES::contains)) {
      return new Doubt("sql_mode", false);
    }
    if (literal) {
      server = Server.mySql(server.product(), server.version(), named);
      return null;
    }
    if (named.stream().noneMatch(READING_MODES::contains)) {
      // A mode saved before, or one that is put to or taken from what there is.
      server = present ? server : first;
      return null;
    }
    if (present && value.getFirst().is("concat")) {
      named.addAll(readingModes());
      server = Server.mySql(server.product(), server.version(), named);
      return null;
    }
    return new Doubt("sql_mode", false);
  }

  private List<String> readingModes() {
    List<String> modes = new ArrayList<>();
    if (!server.backslashEscapes()) {
      modes.add("NO_BACKSLASH_ESCAPES");
    }
    if (server.ansiQuotes()) {
      modes.add("ANSI_QUOTES");
    }
    if (server.pipesConcatenate()) {
      modes.add("PIPES_AS_CONCAT");
    }
    if (server.ignoreSpace()) {
      modes.add("IGNORE_SPACE");
    }
    return modes;
  }

  // ---------------------------------------------------------------- shared

  private static @Nullable Doubt encoding(String name) {
    String plain = name.toLowerCase(Locale.ROOT);
    return HIDING_SETS.contains(plain) ? new Doubt("the character set " + plain, true) : null;
  }

  private static String text(List<Token> tokens, int index) {
    return index < tokens.size() ? tokens.get(index).text() : "";
  }
}
