package dev.dbsa.adapter.sqlcheck;

import dev.dbsa.domain.name.EditDistance;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.domain.sql.Identifiers;
import dev.dbsa.sql.Server;
import dev.dbsa.sql.grammar.StatementParser;
import dev.dbsa.sql.lex.Keywords;
import dev.dbsa.sql.lex.ScriptStatement;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.lex.Token.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says in people's words why a statement was refused, and what to write instead. */
public final class SyntaxAdvice {
  private static final List<String> COMMON_KEYWORDS =
      List.of(
          "select",
          "from",
          "where",
          "group",
          "order",
          "having",
          "limit",
          "offset",
          "join",
          "left",
          "right",
          "inner",
          "outer",
          "cross",
          "and",
          "or",
          "not",
          "between",
          "like",
          "distinct",
          "insert",
          "into",
          "values",
          "update",
          "set",
          "delete",
          "union",
          "all",
          "case",
          "when",
          "then",
          "else",
          "end",
          "exists",
          "with",
          "desc",
          "asc",
          "as",
          "on",
          "by",
          "in",
          "is",
          "null",
          "using",
          "intersect",
          "except",
          "create",
          "alter",
          "drop",
          "table",
          "index",
          "truncate");

  /**
   * @param foreign whether the text is that of another database
   * @param at index of the token to point at
   */
  public record Advice(boolean foreign, int at, String message, @Nullable String hint) {}

  private final List<Token> tokens;
  private final int at;
  private final boolean postgres;

  private SyntaxAdvice(List<Token> tokens, int at, boolean postgres) {
    this.tokens = tokens;
    this.at = at;
    this.postgres = postgres;
  }

  /** What to say about a statement that was refused at a token. */
  public static Advice of(
      ScriptStatement statement, StatementParser.Result.Refused refused, Server server) {
    SyntaxAdvice advice = new SyntaxAdvice(statement.tokens(), refused.at(), server.isPostgres());
    Advice foreign = server.isPostgres() ? advice.mySqlInPostgres() : advice.postgresInMySql();
    if (foreign != null) {
      return foreign;
    }
    Advice common = advice.common(refused.message());
    Optional<ForeignDialect.Part> part =
        ForeignDialect.find(statement, refused.at(), !advice.isRowStatement(), server);
    if (part.isPresent()) {
      return new Advice(
          true,
          part.get().at(),
          ForeignDialect.name(server.product()) + " does not know " + part.get().what(),
          part.get().hint());
    }
    return common != null ? common : new Advice(false, refused.at(), refused.message(), null);
  }

  private boolean isRowStatement() {
    return switch (tokens.getFirst().key()) {
      case "select",
          "with",
          "values",
          "table",
          "insert",
          "update",
          "delete",
          "merge",
          "replace",
          "(" ->
          true;
      default -> false;
    };
  }

  private Token token(int offset) {
    return tokens.get(Math.clamp((long) at + offset, 0, tokens.size() - 1));
  }

  private Token here() {
    return token(0);
  }

  private Token before() {
    return at == 0 ? tokens.getLast() : token(-1);
  }

  private boolean startsWith(String word) {
    return tokens.getFirst().is(word);
  }

  private Advice foreign(String message, String hint) {
    return new Advice(true, at, message, hint);
  }

