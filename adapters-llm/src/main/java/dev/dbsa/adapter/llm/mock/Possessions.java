package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.adapter.llm.mock.Plan.Condition;
import dev.dbsa.adapter.llm.mock.Plan.CountOf;
import dev.dbsa.adapter.llm.mock.Plan.Known;
import dev.dbsa.adapter.llm.mock.Plan.Place;
import dev.dbsa.adapter.llm.mock.Plan.Related;
import dev.dbsa.adapter.llm.mock.Plan.Rows;
import dev.dbsa.adapter.llm.mock.Quantities.Quantity;
import dev.dbsa.adapter.llm.mock.Senses.FieldSense;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what rows have: with more than 3 orders, without a phone. */
final class Possessions {
  private final Grammar g;
  private final Nouns nouns;
  private final Values values;
  private final Quantities quantities;
  private final FieldConditions fields;
  private final Modifiers modifiers;

  Possessions(
      Grammar grammar,
      Nouns nouns,
      Values values,
      Quantities quantities,
      FieldConditions fields,
      Modifiers modifiers) {
    this.g = grammar;
    this.nouns = nouns;
    this.values = values;
    this.quantities = quantities;
    this.fields = fields;
    this.modifiers = modifiers;
  }

  /** What rows have: related rows, so many of them, none of them, a value. */
  List<Read<Condition>> having(Rows rows, int start, int depth, boolean negated) {
    List<Read<Condition>> found = new ArrayList<>();
    int i = g.skip(start);
    boolean none = negated;
    if (g.isWord(i, Set.of("no", "zero", "any", "some", "not"))) {
      none ^= g.isWord(i, Set.of("no", "zero", "not"));
      i++;
    }
    if (none) {
      for (FieldSense sense : g.senses.fields(i)) {
        if (sense.field().isOf(rows.relation()) && sense.score() > 0.7) {
          found.add(
              Read.of(
                  new Known(Place.own(rows.relation(), sense.field().column()), false),
                  sense.end(),
                  0.04 + (1 - sense.score()) * 0.5));
        }
      }
      for (Read<Condition> read : fields.conditions(rows, i, depth)) {
        found.add(read.as(values.negated(read.value())));
      }
      for (Read<Condition> read : counted(rows, i, depth)) {
        found.add(read.as(values.negated(read.value())));
      }
    } else {
      for (FieldSense sense : g.senses.fields(i)) {
        boolean open =
            sense.field().isOf(rows.relation())
                && sense.field().column().nullable()
                && sense.score() > 0.85;
        if (open && !g.isNumeric(sense.field().column())) {
          found.add(
              Read.of(
                  new Known(Place.own(rows.relation(), sense.field().column()), true),
                  sense.end(),
                  0.08));
        }
      }
      found.addAll(within(rows, i));
      found.addAll(fields.conditions(rows, i, depth));
      found.addAll(fields.comparatives(rows, i, depth));
      found.addAll(counted(rows, i, depth));
      found.addAll(values.labels(rows.relation(), i));
    }
    for (Read<Rows> other : nouns.rows(i, depth + 1)) {
      List<Read<Condition>> some = new ArrayList<>();
      modifiers.exists(some, rows, other, none);
      Optional<Column> reference = reference(rows.relation(), other.value());
      if (none && reference.isPresent() && other.value().isBare()) {
        found.add(
            other
                .as((Condition) new Known(Place.own(rows.relation(), reference.get()), false))
                .to(other.end(), 0));
      } else {
        found.addAll(some);
      }
    }
    return Read.best(found);
  }

  /** 'Hey' in its title: a part of the text. */
  private List<Read<Condition>> within(Rows rows, int i) {
    List<Read<Condition>> found = new ArrayList<>();
    int at =
        g.isWord(i, Set.of("word", "substring", "text", "string", "phrase", "letter")) ? i + 1 : i;
    for (Read<String> value : values.at(at)) {
      int in = value.end();
      int field = g.isWord(in, Set.of("in")) ? g.possessive(in + 1) : -1;
      if (field < 0) {
        continue;
      }
      Place named = g.word(in + 1).equals("its") ? namedLast(rows) : null;
      if (named != null && Senses.isName(Words.stem(g.word(field)))) {
        Condition part = new Plan.Compare(named, "LIKE", value.value());
        found.add(value.as(part).to(field + 1, 0.01));
        continue;
      }
      for (FieldSense sense : g.senses.fields(field)) {
        Column column = sense.field().column();
        if (sense.field().isOf(rows.relation()) && g.kind(column) == TypeKind.TEXT) {
          Condition part =
              new Plan.Compare(Place.own(rows.relation(), column), "LIKE", value.value());
          found.add(value.as(part).to(sense.end(), 0.01 + (1 - sense.score()) * 0.5));
        }
      }
    }
    return found;
  }

  /** a song with 'Hey' in its name: the name of the song, where a column holds that. */
  private @Nullable Place namedLast(Rows rows) {
    return !rows.conditions().isEmpty()
            && rows.conditions().getLast() instanceof Known(var place, var known)
            && known
            && g.kind(place.column()) == TypeKind.TEXT
        ? place
        : null;
  }

  private Optional<Column> reference(Relation relation, Rows other) {
    var ways = g.paths(relation, other.relation());
    if (ways.isEmpty()
        || ways.getFirst().size() != 1
        || !Grammar.isToOne(relation, ways.getFirst())) {
      return Optional.empty();
    }
    var link = ways.getFirst().getFirst();
    return link.sourceColumns().size() == 1
        ? relation.findColumn(link.sourceColumns().getFirst()).filter(Column::nullable)
        : Optional.empty();
  }

  /** more than 3 orders, at least two authors. */
  List<Read<Condition>> counted(Rows rows, int i, int depth) {
    List<Read<Condition>> found = new ArrayList<>();
    for (Read<Quantity> quantity : quantities.at(i)) {
      if (quantity.value().to() != null || !quantity.value().number().matches("\\d{1,9}")) {
        continue;
      }
      int at = g.isWord(quantity.end(), Language.DISTINCT) ? quantity.end() + 1 : quantity.end();
      for (Read<Rows> other : nouns.rows(at, depth + 1)) {
        for (Read<Related> related : g.related(rows.relation(), other.value(), other.end())) {
          if (Grammar.isReferredTo(rows.relation(), related.value())) {
            continue;
          }
          Condition count =
              new CountOf(
                  related.value(),
                  quantity.value().operator(),
                  Integer.parseInt(quantity.value().number()),
                  false);
          double once = Grammar.severalCost(rows.relation(), related.value());
          found.add(other.then(count, related).to(other.end(), once));
        }
      }
    }
    return found;
  }
}
