package dev.dbsa.sql.lex;

import dev.dbsa.sql.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a script into statements: at each semicolon outside literals, comments and the bodies of
 * routines, and at the delimiter that a line of the MySQL client's DELIMITER command sets.
 */
public final class ScriptSplitter {
  private static final Set<String> MYSQL_WITH_BODY =
      Set.of("procedure", "function", "trigger", "event");
  private static final Set<String> MYSQL_BLOCKS = Set.of("if", "loop", "while", "repeat");
  private static final Set<String> BLOCK_ENDS = Set.of("if", "case", "loop", "while", "repeat");
  private static final Set<String> STATEMENT_FOLLOWS =
      Set.of(";", "begin", "then", "else", "do", "loop", "repeat", ":");

  /** A comment of the form {@code dbsa:ignore RULE reason}. */
  private static final Pattern IGNORE =
      Pattern.compile("\\s*dbsa:ignore\\s+([a-z][a-z0-9_-]*)(?:\\s+(.*))?", Pattern.DOTALL);

  /** What could be taken for a literal or a comment is no delimiter. */
  private static final Pattern DELIMITER = Pattern.compile("[^'\"`\\\\#-]{1,16}");

  /** Commands that psql sends the text before them with. */
  private static final Pattern SENDING =
      Pattern.compile(
          "\\\\(?:g|gx|gset|gexec|gdesc|crosstabview|watch)(?![a-z]).*", Pattern.DOTALL);

  private static final Pattern PSQL_COMMAND = Pattern.compile("\\\\[A-Za-z?!].*|\\\\\\.\\s*");
  private static final Pattern MYSQL_COMMAND =
      Pattern.compile("\\\\[A-Za-z.!#?].*|source\\s+\\S.*");

  private final Lexer lexer;
  private final String script;
  private final SessionSettings settings;
  private final List<ScriptStatement> statements = new ArrayList<>();
  private final List<Server> servers = new ArrayList<>();
  private final List<Notice> notices = new ArrayList<>();
  private Server server;
  private List<Token> tokens = new ArrayList<>();
  private String delimiter = ";";

  /** Whether no line that ends the rows of COPY follows any more. */
  private boolean endless;

  /** Whether the current PostgreSQL statement has a body of SQL statements. */
  private boolean atomic;

  /** How many parentheses are open in PostgreSQL's CREATE RULE, whose actions stand in them. */
  private int ofRule;

  private ScriptSplitter(String script, Server server) {
    this.script = script;
    this.server = server;
    this.lexer = Lexer.of(script, server);
    this.settings = new SessionSettings(server);
  }

  /**
   * A script in pieces.
   *
   * @param ignored what comments tell us to pass over
   * @param notices what of the text is not read as statements, or not as the server reads it
   * @param servers how the server reads each of the statements, after what those before it set
   */
  public record Script(
      List<ScriptStatement> statements,
      List<Ignored> ignored,
      List<Notice> notices,
      List<Server> servers) {

    /** The server as it reads a statement. */
    public Server server(ScriptStatement statement) {
      return servers.get(statement.number() - 1);
    }
  }

  /**
   * A place from which on the text is not read as statements, or not as the server reads it.
   *
   * @param statement number of the statement there or before it; 1-based
   * @param line 1-based
   * @param column 1-based, in UTF-16 units
   * @param what the command or the setting, as it is written
   */
  public record Notice(NoticeKind kind, int statement, int line, int column, String what) {}

  /** What stands at the place of a {@link Notice}. */
  public enum NoticeKind {
    /** A command that a client such as psql carries out and the server does not know. */
    CLIENT_COMMAND,
    /** Rows for COPY … FROM STDIN, up to a line of {@code \\.}. */
    COPY_DATA,
    /** The server reads the rest in a way that is not followed. */
    READ_DIFFERENTLY
  }

  /**
   * A rule that a comment tells us to pass over.
   *
   * @param line where the comment begins; 1-based
   * @param rule as the comment names it
   * @param reason empty where the comment gives none
   */
  public record Ignored(int line, String rule, String reason) {}

  /** Cuts any text; what is no token becomes one of kind {@link Token.Kind#INVALID}. */
  public static Script split(String script, Server server) {
    ScriptSplitter splitter = new ScriptSplitter(script, server);
    splitter.run();
    List<Ignored> ignored = new ArrayList<>();
    for (Lexer.Comment comment : splitter.lexer.comments()) {
      Matcher matcher = IGNORE.matcher(comment.text());
      if (matcher.matches()) {
        String reason = matcher.group(2);
        ignored.add(
            new Ignored(comment.line(), matcher.group(1), reason == null ? "" : reason.strip()));
      }
    }
    return new Script(
        List.copyOf(splitter.statements),
        ignored,
        List.copyOf(splitter.notices),
        List.copyOf(splitter.servers));
  }

  private void run() {
    int depth = 0;
    while (true) {
      boolean custom = !delimiter.equals(";");
      if (custom && lexer.skipTo(delimiter)) {
        finish(lexer.take(delimiter.length()));
        depth = 0;
        continue;
      }
      boolean depthless = depth == 0 || server.isPostgres();
      if (depthless && clientCommand()) {
        depth = 0;
        continue;
      }
      Token token = lexer.next();
      if (token.isEnd()) {
        finish(token);
        return;
      }
      if (tokens.isEmpty() && !server.isPostgres() && token.is("delimiter")) {
        String wanted = lexer.restOfLine().strip().split("\\s+", 2)[0];
        delimiter = DELIMITER.matcher(wanted).matches() ? wanted : ";";
        continue;
      }
      if (!custom && depth == 0 && ofRule == 0 && token.is(";")) {
        finish(token);
        continue;
      }
      if (token.is("(") && isRule()) {
        ofRule++;
      } else if (token.is(")") && ofRule > 0) {
        ofRule--;
      }
      depth = custom ? 0 : Math.max(0, depth + blockStep(token));
      tokens.add(token);
    }
  }

