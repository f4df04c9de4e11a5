package dev.dbsa.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.connection.ConnectionProfile;
import dev.dbsa.domain.generation.Draft;
import dev.dbsa.domain.generation.Generation;
import dev.dbsa.domain.generation.GenerationId;
import dev.dbsa.domain.generation.GenerationStatus;
import dev.dbsa.domain.history.HistoryCursor;
import dev.dbsa.domain.history.HistoryQuery;
import dev.dbsa.domain.history.HistoryQuery.SortBy;
import dev.dbsa.domain.history.HistoryRow;
import dev.dbsa.domain.history.Page;
import dev.dbsa.domain.review.Review;
import dev.dbsa.domain.review.ReviewStatus;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.script.LintStatus;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.domain.sql.ScriptMode;
import dev.dbsa.testing.HistoryQueries;
import dev.dbsa.testing.TestData;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link HistoryStore} promises. */
public abstract class HistoryStoreContract extends StoreContract {

  private SchemaSnapshot shop() {
    return storedSnapshot(storedConnection("shop"), 1);
  }

  private Generation queued(SchemaSnapshot snapshot, String text) {
    Generation generation = stored(data.queued(snapshot, text));
    data.clock().advance(Duration.ofSeconds(1));
    return generation;
  }

  private Generation completed(SchemaSnapshot snapshot, Severity severity, int risks) {
    Draft draft = TestData.draft(TestData.validation(severity), risks);
    Generation generation = stored(data.completed(data.queued(snapshot, "orders"), draft));
    data.clock().advance(Duration.ofSeconds(1));
    return generation;
  }

  private Review reviewed(Review review) {
    stored(review);
    data.clock().advance(Duration.ofSeconds(1));
    return review;
  }

  private Page<HistoryRow> find(HistoryQueries query) {
    return stores().history().find(query.build());
  }

  private void assertFinds(HistoryQueries query, Generation... expected) {
    Page<HistoryRow> page = find(query);
    List<GenerationId> ids = Arrays.stream(expected).map(Generation::id).toList();
    assertThat(page.items()).extracting(HistoryRow::id).isEqualTo(ids);
    assertThat(page.total()).isEqualTo(expected.length);
  }

  @Test
  void anEmptyHistoryIsAnEmptyPage() {
    Page<HistoryRow> page = find(HistoryQueries.all().page(1, 20));

    assertThat(page).isEqualTo(new Page<HistoryRow>(List.of(), 1, 20, 0));
  }

  @Test
  void aQueuedGenerationIsARowWithoutResults() {
    ConnectionProfile connection = storedConnection("shop", Dialect.MYSQL);
    SchemaSnapshot snapshot = storedSnapshot(connection, 1);
    Generation generation = stored(data.queued(snapshot, HOSTILE, ScriptMode.MIGRATION));

    assertThat(find(HistoryQueries.all()).items())
        .containsExactly(
            new HistoryRow(
                generation.id(),
                HOSTILE,
                ScriptMode.MIGRATION,
                Dialect.MYSQL,
                connection.id(),
                "shop",
                GenerationStatus.QUEUED,
                0,
                null,
                null,
                0,
                null,
                null,
                false,
                generation.createdAt()));
  }

  @Test
  void aRowShowsWhatTheDraftAndTheNewestReviewSay() {
    SchemaSnapshot snapshot = shop();
    Generation generation = completed(snapshot, Severity.WARNING, 3);
    reviewed(data.edited(generation, "SELECT 1;"));
    Review newest = reviewed(data.rejected(generation));

    assertThat(find(HistoryQueries.all()).items())
        .containsExactly(
            new HistoryRow(
                generation.id(),
                "orders",
                ScriptMode.QUERY,
                Dialect.POSTGRESQL,
                snapshot.summary().connectionId(),
                "shop",
                GenerationStatus.COMPLETED,
                1,
                null,
                LintStatus.WARN,
                3,
                ReviewStatus.REJECTED,
                newest.createdAt(),
                true,
                generation.createdAt()));
  }

  @Test
  void theRequestIsSummarisedInOneLine() {
    SchemaSnapshot snapshot = shop();
    Generation generation = queued(snapshot, "Show\n\torders " + "👩".repeat(300));

    assertThat(find(HistoryQueries.all()).items())
        .extracting(HistoryRow::requestSummary)
        .containsExactly(generation.requestText().summary());
  }