  private @Nullable Advice mySqlInPostgres() {
    Token here = here();
    Token before = before();
    if (here.text().contains("`") || before.text().contains("`")) {
      return foreign(
          "Backticks are MySQL's quotes for names",
          "Write the name plainly, or between double quotes.");
    }
    if (here.is(",") && (token(-2).is("limit") || token(-2).is("offset"))) {
      return foreign("LIMIT offset, count is MySQL's form", "Write LIMIT count OFFSET offset.");
    }
    if (here.is("on") && token(1).is("duplicate") || here.is("duplicate")) {
      return foreign(
          "ON DUPLICATE KEY UPDATE is MySQL's form", "Write ON CONFLICT (columns) DO UPDATE SET …");
    }
    if (here.is("replace") && at == 0) {
      return foreign(
          "REPLACE is a statement of MySQL alone", "Write INSERT … ON CONFLICT … DO UPDATE SET …");
    }
    if (before.is("insert") && (here.is("ignore") || here.is("low_priority"))) {
      return foreign("INSERT IGNORE is MySQL's form", "Write INSERT … ON CONFLICT DO NOTHING.");
    }
    if (here.is("regexp") || here.is("rlike") || before.is("regexp") || before.is("rlike")) {
      return foreign("REGEXP is an operator of MySQL alone", "Write x ~ 'pattern'.");
    }
    if ((here.is("limit") || here.is("order")) && (startsWith("update") || startsWith("delete"))) {
      return foreign(
          "UPDATE and DELETE take no ORDER BY and LIMIT in PostgreSQL",
          "Choose the rows in a subquery: WHERE id IN (SELECT id … LIMIT n).");
    }
    if (here.is("div") || before.is("div")) {
      return foreign("DIV is an operator of MySQL alone", "Write a / b over integers.");
    }
    if (here.is("xor")) {
      return foreign("XOR is an operator of MySQL alone", "Write a <> b over booleans.");
    }
    if (before.is("interval") && here.kind() == Kind.INTEGER) {
      return foreign("INTERVAL n unit is MySQL's form", "Write INTERVAL 'n unit'.");
    }
    if (here.is("separator")) {
      return foreign("SEPARATOR belongs to MySQL's GROUP_CONCAT", "Write STRING_AGG(x, ',').");
    }
    if (here.is("straight_join")) {
      return foreign("STRAIGHT_JOIN is MySQL's form", "Write JOIN.");
    }
    if (isRowStatement() && (here.is("unsigned") || here.is("signed"))) {
      return foreign("SIGNED and UNSIGNED are types of MySQL alone", "Write integer or bigint.");
    }
    if (startsWith("delete") && at == 1) {
      return foreign("DELETE t FROM … is MySQL's form", "Write DELETE FROM t USING other WHERE …");
    }
    return null;
  }

  private @Nullable Advice postgresInMySql() {
    Token here = here();
    Token before = before();
    if (here.is(":") && token(1).is(":") || before.is(":")) {
      return foreign("x::type is PostgreSQL's cast", "Write CAST(x AS type).");
    }
    if (here.is("ilike") || before.is("ilike")) {
      return foreign(
          "ILIKE is an operator of PostgreSQL alone",
          "Write LIKE: most collations of MySQL ignore case.");
    }
    if (here.is("returning")) {
      return foreign(
          "RETURNING is a clause of PostgreSQL alone",
          "Read the rows back by a SELECT; LAST_INSERT_ID() gives a new key.");
    }
    if (here.is("full") || before.is("full")) {
      return foreign(
          "MySQL has no FULL JOIN", "Write a LEFT JOIN and a RIGHT JOIN, joined by UNION.");
    }
    if (here.is("nulls") || before.is("nulls")) {
      return foreign("MySQL has no NULLS FIRST and NULLS LAST", "Write ORDER BY x IS NULL, x.");
    }
    if (here.is("on") && before.is("distinct")) {
      return foreign(
          "DISTINCT ON is PostgreSQL's form",
          "Number the rows by ROW_NUMBER() OVER (PARTITION BY …) and keep the first ones.");
    }
    if (here.is("(") && before.is("filter") || here.is("filter")) {
      return foreign(
          "FILTER is a clause of PostgreSQL alone", "Write SUM(CASE WHEN condition THEN x END).");
    }
    if (here.is("on") && token(1).is("conflict") || here.is("conflict")) {
      return foreign("ON CONFLICT is PostgreSQL's form", "Write ON DUPLICATE KEY UPDATE …");
    }
    if (here.is("fetch")) {
      return foreign("FETCH FIRST is no clause of MySQL", "Write LIMIT n.");
    }
    if (here.is("offset")) {
      return foreign("MySQL takes OFFSET behind LIMIT alone", "Write LIMIT n OFFSET m.");
    }
    if (here.is("all") && before.is("limit")) {
      return foreign("LIMIT ALL is PostgreSQL's form", "Leave LIMIT out.");
    }
    if (here.kind() == Kind.DOLLAR_STRING) {
      return foreign("$$…$$ is PostgreSQL's string", "Write the text in single quotes.");
    }
    if (before.kind() == Kind.STRING && token(-2).is("interval")) {
      return foreign("INTERVAL 'n unit' is PostgreSQL's form", "Write INTERVAL n UNIT.");
    }
    if (before.is("as") && isForeignType(here)) {
      return foreign(
          "MySQL casts to no type " + here.text().toUpperCase(Locale.ROOT),
          "Write SIGNED, UNSIGNED, DECIMAL(p, s), DOUBLE, CHAR, DATE or DATETIME.");
    }
    if (here.is("~") || before.is("~")) {
      return foreign("~ is PostgreSQL's operator for patterns", "Write x REGEXP 'pattern'.");
    }
    if (here.is("within") && token(1).is("group")) {
      return foreign(
          "WITHIN GROUP is PostgreSQL's form", "Number the rows by ROW_NUMBER() instead.");
    }
    if (here.is("similar")) {
      return foreign("SIMILAR TO is PostgreSQL's form", "Write x REGEXP 'pattern'.");
    }
    if (here.is("merge") && at == 0) {
      return foreign("MySQL has no MERGE", "Write INSERT … ON DUPLICATE KEY UPDATE …");
    }
    return null;
  }

