package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.bind.BuiltInTypes;
import dev.dbsa.adapter.sqlcheck.bind.NearestName;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.Dependents;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.domain.schema.Dependency;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Routine;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.sql.tree.DataType;
import dev.dbsa.sql.tree.Drop;
import dev.dbsa.sql.tree.Drop.Signature;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.ObjectKind;
import dev.dbsa.sql.tree.ObjectReference;
import dev.dbsa.sql.tree.RoutineStatement.CreateAggregate;
import dev.dbsa.sql.tree.RoutineStatement.CreateRoutine;
import dev.dbsa.sql.tree.RoutineStatement.Parameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Functions, procedures and aggregates as PostgreSQL keeps them (functioncmds.c, pg_proc.c). */
final class PostgresRoutines {
  private static final Set<String> LANGUAGES = Set.of("internal", "c", "sql", "plpgsql");

  private PostgresRoutines() {}

  // ---------------------------------------------------------------- CREATE

  static void create(CreateRoutine d, Step step) {
    boolean home = step.homeIsThere(d.name());
    String language = language(d, step);
    List<Routine.Parameter> parameters = parameters(d, language, step);
    String result = result(d, language, parameters, step);
    Routine routine =
        new Routine(
            new ObjectName(step.state().homeOf(d.name()), d.name().getLast().text()),
            d.kind() == ObjectKind.PROCEDURE ? Routine.Kind.PROCEDURE : kindOf(d),
            "",
            result,
            volatility(d),
            language,
            null,
            parameters,
            false,
            false,
            d.returns() != null && d.returns().setOf() || !d.table().isEmpty(),
            null);
    if (home) {
      put(routine, d.orReplace(), d.name().getLast(), step);
    }
    PostgresSqlBodies.check(d, language, parameters, step);
  }

  private static Routine.Kind kindOf(CreateRoutine d) {
    boolean window = d.options().stream().anyMatch(o -> o.name().equals("window"));
    return window ? Routine.Kind.WINDOW : Routine.Kind.FUNCTION;
  }

  private static String volatility(CreateRoutine d) {
    return d.options().stream()
        .map(o -> o.name())
        .filter(Set.of("immutable", "stable", "volatile")::contains)
        .findFirst()
        .orElse("volatile");
  }

  private static String language(CreateRoutine d, Step step) {
    Name written = d.language();
    if (written == null) {
      if (d.body() == null) {
        refuse(d.at(), "There is no body of the " + d.kind().words(), d.name().getLast(), step);
      } else if (d.body() instanceof dev.dbsa.sql.tree.RoutineStatement.Body.Text) {
        refuse(d.at(), "The " + d.kind().words() + " names no LANGUAGE", d.name().getLast(), step);
      }
      return "sql";
    }
    String name = written.quoted() ? written.text() : written.text().toLowerCase(Locale.ROOT);
    isLanguage(written, step);
    if (d.body() == null) {
      refuse(d.at(), "There is no body of the " + d.kind().words(), d.name().getLast(), step);
    }
    return name;
  }

  /** Refuses a language that is not installed. */
  static void isLanguage(Name written, Step step) {
    String name = written.text().toLowerCase(Locale.ROOT);
    List<String> installed = step.state().snapshot().further().installed().languages();
    boolean made =
        Boolean.TRUE.equals(step.state().other(PostgresObjects.key(ObjectKind.LANGUAGE, "", name)));
    if (LANGUAGES.contains(name) || installed.contains(name) || made) {
      return;
    }
    if (installed.isEmpty()) {
      step.notShown("Whether the language " + written + " is installed.");
      return;
    }
    step.missing(FindingRule.UNKNOWN_OBJECT, "language", written, installed);
  }