  @Test
  void theErrorIsShownOnlyWhileTheGenerationStandsFailed() {
    Generation generation = stored(data.failed(data.queued(shop(), "orders")));

    HistoryRow failed = find(HistoryQueries.all()).items().getFirst();
    assertThat(failed.lastErrorMessage()).isEqualTo("no draft within 300 seconds");
    assertThat(failed.attemptCount()).isEqualTo(1);

    replace(generation.requeue());
    HistoryRow requeued = find(HistoryQueries.all()).items().getFirst();
    assertThat(requeued.latestStatus()).isEqualTo(GenerationStatus.QUEUED);
    assertThat(requeued.lastErrorMessage()).isNull();
    assertThat(requeued.attemptCount()).isEqualTo(1);
  }

  private void replace(Generation generation) {
    assertThat(
            stores()
                .work()
                .<Boolean>inTransaction(() -> stores().generations().replace(generation)))
        .isTrue();
  }

  @Test
  void aRowFollowsTheGeneration() {
    Generation queued = queued(shop(), "orders");
    replace(data.running(queued));
    assertThat(find(HistoryQueries.all().latestStatus(GenerationStatus.RUNNING)).total())
        .isEqualTo(1);
    Generation running = stores().generations().find(queued.id()).orElseThrow();
    replace(
        running.complete(
            TestData.draft(TestData.validation(Severity.ERROR), 2), data.clock().instant()));

    HistoryRow row = find(HistoryQueries.all().lintStatus(LintStatus.FAIL)).items().getFirst();
    assertThat(row.riskCount()).isEqualTo(2);
    assertThat(row.latestStatus()).isEqualTo(GenerationStatus.COMPLETED);
    assertThat(find(HistoryQueries.all().latestStatus(GenerationStatus.RUNNING)).total()).isZero();
  }

  @Test
  void questionsHaveNoLintStatus() {
    stored(data.clarificationNeeded(data.queued(shop(), "unclear")));

    HistoryRow row = find(HistoryQueries.all()).items().getFirst();
    assertThat(row.lintStatus()).isNull();
    assertThat(row.riskCount()).isZero();
  }

  @Test
  void filtersByReviewStatusOfTheNewestReview() {
    SchemaSnapshot snapshot = shop();
    completed(snapshot, null, 0);
    Generation accepted = completed(snapshot, null, 0);
    Generation changedMind = completed(snapshot, null, 0);
    Generation edited = completed(snapshot, null, 0);
    reviewed(data.accepted(accepted));
    reviewed(data.accepted(changedMind));
    reviewed(data.rejected(changedMind));
    reviewed(data.edited(edited, "SELECT 1;"));

    assertFinds(HistoryQueries.all().reviewStatus(ReviewStatus.ACCEPTED), accepted);
    assertFinds(HistoryQueries.all().reviewStatus(ReviewStatus.REJECTED), changedMind);
    assertFinds(HistoryQueries.all().reviewStatus(ReviewStatus.EDITED), edited);
  }

  @ParameterizedTest
  @EnumSource(GenerationStatus.class)
  void filtersByLatestStatus(GenerationStatus status) {
    SchemaSnapshot snapshot = shop();
    List<Generation> generations =
        Stream.of(
                data.queued(snapshot, "queued"),
                data.running(data.queued(snapshot, "running")),
                data.completed(data.queued(snapshot, "completed")),
                data.failed(data.queued(snapshot, "failed")),
                data.canceled(data.queued(snapshot, "canceled")),
                data.clarificationNeeded(data.queued(snapshot, "unclear")))
            .map(this::stored)
            .toList();

    assertFinds(
        HistoryQueries.all().latestStatus(status),
        generations.stream().filter(g -> g.status() == status).toArray(Generation[]::new));
  }

  @Test
  void filtersByLintStatus() {
    SchemaSnapshot snapshot = shop();
    queued(snapshot, "no script yet");
    Generation pass = completed(snapshot, null, 0);
    Generation warn = completed(snapshot, Severity.WARNING, 0);
    Generation fail = completed(snapshot, Severity.ERROR, 0);

    assertFinds(HistoryQueries.all().lintStatus(LintStatus.PASS), pass);
    assertFinds(HistoryQueries.all().lintStatus(LintStatus.WARN), warn);
    assertFinds(HistoryQueries.all().lintStatus(LintStatus.FAIL), fail);
  }

