package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.sql.Server;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Expr.Bound.Place;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Query.NamedWindow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What windows are made of: others by name, and frames that can be (parse_clause.c, window.cc). */
final class Windows {
  private final SchemaState schema;
  private final Server server;
  private final Reporter reporter;

  Windows(Binding binding) {
    this.schema = binding.schema;
    this.server = binding.server;
    this.reporter = binding.reporter;
  }

  /** The windows of a WINDOW clause, each of which may build on those before it. */
  void named(List<NamedWindow> windows) {
    for (int i = 0; i < windows.size(); i++) {
      NamedWindow window = windows.get(i);
      // MySQL looks at the windows behind it as well.
      List<NamedWindow> seen = server.isPostgres() ? windows.subList(0, i) : windows;
      if (find(window.name(), windows.subList(0, i)) != null) {
        report(window.name(), "There are two windows " + window.name());
      }
      check(window.window(), seen);
    }
  }

  /** The window of a call. */
  void check(Expr.Window window, List<NamedWindow> seen) {
    Expr.Window base = null;
    if (window.name() != null) {
      base = find(window.name(), seen);
      if (base == null) {
        report(window.name(), "There is no window " + window.name());
        return;
      }
      if (!window.bare() && !extend(window, window.name(), base)) {
        return;
      }
    }
    if (window.frame() != null) {
      frame(window, window.frame(), base);
    }
  }

  private Expr.@Nullable Window find(Name name, List<NamedWindow> windows) {
    return windows.stream()
        .filter(w -> schema.sameColumn(w.name().text(), name.text()))
        .findFirst()
        .map(NamedWindow::window)
        .orElse(null);
  }

  private boolean extend(Expr.Window window, Name name, Expr.Window base) {
    String why = null;
    if (!window.partitionBy().isEmpty()) {
      why = "another PARTITION BY";
    } else if (!window.orderBy().isEmpty() && !base.orderBy().isEmpty()) {
      why = "another ORDER BY";
    } else if (base.frame() != null) {
      why = "anything, as it has a frame";
    }
    if (why != null) {
      report(name, "The window " + name + " cannot be given " + why);
    }
    return why == null;
  }

  private void frame(Expr.Window window, Expr.Frame frame, Expr.@Nullable Window base) {
    Place start = frame.start().place();
    Place end = frame.end().place();
    if (start == Place.UNBOUNDED_FOLLOWING
        || end == Place.UNBOUNDED_PRECEDING
        || start == Place.CURRENT_ROW && end == Place.PRECEDING
        || start == Place.FOLLOWING && (end == Place.PRECEDING || end == Place.CURRENT_ROW)) {
      report(frame.at(), "The frame ends before it begins", null);
      return;
    }
    int keys = window.orderBy().size() + (base == null ? 0 : base.orderBy().size());
    boolean offsets = !frame.offsets().isEmpty();
    if (frame.unit().equals("range") && offsets && keys != 1) {
      report(
          frame.at(), "RANGE with a distance needs ORDER BY with one key; here are " + keys, null);
    } else if (frame.unit().equals("groups") && keys == 0 && server.isPostgres()) {
      report(frame.at(), "GROUPS needs an ORDER BY", null);
    }
  }

  private void report(Name name, String message) {
    report(name.at(), message, name.text());
  }

  private void report(int at, String message, @Nullable String object) {
    reporter.report(FindingRule.WINDOW_DEFINITION, at, message, null, object);
  }
}