  private static List<Routine.Parameter> parameters(CreateRoutine d, String language, Step step) {
    List<Routine.Parameter> found = new ArrayList<>();
    Set<String> inputs = new HashSet<>();
    Set<String> outputs = new HashSet<>();
    boolean defaults = false;
    List<Parameter> all = new ArrayList<>(d.parameters());
    all.addAll(d.table());
    for (Parameter parameter : all) {
      Routine.Parameter one = parameter(parameter, d.table().contains(parameter), language, step);
      found.add(one);
      Name name = parameter.name();
      if (name != null) {
        boolean in = one.mode().isInput();
        boolean out = !in || one.mode() == Routine.Parameter.Mode.INOUT;
        boolean twice = in && !inputs.add(name.text());
        if (out && !outputs.add(name.text())) {
          twice = true;
        }
        if (twice || one.mode() == Routine.Parameter.Mode.TABLE && inputs.contains(name.text())) {
          refuse(name.at(), "The parameter " + name + " is named twice", name, step);
        }
      }
      if (one.mode().isInput() || d.kind() == ObjectKind.PROCEDURE) {
        boolean byDefault = parameter.byDefault() != null;
        if (defaults && !byDefault && one.mode() != Routine.Parameter.Mode.VARIADIC) {
          Name last = d.name().getLast();
          String message = "Parameters behind one with a default need one too";
          refuse(parameter.at(), message, last, step);
        }
        defaults |= byDefault;
      }
    }
    return found;
  }

  private static Routine.Parameter parameter(
      Parameter p, boolean table, String language, Step step) {
    boolean shells = language.equals("c") || language.equals("internal");
    String type =
        shells ? PostgresTypes.quiet(p.type(), step) : PostgresTypes.argument(p.type(), step);
    Routine.Parameter.Mode mode =
        switch (p.mode()) {
          case UNSAID, IN -> Routine.Parameter.Mode.IN;
          case OUT -> Routine.Parameter.Mode.OUT;
          case INOUT -> Routine.Parameter.Mode.INOUT;
          case VARIADIC -> Routine.Parameter.Mode.VARIADIC;
          case TABLE -> Routine.Parameter.Mode.TABLE;
        };
    return new Routine.Parameter(
        p.name() == null ? null : p.name().text(),
        table ? Routine.Parameter.Mode.TABLE : mode,
        // Routines keep no lengths.
        type.replaceAll("\\([^)]*\\)", ""),
        p.byDefault() == null ? null : "");
  }

  private static @Nullable String result(
      CreateRoutine d, String language, List<Routine.Parameter> parameters, Step step) {
    if (d.kind() == ObjectKind.PROCEDURE) {
      return null;
    }
    List<Routine.Parameter> out =
        parameters.stream()
            .filter(p -> !p.mode().isInput() || p.mode() == Routine.Parameter.Mode.INOUT)
            .toList();
    DataType returns = d.returns();
    Name name = d.name().getLast();
    if (returns == null) {
      if (out.isEmpty()) {
        refuse(name.at(), "The function " + name + " does not say what it RETURNS", name, step);
        return "";
      }
      return out.size() == 1 ? out.getFirst().type() : "record";
    }
    boolean shells = language.equals("c") || language.equals("internal");
    String type =
        shells ? PostgresTypes.quiet(returns, step) : PostgresTypes.argument(returns, step);
    if (!out.isEmpty() && d.table().isEmpty()) {
      String must = out.size() == 1 ? out.getFirst().type() : "record";
      if (!PostgresTypes.mayBeSame(must, type)) {
        String message = "With its OUT parameters the function returns " + must + ", not " + type;
        refuse(returns.at(), message, name, step);
      }
    }
    boolean fires = type.equals("trigger") || type.equals("event_trigger");
    if (fires && parameters.stream().anyMatch(p -> p.mode().isInput())) {
      refuse(name.at(), "A function that returns " + type + " takes no parameters", name, step);
    }
    if (fires && language.equals("sql")) {
      refuse(returns.at(), "A function in SQL cannot return " + type, name, step);
    }
    return type;
  }