  @Test
  void filtersByFinalScript() {
    SchemaSnapshot snapshot = shop();
    Generation none = completed(snapshot, null, 0);
    Generation without = completed(snapshot, null, 0);
    Generation with = completed(snapshot, null, 0);
    Generation earlier = completed(snapshot, null, 0);
    reviewed(data.accepted(without));
    reviewed(data.edited(with, "SELECT 1;"));
    reviewed(data.edited(earlier, "SELECT 1;"));
    reviewed(data.accepted(earlier));

    assertFinds(HistoryQueries.all().hasFinalScript(true), earlier, with);
    assertFinds(HistoryQueries.all().hasFinalScript(false), without, none);
  }

  @Test
  void filtersByConnectionDialectAndScriptMode() {
    SchemaSnapshot postgresql = shop();
    SchemaSnapshot mysql = storedSnapshot(storedConnection("mine", Dialect.MYSQL), 1);
    Generation a = stored(data.queued(postgresql, "a", ScriptMode.DML));
    Generation b = stored(data.queued(mysql, "b", ScriptMode.DDL));

    assertFinds(HistoryQueries.all().connection(postgresql.summary().connectionId()), a);
    assertFinds(HistoryQueries.all().connection(mysql.summary().connectionId()), b);
    assertFinds(HistoryQueries.all().connection(new ConnectionId(data.ids().next())));
    assertFinds(HistoryQueries.all().dialect(Dialect.POSTGRESQL), a);
    assertFinds(HistoryQueries.all().dialect(Dialect.MYSQL), b);
    assertFinds(HistoryQueries.all().scriptMode(ScriptMode.DML), a);
    assertFinds(HistoryQueries.all().scriptMode(ScriptMode.DDL), b);
    assertFinds(HistoryQueries.all().scriptMode(ScriptMode.QUERY));
  }

  @Test
  void filtersByTimeFromInclusiveToExclusive() {
    SchemaSnapshot snapshot = shop();
    Generation first = queued(snapshot, "first");
    Generation second = queued(snapshot, "second");
    Generation third = queued(snapshot, "third");
    Instant time = second.createdAt();

    assertFinds(HistoryQueries.all().createdFrom(time), third, second);
    assertFinds(HistoryQueries.all().createdFrom(time.plusNanos(1000)), third);
    assertFinds(HistoryQueries.all().createdTo(time), first);
    assertFinds(HistoryQueries.all().createdTo(time.plusNanos(1000)), second, first);
    assertFinds(HistoryQueries.all().createdFrom(time).createdTo(time.plusNanos(1000)), second);
    assertFinds(HistoryQueries.all().createdFrom(time).createdTo(time));
  }

  @Test
  void comparesTimesWhateverTheirFractionLooksLike() {
    SchemaSnapshot snapshot = shop();
    List<Generation> generations = new ArrayList<>();
    for (String time :
        List.of(
            "2026-01-01T00:00:00Z",
            "2026-01-01T00:00:00.000001Z",
            "2026-01-01T00:00:00.1Z",
            "2026-01-01T00:00:00.100001Z",
            "2026-01-01T00:00:01Z")) {
      data.clock().set(Instant.parse(time));
      generations.addFirst(stored(data.queued(snapshot, time)));
    }

    assertFinds(HistoryQueries.all(), generations.toArray(Generation[]::new));
    assertFinds(
        HistoryQueries.all().createdFrom(Instant.parse("2026-01-01T00:00:00.1Z")),
        generations.get(0),
        generations.get(1),
        generations.get(2));
  }