  /** Takes a command of the client, if one stands here. */
  private boolean clientCommand() {
    if (lexer.skipTo("\\")) {
      String rest = lexer.line();
      boolean sends =
          !tokens.isEmpty()
              && (server.isPostgres()
                  ? SENDING.matcher(rest).matches()
                  : rest.startsWith("\\G") || rest.startsWith("\\g"));
      boolean command =
          tokens.isEmpty()
              && (server.isPostgres() ? PSQL_COMMAND : MYSQL_COMMAND).matcher(rest).matches();
      if (!sends && !command) {
        return false;
      }
      Token token = server.isPostgres() || command ? lexer.takeLine() : lexer.take(2);
      finish(token);
      notice(NoticeKind.CLIENT_COMMAND, token, Lexer.shorten(token.text().strip()));
      return true;
    }
    if (tokens.isEmpty()
        && !server.isPostgres()
        && lexer.skipTo("source")
        && MYSQL_COMMAND.matcher(lexer.line()).matches()) {
      Token token = lexer.takeLine();
      notice(NoticeKind.CLIENT_COMMAND, token, Lexer.shorten(token.text().strip()));
      return true;
    }
    return false;
  }

  private void notice(NoticeKind kind, Token at, String what) {
    notices.add(new Notice(kind, Math.max(1, statements.size()), at.line(), at.column(), what));
  }

  /** What a statement means for the text behind it. */
  private void follow(Token end) {
    SessionSettings.@Nullable Doubt doubt = settings.follow(tokens);
    boolean known = notices.stream().anyMatch(n -> n.kind() == NoticeKind.READ_DIFFERENTLY);
    if (doubt != null
        && !known
        && (doubt.encoding() ? lexer.goesOnBeyondAscii() : !lexer.isAtEnd())) {
      notice(NoticeKind.READ_DIFFERENTLY, tokens.getFirst(), doubt.setting());
    }
    server = settings.server();
    lexer.readAs(server);
    if (server.isPostgres()
        && tokens.getFirst().is("copy")
        && end.is(";")
        && !endless
        && isFromStdin()) {
      endless = !lexer.skipLinesTo("\\.");
      if (!endless) {
        notice(NoticeKind.COPY_DATA, tokens.getFirst(), "COPY");
      }
    }
  }

  private boolean isFromStdin() {
    for (int i = 1; i < tokens.size(); i++) {
      if (tokens.get(i).is("stdin") && tokens.get(i - 1).is("from")) {
        return true;
      }
    }
    return false;
  }

  private void finish(Token end) {
    if (!tokens.isEmpty()) {
      servers.add(server);
      tokens.add(
          new Token(Token.Kind.END, "", "", end.start(), end.start(), end.line(), end.column()));
      statements.add(new ScriptStatement(statements.size() + 1, List.copyOf(tokens), script));
      follow(end);
    }
    tokens = new ArrayList<>();
    atomic = false;
    ofRule = 0;
  }

  private boolean isRule() {
    if (!server.isPostgres() || tokens.size() < 2 || !tokens.getFirst().is("create")) {
      return false;
    }
    return tokens.get(1).is("rule") || tokens.size() > 3 && tokens.get(3).is("rule");
  }

  /** How the token changes the depth of blocks in the body of a routine. */
  private int blockStep(Token token) {
    if (token.kind() != Token.Kind.WORD || !mayHaveBody()) {
      return 0;
    }
    Token before = tokens.getLast();
    if (before.is("end") && BLOCK_ENDS.contains(token.key())) {
      return 0;
    }
    if (token.is("end")) {
      return atomic || !server.isPostgres() ? -1 : 0;
    }
    if (server.isPostgres()) {
      atomic |= token.is("atomic") && before.is("begin");
      return atomic && (token.is("atomic") || token.is("case")) ? 1 : 0;
    }
    if (token.is("begin") || token.is("case")) {
      return 1;
    }
    return MYSQL_BLOCKS.contains(token.key()) && STATEMENT_FOLLOWS.contains(before.key()) ? 1 : 0;
  }

  /** A block outside of any program, which MariaDB takes. */
  private boolean isMariaDbBlock() {
    return switch (tokens.getFirst().key()) {
      case "begin" -> tokens.size() > 1 && tokens.get(1).is("not");
      case "if", "case", "loop", "while", "repeat", "for" -> true;
      default -> false;
    };
  }

  /** CREATE … PROCEDURE, FUNCTION, TRIGGER or EVENT. */
  private boolean mayHaveBody() {
    if (tokens.isEmpty()) {
      return false;
    }
    if (!tokens.getFirst().is("create")) {
      return server.isMariaDb() && isMariaDbBlock();
    }
    // DEFINER = user@host and the like stand before the kind; a table's words never do.
    int limit = Math.min(tokens.size(), 16);
    for (int i = 1; i < limit; i++) {
      Token token = tokens.get(i);
      if (token.kind() == Token.Kind.WORD && MYSQL_WITH_BODY.contains(token.key())) {
        return !server.isPostgres() || token.is("function") || token.is("procedure");
      }
      if (token.is("table") || token.is("view") || token.is("index") || token.is("(")) {
        return false;
      }
    }
    return false;
  }
}