  private static void refuse(int at, String message, Name name, Step step) {
    step.refuse(FindingRule.INVALID_OBJECT, at, message, null, name.text());
  }

  /** pg_proc.c: ProcedureCreate. */
  private static void put(Routine routine, boolean orReplace, Name name, Step step) {
    List<Routine> all = new ArrayList<>(step.state().overloads(routine.name()));
    boolean known = all.stream().allMatch(Routine::hasParameters);
    for (Routine old : List.copyOf(all)) {
      if (!known || !same(old.inputTypes(), routine.inputTypes())) {
        continue;
      }
      all.remove(old);
      if (unsure(old.inputTypes()) || unsure(routine.inputTypes())) {
        continue;
      }
      if (!orReplace) {
        step.exists(words(old), name, "Write CREATE OR REPLACE.");
      } else if (step.state().isSureOfPresence()) {
        replace(old, routine, name, step);
      }
    }
    all.add(routine);
    step.become(step.state().withOverloads(routine.name(), all));
  }

  private static boolean unsure(List<String> types) {
    return types.contains("");
  }

  private static void replace(Routine old, Routine now, Name name, Step step) {
    if (old.kind() != now.kind()) {
      step.refuse(
          FindingRule.WRONG_OBJECT_TYPE,
          name,
          name + " is a " + words(old) + ", which CREATE OR REPLACE does not change",
          null);
      return;
    }
    String before = old.result();
    String after = now.result();
    boolean other =
        before != null
            && after != null
            && !before.startsWith("TABLE")
            && !before.startsWith("SETOF")
            && !now.returnsSet()
            && !old.returnsSet()
            && (!PostgresTypes.mayBeSame(before, after));
    if (other || old.returnsSet() != now.returnsSet() && before != null && after != null) {
      refuse(
          name.at(),
          "CREATE OR REPLACE cannot change what " + name + " returns, which is " + before,
          name,
          step);
      return;
    }
    List<Routine.Parameter> ins = inputs(old);
    List<Routine.Parameter> nows = inputs(now);
    for (int i = 0; i < Math.min(ins.size(), nows.size()); i++) {
      String was = ins.get(i).name();
      String is = nows.get(i).name();
      if (was != null && !was.isEmpty() && !was.equals(is)) {
        refuse(name.at(), "CREATE OR REPLACE cannot rename the parameter " + was, name, step);
        return;
      }
      if (ins.get(i).defaultExpression() != null && nows.get(i).defaultExpression() == null) {
        refuse(
            name.at(),
            "CREATE OR REPLACE cannot take away the default of parameter " + (i + 1),
            name,
            step);
        return;
      }
    }
  }

  private static List<Routine.Parameter> inputs(Routine routine) {
    return routine.parameters().stream().filter(p -> p.mode().isInput()).toList();
  }