  @Test
  void findsTextInTheRequestWithoutRegardToCase() {
    SchemaSnapshot snapshot = shop();
    Generation orders = queued(snapshot, "Show the LATEST Orders of März");
    Generation greek = queued(snapshot, "ΠΑΡΑΓΓΕΛΊΕΣ ÄÖÜ ÉCOLE ЗАКАЗЫ");
    Generation emoji = queued(snapshot, "orders with 👩‍👩‍👧 and 表");
    Generation sigma = queued(snapshot, "ΟΔΟΣΗΜΑΝΣΗ");

    assertFinds(HistoryQueries.all().text("latest orders"), orders);
    assertFinds(HistoryQueries.all().text("ORDERS"), emoji, orders);
    assertFinds(HistoryQueries.all().text("MÄRZ"), orders);
    assertFinds(HistoryQueries.all().text("äöü école заказы"), greek);
    assertFinds(HistoryQueries.all().text("👩‍👩‍👧"), emoji);
    assertFinds(HistoryQueries.all().text("表"), emoji);
    // The last letter of a word has a lower-case form of its own, and here it is not the last one.
    assertFinds(HistoryQueries.all().text("οδος"), sigma);
    assertFinds(HistoryQueries.all().text("nowhere"));
  }

  @Test
  void doesNotIgnoreAccents() {
    SchemaSnapshot snapshot = shop();
    queued(snapshot, "ecole");
    Generation accented = queued(snapshot, "école");

    assertFinds(HistoryQueries.all().text("école"), accented);
  }

  @Test
  void takesWildcardsQuotesAndEscapesLiterally() {
    SchemaSnapshot snapshot = shop();
    Generation percent = queued(snapshot, "raise by 10% now");
    Generation underscore = queued(snapshot, "table order_items");
    queued(snapshot, "table orderXitems, raise by 100 now");
    Generation backslash = queued(snapshot, "path C:\\data and O'Brien \"x\" [a-z] !");

    assertFinds(HistoryQueries.all().text("10%"), percent);
    assertFinds(HistoryQueries.all().text("%"), percent);
    assertFinds(HistoryQueries.all().text("10% n"), percent);
    assertFinds(HistoryQueries.all().text("r_i"), underscore);
    assertFinds(HistoryQueries.all().text("_"), underscore);
    assertFinds(HistoryQueries.all().text("\\"), backslash);
    assertFinds(HistoryQueries.all().text("c:\\d"), backslash);
    assertFinds(HistoryQueries.all().text("\\%"));
    assertFinds(HistoryQueries.all().text("o'brien \"X\""), backslash);
    assertFinds(HistoryQueries.all().text("[a-z]"), backslash);
    assertFinds(HistoryQueries.all().text("!"), backslash);
  }

  @Test
  void findsPartsOfOneAndTwoCharacters() {
    SchemaSnapshot snapshot = shop();
    Generation latin = queued(snapshot, "Show ä, b & c");
    Generation japanese = queued(snapshot, "最新の注文を10件");
    Generation emoji = queued(snapshot, "orders 🚀🚀 now");

    assertFinds(HistoryQueries.all().text("B"), latin);
    assertFinds(HistoryQueries.all().text("Ä,"), latin);
    assertFinds(HistoryQueries.all().text("注文"), japanese);
    assertFinds(HistoryQueries.all().text("件"), japanese);
    assertFinds(HistoryQueries.all().text("10"), japanese);
    assertFinds(HistoryQueries.all().text("🚀"), emoji);
    assertFinds(HistoryQueries.all().text("🚀 "), emoji);
    assertFinds(HistoryQueries.all().text("文注"));
    assertFinds(HistoryQueries.all().text("zz"));
  }