  private static boolean isForeignType(Token token) {
    return switch (token.key()) {
      case "int",
          "integer",
          "bigint",
          "smallint",
          "tinyint",
          "text",
          "varchar",
          "numeric",
          "timestamp",
          "boolean",
          "bool",
          "number",
          "string" ->
          true;
      default -> false;
    };
  }

  private @Nullable Advice common(String message) {
    Token here = here();
    Token before = before();
    if (here.kind() == Kind.INVALID && here.text().contains("\"\\\"")) {
      return new Advice(
          false,
          at,
          message,
          "A backslash escapes nothing outside of text: write the name as it is.");
    }
    int open = unclosed();
    if (here.isEnd() && open >= 0) {
      return new Advice(false, open, "This parenthesis is not closed", "Add the missing ).");
    }
    if (here.is(")") && excess() == at) {
      return new Advice(
          false, at, "This parenthesis closes nothing", "Drop it, or open one before.");
    }
    if (before.is(",") && (here.isEnd() || here.is(")") || isClause(here))) {
      return new Advice(
          false, at - 1, "A comma with nothing behind it", "Drop the comma, or add what follows.");
    }
    if (before.kind() == Kind.STRING && here.isName() && here.start() == before.end()
        || here.kind() == Kind.INVALID && here.text().startsWith("string") && at > 1) {
      return new Advice(false, at, message, "A quote inside text is written twice: 'it''s'.");
    }
    String near = nearKeyword(here);
    if (near == null && here.kind() != Kind.INVALID) {
      near = nearKeyword(before);
    }
    if (near != null) {
      return new Advice(false, at, message, "Did you mean " + near.toUpperCase(Locale.ROOT) + "?");
    }
    if (here.kind() == Kind.WORD && isReserved(here.key()) && !isClause(here)) {
      Dialect dialect = postgres ? Dialect.POSTGRESQL : Dialect.MYSQL;
      return new Advice(
          false,
          at,
          message,
          here.text()
              + " is a reserved word; as a name it has to stand in quotes: "
              + Identifiers.quote(dialect, here.text())
              + ".");
    }
    return null;
  }

  private boolean isReserved(String word) {
    return (postgres ? Keywords.POSTGRES : Keywords.MYSQL).isReserved(word);
  }

  private static boolean isClause(Token token) {
    return switch (token.key()) {
      case "from",
          "where",
          "group",
          "order",
          "having",
          "limit",
          "union",
          "values",
          "set",
          "on",
          "join",
          "select",
          "and",
          "or" ->
          true;
      default -> false;
    };
  }

  /** The last parenthesis without a partner; -1 if all have one. */
  private int unclosed() {
    int[] open = new int[tokens.size()];
    int depth = 0;
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).is("(")) {
        open[depth++] = i;
      } else if (tokens.get(i).is(")") && depth > 0) {
        depth--;
      }
    }
    return depth == 0 ? -1 : open[depth - 1];
  }

  /** The first closing parenthesis without a partner; -1 if there is none. */
  private int excess() {
    int depth = 0;
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).is("(")) {
        depth++;
      } else if (tokens.get(i).is(")") && --depth < 0) {
        return i;
      }
    }
    return -1;
  }

  private @Nullable String nearKeyword(Token token) {
    String word = token.key();
    if (token.kind() != Kind.WORD || word.length() < 3 || isReserved(word)) {
      return null;
    }
    for (String keyword : COMMON_KEYWORDS) {
      int limit = keyword.length() > 5 ? 2 : 1;
      if (keyword.length() > 2
          && !keyword.equals(word)
          && EditDistance.between(word, keyword, limit) <= limit) {
        return keyword;
      }
    }
    return null;
  }
}