  private static boolean same(List<String> one, List<String> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      if (!PostgresTypes.mayBeSame(one.get(i), other.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static String words(Routine routine) {
    return routine.kind().name().toLowerCase(Locale.ROOT);
  }

  static void aggregate(CreateAggregate d, Step step) {
    boolean home = step.homeIsThere(d.name());
    List<Routine.Parameter> parameters = new ArrayList<>();
    List<Parameter> written = new ArrayList<>(d.parameters());
    written.addAll(d.orderBy());
    for (Parameter parameter : written) {
      parameters.add(parameter(parameter, false, "sql", step));
    }
    if (d.oldStyle() || !home) {
      step.become(step.state().withRoutine(d.name().getLast().text()));
    } else {
      ObjectName name = new ObjectName(step.state().homeOf(d.name()), d.name().getLast().text());
      put(
          new Routine(
              name,
              Routine.Kind.AGGREGATE,
              "",
              "",
              "immutable",
              "internal",
              null,
              parameters,
              false,
              false,
              false,
              null),
          d.orReplace(),
          d.name().getLast(),
          step);
    }
    step.notRead("The functions that the aggregate " + Step.words(d.name()) + " is made of.");
  }

  // ---------------------------------------------------------------- finding one

  /** What a reference to a routine finds. */
  sealed interface Found {
    /** The only one that fits. */
    record One(Routine routine) implements Found {}

    /** Several fit, and the statement must say which. */
    record Several() implements Found {}

    /** None fits, for sure. */
    record None() implements Found {}

    /** It may be one that is not known: the server's own, an extension's, one in a block. */
    record Unseen() implements Found {}
  }

  static Found find(ObjectKind kind, List<Name> name, @Nullable Signature signature, Step step) {
    SchemaState state = step.state();
    String text = name.getLast().text();
    List<String> homes =
        name.size() > 1 ? List.of(name.get(name.size() - 2).text()) : state.searchPath();
    List<String> types = signature == null ? null : types(signature, step);
    List<Routine> fits = new ArrayList<>();
    boolean known = true;
    for (String home : homes) {
      List<Routine> here = state.overloads(new ObjectName(home, text));
      known &= here.stream().allMatch(Routine::hasParameters);
      here.stream().filter(r -> fits(r, kind, types)).forEach(fits::add);
      if (!fits.isEmpty()) {
        break;
      }
    }
    if (fits.size() == 1 && known) {
      return new Found.One(fits.getFirst());
    }
    boolean builtIn =
        BuiltInTypes.isFunction(text)
            || homes.stream().anyMatch(state::isSystemSchema)
            || text.startsWith("pg_");
    boolean unsure =
        !known
            || builtIn
            || !state.isFollowed()
            || types != null && unsure(types)
            || state.mayHaveOtherRoutine(text)
            || state.type(name).isPresent();
    if (unsure) {
      return new Found.Unseen();
    }
    return fits.isEmpty() ? new Found.None() : new Found.Several();
  }

  private static boolean fits(Routine routine, ObjectKind kind, @Nullable List<String> types) {
    boolean right =
        switch (kind) {
          case PROCEDURE -> routine.kind() == Routine.Kind.PROCEDURE;
          case AGGREGATE -> routine.kind() == Routine.Kind.AGGREGATE;
          case FUNCTION ->
              routine.kind() == Routine.Kind.FUNCTION || routine.kind() == Routine.Kind.WINDOW;
          default -> true;
        };
    if (!right || types == null || !routine.hasParameters()) {
      return right;
    }
    List<String> all = routine.parameters().stream().map(Routine.Parameter::type).toList();
    return same(routine.inputTypes(), types)
        || kind != ObjectKind.FUNCTION
            && routine.kind() == Routine.Kind.PROCEDURE
            && same(all, types);
  }

  private static List<String> types(Signature signature, Step step) {
    return signature.types().stream().map(t -> PostgresTypes.quiet(t, step)).toList();
  }

  /** The function of this name and these arguments; a refusal where there is none. */
  static @Nullable Routine need(ObjectReference object, Step step) {
    return need(object.kind(), object.name(), object.signature(), step);
  }

  static @Nullable Routine need(
      ObjectKind kind, List<Name> name, @Nullable Signature signature, Step step) {
    if (name.size() > 1 && !step.homeIsThere(name)) {
      return null;
    }
    Found found = find(kind, name, signature, step);
    if (found instanceof Found.None) {
      missing(kind, name, signature, Severity.ERROR, step);
    } else if (found instanceof Found.Several && signature == null) {
      step.refuse(
          FindingRule.UNKNOWN_FUNCTION,
          name.getLast(),
          "There are several " + kind.words() + "s " + name.getLast(),
          "Write the types of its arguments in parentheses.");
    } else if (found instanceof Found.Unseen) {
      step.notShown("Whether there is a " + kind.words() + " " + Step.words(name) + ".");
    }
    return found instanceof Found.One one ? one.routine() : null;
  }

  private static void missing(
      ObjectKind kind,
      List<Name> name,
      @Nullable Signature signature,
      Severity severity,
      Step step) {
    Name last = name.getLast();
    SchemaState state = step.state();
    boolean elsewhere = state.hasRoutine(last.text()) && signature != null;
    String message =
        elsewhere
            ? "There is no " + kind.words() + " " + last + " with these arguments"
            : "There is no " + kind.words() + " " + last;
    if (severity != Severity.ERROR) {
      step.remark(FindingRule.UNKNOWN_FUNCTION, severity, last, message);
      return;
    }
    List<String> names = state.snapshot().routines().stream().map(r -> r.name().name()).toList();
    step.refuse(
        FindingRule.UNKNOWN_FUNCTION,
        last,
        message,
        elsewhere ? null : NearestName.hint(NearestName.find(last.text(), names)));
  }

  /** A function without arguments that returns this type, as triggers call it. */
  static @Nullable Routine called(List<Name> name, String result, Step step) {
    Routine routine =
        need(ObjectKind.FUNCTION, name, new Signature(name.getLast().at(), List.of()), step);
    String is = routine == null ? null : routine.result();
    if (is != null && !is.isEmpty() && !is.equals(result)) {
      step.refuse(
          FindingRule.INVALID_OBJECT,
          name.getLast(),
          "The function " + name.getLast() + " returns " + is + ", not " + result,
          null);
    }
    return routine;
  }

  // ---------------------------------------------------------------- DROP, ALTER

  static void drop(Drop d, Step step) {
    for (int i = 0; i < d.names().size(); i++) {
      List<Name> name = d.names().get(i);
      Signature signature = i < d.signatures().size() ? d.signatures().get(i) : null;
      Routine routine = null;
      if (d.ifExists()) {
        Found found = find(d.kind(), name, signature, step);
        if (found instanceof Found.One one) {
          routine = one.routine();
        } else if (found instanceof Found.None) {
          missing(d.kind(), name, signature, Severity.INFO, step);
        }
      } else {
        routine = need(d.kind(), name, signature, step);
      }
      if (routine == null) {
        if (find(d.kind(), name, signature, step) instanceof Found.Unseen) {
          step.become(step.state().losingObjects());
        }
        continue;
      }
      if (!d.cascade() && step.state().isSureOfPresence()) {
        dependents(routine, name.getLast(), step);
      }
      remove(routine, step);
    }
  }

  private static void dependents(Routine routine, Name name, Step step) {
    for (Dependency dependency : Dependents.of(reference(routine), step.state())) {
      if (!dependency.automatic()) {
        step.refuse(
            FindingRule.DEPENDENT_OBJECTS,
            name,
            name + " is still used by " + PostgresDependents.words(dependency.dependent()),
            "Drop or change it first, or write CASCADE.");
        return;
      }
    }
  }

  static dev.dbsa.domain.schema.ObjectReference reference(Routine routine) {
    return new dev.dbsa.domain.schema.ObjectReference(
        dev.dbsa.domain.schema.ObjectKind.ROUTINE,
        routine.name(),
        String.join(", ", routine.inputTypes()));
  }

  private static void remove(Routine routine, Step step) {
    List<Routine> all = new ArrayList<>(step.state().overloads(routine.name()));
    all.remove(routine);
    step.become(step.state().withOverloads(routine.name(), all));
  }

  /** ALTER … RENAME TO and SET SCHEMA. */
  static void move(Routine routine, ObjectName to, Name name, Step step) {
    remove(routine, step);
    Routine moved =
        new Routine(
            to,
            routine.kind(),
            routine.arguments(),
            routine.result(),
            routine.volatility(),
            routine.language(),
            routine.comment(),
            routine.parameters(),
            routine.strict(),
            routine.securityDefiner(),
            routine.returnsSet(),
            routine.dataAccess());
    put(moved, false, name, step);
  }
}