  /** Also of characters that mean something to databases and to their text indexes. */
  @Test
  void findsExactlyTheTextsThatHoldAPart() {
    SchemaSnapshot snapshot = shop();
    Random random = new Random(4711);
    String[] alphabets = {"ab ", "'\"\\%_*+-&|!()<>:~@^a", "äÄßσΣς", "注文表最新", "🚀👩é\u0301\u200d"};
    List<Generation> all = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      all.addFirst(
          queued(snapshot, "x" + text(random, alphabets[i % alphabets.length], 3 + i) + "x"));
    }
    for (int i = 0; i < 150; i++) {
      String part = text(random, alphabets[i % alphabets.length], 1 + i % 6);
      assertFinds(
          HistoryQueries.all().text(part),
          all.stream()
              .filter(g -> holds(g.requestText().value(), part))
              .toArray(Generation[]::new));
    }
  }

  private static String text(Random random, String alphabet, int length) {
    int[] characters = alphabet.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(characters[random.nextInt(characters.length)]);
    }
    return text.toString();
  }

  private static boolean holds(String text, String part) {
    return IntStream.rangeClosed(0, text.length() - part.length())
        .anyMatch(i -> text.regionMatches(true, i, part, 0, part.length()));
  }

  @Test
  void findsALongPart() {
    String part = "the orders of 2025 with their customers, ".repeat(6).substring(0, 200);
    Generation generation = queued(shop(), "Show " + part + " please");

    assertFinds(HistoryQueries.all().text(part), generation);
    assertFinds(HistoryQueries.all().text(part.replace("2025", "2026")));
  }

  @Test
  void findsNothingThatWasDeleted() {
    SchemaSnapshot snapshot = shop();
    queued(snapshot, "gone tomorrow");
    stores()
        .work()
        .inTransaction(
            () -> stores().generations().deleteRequestedBefore(data.clock().instant(), 10));
    Generation kept = queued(snapshot, "here tomorrow");

    assertFinds(HistoryQueries.all().text("tomorrow"), kept);
  }

  /** What occurs often is looked for in another way than what is rare. */
  @Test
  void findsWhatOccursOften() {
    SchemaSnapshot snapshot = shop();
    List<Generation> all = new ArrayList<>();
    stores()
        .work()
        .inTransaction(
            () -> {
              for (int i = 0; i < 1_050; i++) {
                Generation generation = data.queued(snapshot, "number %04d of many".formatted(i));
                stores().generations().add(generation);
                all.addFirst(generation);
                data.clock().advance(Duration.ofSeconds(1));
              }
              return all;
            });

    for (int page : new int[] {1, 3, 11}) {
      Page<HistoryRow> found = find(HistoryQueries.all().text("OF MANY").page(page, 100));
      assertThat(found.items())
          .extracting(HistoryRow::id)
          .isEqualTo(all.stream().skip((page - 1) * 100L).limit(100).map(Generation::id).toList());
      // Long lists need not be counted to their ends.
      assertThat(found.total()).isEqualTo(found.isTotalExact() ? 1_050 : 1_000);
    }
    assertFinds(HistoryQueries.all().text("0733"), all.get(1_049 - 733));
  }

  @Test
  void findsTextBehindTheSummary() {
    Generation generation = queued(shop(), "x".repeat(3_990) + " Needle");

    assertFinds(HistoryQueries.all().text("needle"), generation);
  }

  @Test
  void everyFilterHasToPass() {
    SchemaSnapshot snapshot = shop();
    Generation wanted = completed(snapshot, Severity.WARNING, 1);
    reviewed(data.edited(wanted, "SELECT 1;"));
    Generation other = completed(snapshot, Severity.WARNING, 1);
    reviewed(data.accepted(other));

    HistoryQueries query =
        HistoryQueries.all()
            .reviewStatus(ReviewStatus.EDITED)
            .latestStatus(GenerationStatus.COMPLETED)
            .lintStatus(LintStatus.WARN)
            .hasFinalScript(true)
            .connection(snapshot.summary().connectionId())
            .dialect(Dialect.POSTGRESQL)
            .scriptMode(ScriptMode.QUERY)
            .text("ORDER")
            .createdFrom(wanted.createdAt())
            .createdTo(data.clock().instant());
    assertFinds(query, wanted);
    assertFinds(query.hasFinalScript(false));
  }

  @Test
  void sortsByCreation() {
    SchemaSnapshot snapshot = shop();
    Generation first = queued(snapshot, "first");
    Generation second = queued(snapshot, "second");
    Generation third = queued(snapshot, "third");

    assertFinds(HistoryQueries.all().ascending(SortBy.CREATED_AT), first, second, third);
    assertFinds(HistoryQueries.all().descending(SortBy.CREATED_AT), third, second, first);
  }

  @Test
  void sortsByRiskCountThenNewestFirst() {
    SchemaSnapshot snapshot = shop();
    Generation two = completed(snapshot, null, 2);
    Generation none = queued(snapshot, "no draft");
    Generation ten = completed(snapshot, null, 10);
    Generation twoAgain = completed(snapshot, null, 2);

    assertFinds(HistoryQueries.all().ascending(SortBy.RISK_COUNT), none, twoAgain, two, ten);
    assertFinds(HistoryQueries.all().descending(SortBy.RISK_COUNT), ten, twoAgain, two, none);
  }

  @Test
  void sortsByLastReviewWithUnreviewedOnesLast() {
    SchemaSnapshot snapshot = shop();
    Generation early = completed(snapshot, null, 0);
    Generation unreviewed = completed(snapshot, null, 0);
    Generation late = completed(snapshot, null, 0);
    Generation unreviewedToo = completed(snapshot, null, 0);
    reviewed(data.accepted(late));
    reviewed(data.accepted(early));
    reviewed(data.accepted(late));

    assertFinds(
        HistoryQueries.all().ascending(SortBy.LAST_REVIEWED_AT),
        early,
        late,
        unreviewedToo,
        unreviewed);
    assertFinds(
        HistoryQueries.all().descending(SortBy.LAST_REVIEWED_AT),
        late,
        early,
        unreviewedToo,
        unreviewed);
  }

  @ParameterizedTest
  @EnumSource(SortBy.class)
  void pagesOfEqualKeysNeitherOverlapNorLoseRows(SortBy key) {
    SchemaSnapshot snapshot = shop();
    List<GenerationId> all =
        IntStream.range(0, 25)
            .mapToObj(i -> stored(data.queued(snapshot, "number " + i)).id())
            .toList();

    for (boolean ascending : List.of(true, false)) {
      List<GenerationId> paged = new ArrayList<>();
      for (int number = 1; number <= 4; number++) {
        HistoryQueries query = HistoryQueries.all().page(number, 7);
        Page<HistoryRow> page = find(ascending ? query.ascending(key) : query.descending(key));
        assertThat(page.total()).isEqualTo(25);
        assertThat(page.page()).isEqualTo(number);
        assertThat(page.pageSize()).isEqualTo(7);
        page.items().forEach(row -> paged.add(row.id()));
      }
      assertThat(paged).hasSize(25).containsExactlyInAnyOrderElementsOf(all);
    }
  }

  @Test
  void aPageBehindTheEndIsEmptyAndKnowsTheTotal() {
    SchemaSnapshot snapshot = shop();
    queued(snapshot, "one");
    queued(snapshot, "two");

    assertThat(find(HistoryQueries.all().page(2, 1)).items()).hasSize(1);
    assertThat(find(HistoryQueries.all().page(3, 1)))
        .isEqualTo(new Page<HistoryRow>(List.of(), 3, 1, 2));
    HistoryQuery far = HistoryQueries.all().page(Integer.MAX_VALUE, 100).build();
    assertThat(stores().history().find(far))
        .isEqualTo(new Page<HistoryRow>(List.of(), Integer.MAX_VALUE, 100, 2));
  }

  @ParameterizedTest
  @EnumSource(HistoryQuery.SortBy.class)
  void cursorsLeadThroughTheSameRowsAsPages(HistoryQuery.SortBy key) {
    SchemaSnapshot snapshot = storedSnapshot(storedConnection("walked"), 1);
    for (int i = 0; i < 9; i++) {
      Generation generation = stored(data.completed(data.queued(snapshot, "number " + i)));
      // Every third at the same time as the one before, every second with a review.
      if (i % 3 != 0) {
        data.clock().advance(Duration.ofMillis(1));
      }
      if (i % 2 == 0) {
        stored(data.accepted(generation));
      }
    }
    stored(data.queued(snapshot, "without risks"));
    ConnectionId connection = snapshot.summary().connectionId();

    for (boolean ascending : new boolean[] {true, false}) {
      HistoryQueries all = HistoryQueries.all().connection(connection);
      HistoryQueries query = ascending ? all.ascending(key) : all.descending(key);
      List<GenerationId> paged =
          stores().history().find(query.build()).items().stream().map(HistoryRow::id).toList();
      List<GenerationId> walked = new ArrayList<>();
      List<HistoryRow> rows = stores().history().find(query.page(1, 3).build()).items();
      while (!rows.isEmpty()) {
        rows.forEach(r -> walked.add(r.id()));
        rows =
            stores()
                .history()
                .findBehind(query.page(1, 3).build(), HistoryCursor.behind(rows.getLast()));
      }

      assertThat(paged).hasSize(10);
      assertThat(walked).as("ascending: " + ascending).isEqualTo(paged);
    }
  }
}
