package dev.oneway.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.oneway.app.Application;
import dev.oneway.deadletter.DeadLetter;
import dev.oneway.deadletter.DeadLetterFilter;
import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.Weather;
import dev.oneway.flow.Entry;
import dev.oneway.flow.Flow;
import dev.oneway.preview.Drift;
import dev.oneway.preview.DriftKind;
import dev.oneway.run.Fate;
import dev.oneway.run.RunKind;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import dev.oneway.testing.Sql;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every HTTP destination keeps, whatever the vendor does: one test class per Kamelet extends
 * it. Runs the Kamelet in a whole flow, with ledger and books, against the vendor's sandbox in bad
 * weather. After each test: the books balance, nothing is lost, nothing is there twice, and nothing
 * but mapped fields was written.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HttpDestinationContract {
  private static final String FLOW = "things-to-vendor";
  private static final int RECORDS = 7;

  private final Storm storm = new Storm();
  private VendorUnderTest vendor;
  private Home home;
  private Application application;
  private String database;
  private int test;
  private int revision;

  /** The vendor's sandbox in this weather. */
  abstract VendorUnderTest open(Weather weather) throws IOException;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    vendor = open(storm);
    database = "jdbc:sqlite:" + folder.resolve("source.db");
    Sql.execute(
        database,
        "CREATE TABLE things (id text PRIMARY KEY, name text, email text, score int, revision"
            + " int)");
    home =
        new Home(folder)
            .source("things", database)
            .set("oneway.http.responseTimeout", "700ms")
            .set("oneway.http.callTimeout", "2s")
            .set("oneway.http.retryFor", "20s")
            .write("routes/" + FLOW + ".camel.yaml", route())
            .write("mappings/thing.yaml", vendor.mapping());
    vendor.settings().forEach(home::set);
    application = home.start(Entry.ONCE);
    Flow flow = application.loadFlow(FLOW).orElseThrow();
    assertThat(flow.isReady()).as("%s", flow.state()).isTrue();
    application.takeOver();
  }

  private String route() {
    String properties =
        vendor.properties().entrySet().stream()
            .map(p -> "                  %s: \"%s\"\n".formatted(p.getKey(), p.getValue()))
            .collect(Collectors.joining());
    return """
    - route:
        id: things-to-vendor
        from:
          uri: quartz:things-to-vendor
          parameters: { cron: "0 0 3 1 1 ?", stateful: true }
          steps:
            - to:
                uri: sql:SELECT * FROM things ORDER BY id
                parameters: { dataSource: "#things", outputType: StreamList, fetchSize: 100 }
            - split:
                expression: { ref: { expression: chunk100 } }
                streaming: true
                stopOnException: true
                steps:
                  - to: mapping:thing
                  - to: dedup:ledger
                  - to:
                      uri: kamelet:%s
                      parameters:
    """
            .formatted(vendor.kamelet())
        + properties.indent(10);
  }

  @AfterAll
  void stop() {
    storm.end();
    if (application != null) {
      application.close();
    }
    if (vendor != null) {
      vendor.close();
    }
  }

  /** Each test has keys the ledger hasn't seen. */
  @BeforeEach
  void aFewRecords() {
    test++;
    vendor.clear();
    Sql.execute(database, "DELETE FROM things");
    for (int i = 1; i <= RECORDS; i++) {
      insert(i);
    }
    storm.calm();
  }

  private void insert(int i) {
    Sql.execute(
        database,
        "INSERT INTO things VALUES ('%1$s', '%2$s', '%1$s@example.com', %3$d, %4$d)"
            .formatted(key(i), "Name " + key(i), i, ++revision));
  }

  private String key(int i) {
    return "t%d-%d".formatted(test, i);
  }

  private List<String> keys() {
    return IntStream.rangeClosed(1, RECORDS).mapToObj(this::key).toList();
  }

  private void rename(int i, String name) {
    Sql.execute(
        database,
        "UPDATE things SET name = '%s', revision = %d WHERE id = '%s'"
            .formatted(name, ++revision, key(i)));
  }

  private RunSummary run() {
    RunSummary run = application.call(FLOW, RunKind.ONCE, null);
    assertThat(run.counts().of(Fate.REJECTED)).isEqualTo(waiting().size());
    return run;
  }

  private RunSummary done() {
    RunSummary run = run();
    assertThat(run.reason()).isEmpty();
    assertThat(run.state()).isEqualTo(RunState.DONE);
    assertThat(run.counts().balanced()).isTrue();
    return run;
  }

  private List<DeadLetter> waiting() {
    return application.deadLetters().list(DeadLetterFilter.waiting(1000)).stream()
        .filter(letter -> letter.key().orElse("").startsWith("t" + test + "-"))
        .toList();
  }

  private void everythingIsThereOnce() {
    assertThat(storm.isOver()).as("all the weather came").isTrue();
    assertThat(waiting()).isEmpty();
    assertThat(vendor.names()).isEqualTo(expected());
    keys().forEach(key -> assertThat(vendor.count(key)).as(key).isEqualTo(1));
    assertThat(vendor.foreignFields()).isEmpty();
  }

  /** How many writes all records need. */
  private int calls() {
    return (RECORDS + vendor.batch() - 1) / vendor.batch();
  }

  private Map<String, String> expected() {
    return Sql.rows(database, "SELECT id, name FROM things").stream()
        .map(row -> row.split("\\|", 2))
        .collect(Collectors.toMap(row -> row[0], row -> row[1]));
  }

  /** The first writes meet this, and the run gets through all the same. */
  private void survives(Storm.Mischief... mischiefs) {
    storm.next(vendor::writes, mischiefs);
    done();
    everythingIsThereOnce();
    nothingIsWrittenAgain();
  }

  /** The run may end in failure, as the environment is at fault; the next one completes it. */
  private void survivesInTheEnd(Storm.Mischief... mischiefs) {
    storm.next(vendor::writes, mischiefs);
    RunSummary first = run();
    assertThat(first.state()).isIn(RunState.DONE, RunState.FAILED);
    assertThat(first.counts().of(Fate.REJECTED)).isZero();
    done();
    everythingIsThereOnce();
    nothingIsWrittenAgain();
  }

  private void nothingIsWrittenAgain() {
    storm.calm();
    assertThat(done().counts().of(Fate.UNCHANGED)).isEqualTo(RECORDS);
    assertThat(storm.asked(vendor::writes)).isEmpty();
  }

  private static Reply error(int status) {
    return Reply.json(status, Map.of("message", "out of order"));
  }

  @Test
  void recordsAreCreatedOnceAndInFullBatches() {
    assertThat(done().counts().of(Fate.CREATED)).isEqualTo(RECORDS);
    assertThat(storm.asked(vendor::writes)).hasSize(calls());
    everythingIsThereOnce();
    nothingIsWrittenAgain();
  }

  @Test
  void aChangedRecordIsUpdatedInOneCallAndNothingForeignIsTouched() {
    assumeTrue(vendor.updates());
    done();
    keys().forEach(vendor::edit);
    rename(3, "Renamed");
    storm.calm();

    assertThat(done().counts().of(Fate.UPDATED)).isEqualTo(1);

    assertThat(storm.asked(vendor::writes)).hasSize(1);
    everythingIsThereOnce();
    assertThat(keys()).allMatch(vendor::isAsEdited);
  }

  @Test
  void aFieldThatBecameEmptyIsCleared() {
    done();
    assumeTrue(vendor.hasEmail(key(2)).isPresent());
    Sql.execute(
        database,
        "UPDATE things SET email = NULL, revision = %d WHERE id = '%s'"
            .formatted(++revision, key(2)));

    assertThat(done().counts().of(Fate.UPDATED)).isEqualTo(1);

    assertThat(vendor.hasEmail(key(1))).contains(true);
    assertThat(vendor.hasEmail(key(2))).contains(false);
    everythingIsThereOnce();
  }

  @Test
  void aValueThatGoesThereAndBackIsDeliveredEachTime() {
    assumeTrue(vendor.updates());
    for (String name : List.of("A", "B", "A", "B")) {
      rename(1, name);
      done();
      everythingIsThereOnce();
    }
  }

  @Test
  void tooManyRequestsWithRetryAfterIsWaitedFor() {
    survives(Storm.instead(error(429).with("Retry-After", "1")));
  }

  @Test
  void tooManyRequestsWithoutAWordIsWaitedFor() {
    survives(Storm.instead(error(429)), Storm.instead(Reply.text(429, "slow down")));
  }

  @Test
  void anErrorOfTheServerIsTriedAgain() {
    survives(Storm.instead(error(500)), Storm.instead(Reply.text(503, "<h1>maintenance</h1>")));
  }

  @Test
  void aTimeoutAfterTheServerHasDoneItDoublesNothing() {
    survivesInTheEnd(storm.silentSuccess());
  }

  @Test
  void aLookUpThatIsBehindDoublesNothing() {
    assumeTrue(vendor.lateLookup().isPresent());
    Storm.Mischief behind = Storm.instead(vendor.lateLookup().orElseThrow());
    storm.next(vendor::writes, storm.silentSuccess());
    storm.next(request -> !vendor.writes(request), behind);
    done();
    everythingIsThereOnce();
    nothingIsWrittenAgain();
  }

  @Test
  void aConnectionThatIsCutBeforeOrMidwayDoublesNothing() {
    survivesInTheEnd(Storm.cutBefore(), Storm.cutMidway());
  }

  @Test
  void successWithAnErrorBodyIsNoSuccess() {
    survivesInTheEnd(
        Storm.instead(Reply.json(200, Map.of("status", "error", "message", "not really"))));
  }

  @Test
  void htmlInsteadOfJsonIsNoSuccess() {
    survivesInTheEnd(
        Storm.instead(
            Reply.text(200, "<html><title>Sign in</title></html>")
                .with("Content-Type", "text/html")));
  }

  @Test
  void aTruncatedAnswerDoublesNothing() {
    survivesInTheEnd(Storm.truncated());
  }

  @Test
  void anAnswerThatDripsDoublesNothing() {
    survivesInTheEnd(storm.slowDrip());
  }

  @Test
  void aBulkAnswerThatLacksRowsLosesNothing() {
    assumeTrue(vendor.items().isPresent());
    survivesInTheEnd(
        Storm.rewritten(document -> changed(document, rows -> rows.subList(1, rows.size()))));
  }

  @Test
  void aBulkAnswerInAnotherOrderIsUnderstood() {
    assumeTrue(vendor.itemsAreKeyed());
    storm.next(
        vendor::writes,
        Storm.rewritten(
            document ->
                changed(
                    document,
                    rows -> {
                      List<Object> turned = new ArrayList<>(rows);
                      Collections.reverse(turned);
                      return turned;
                    })));
    rename(2, vendor.refusedName());

    run();

    assertThat(waiting()).singleElement().matches(letter -> letter.key().orElse("").equals(key(2)));
    rename(2, "Fine now");
    done();
    everythingIsThereOnce();
  }

  /** Twenty-five mapped values and as many of their own. */
  @Test
  void editsBehindOurBackAreFoundAndJustTheseAreUndone() {
    assumeTrue(vendor.updates());
    for (int i = RECORDS + 1; i <= 50; i++) {
      insert(i);
    }
    done();
    assumeTrue(vendor.rename(key(1), "Theirs 1"), "what was sent can't be edited");
    for (int i = 2; i <= 25; i++) {
      vendor.rename(key(i), "Theirs " + i);
    }
    for (int i = 26; i <= 50; i++) {
      vendor.edit(key(i));
    }

    Drift drift = home.drift(FLOW, false);

    assertThat(drift.run().state()).as(drift.run().toString()).isEqualTo(RunState.DONE);
    assertThat(drift.tally().samples().get(DriftKind.CHANGED))
        .extracting(found -> found.key().orElseThrow())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, 25).mapToObj(this::key).toList());
    assertThat(drift.tally().samples().get(DriftKind.CHANGED))
        .allSatisfy(found -> assertThat(found.fields()).hasSize(1));
    assertThat(drift.drifted()).isEqualTo(25);

    assertThat(home.drift(FLOW, true).repaired()).isEqualTo(25);
    assertThat(vendor.names().values()).hasSize(50).noneMatch(name -> name.startsWith("Theirs"));
    for (int i = 26; i <= 50; i++) {
      assertThat(vendor.isAsEdited(key(i))).isTrue();
    }
    assertThat(home.drift(FLOW, false).drifted()).isZero();
  }

  @Test
  void whatOthersPutThereIsFoundPageByPage() {
    assumeTrue(vendor.lists());
    done();
    vendor.create("theirs-without-our-key");
    for (int i = 1; i <= 120; i++) {
      vendor.createLikeOurs("theirs-%03d".formatted(i));
    }

    Drift drift = home.drift(FLOW, false);

    assertThat(drift.unlisted()).isEmpty();
    assertThat(drift.drifted()).isZero();
    assertThat(drift.tally().of(DriftKind.EXTRA)).isBetween(120L, 121L);
    assertThat(drift.tally().samples().get(DriftKind.EXTRA))
        .extracting(found -> found.key().orElseThrow())
        .allMatch(key -> key.startsWith("theirs-"));
  }

  @Test
  void aListThatIsForbiddenSaysSoAndComparesNevertheless() {
    assumeTrue(vendor.lists());
    done();
    assertThat(home.drift(FLOW, false).unlisted()).isEmpty();
    for (int i = 0; i < 10; i++) {
      storm.next(HttpDestinationContract::lists, Storm.instead(error(403)));
    }
    Drift drift = home.drift(FLOW, false);
    assertThat(drift.run().state()).isEqualTo(RunState.DONE);
    assertThat(drift.unlisted())
        .hasValueSatisfying(
            why -> assertThat(why).startsWith("the destination can't be listed: GET "));
  }

  /** A question for no record in particular. */
  private static boolean lists(Request request) {
    String query = String.join("&", request.query().keySet());
    boolean salesforce = request.query().getOrDefault("q", "").endsWith("!= null");
    boolean paged =
        query.matches(".*(count|limit|page\\[size]|page\\[limit]).*")
            && !request.query().containsKey("filter");
    return request.method().equals("GET") && (salesforce || paged);
  }

  @Test
  void aTokenThatExpiresInTheMiddleIsRenewedOnce() {
    assumeTrue(vendor.expireTokens());
    done();
    vendor.expireTokens();
    storm.calm();
    if (vendor.updates()) {
      keys().forEach(key -> rename(keys().indexOf(key) + 1, "Renamed"));
      assertThat(done().counts().of(Fate.UPDATED)).isEqualTo(RECORDS);
      assertThat(storm.asked(vendor::asksForToken)).hasSize(1);
    }
    everythingIsThereOnce();
  }

  @Test
  void unauthorizedAndForbiddenEndTheRunWithoutDeadLetters() {
    for (int status : new int[] {401, 403}) {
      // Each request twice, as a renewed token may be tried once; and all may be under way at once.
      for (int i = 0; i < 2 * calls(); i++) {
        storm.next(vendor::writes, Storm.instead(error(status)));
      }
      RunSummary run = run();
      assertThat(run.state()).isEqualTo(RunState.FAILED);
      assertThat(run.reason().orElseThrow()).contains("status " + status);
      storm.calm();
    }
    done();
    everythingIsThereOnce();
  }

  @Test
  void whatIsWrongForEveryRecordBlamesNone() {
    assumeFalse(vendor.faultsOfNobodysRecord().isEmpty());
    for (Reply fault : vendor.faultsOfNobodysRecord()) {
      storm.next(vendor::writes, Storm.instead(fault));
      RunSummary run = run();
      assertThat(run.state()).isEqualTo(RunState.FAILED);
      assertThat(run.counts().of(Fate.REJECTED)).isZero();
    }
    done();
    everythingIsThereOnce();
  }

  @Test
  void anAnswerInDoubtDoublesNothing() {
    assumeFalse(vendor.doubtfulAnswers().isEmpty());
    survivesInTheEnd(
        vendor.doubtfulAnswers().stream()
            .map(reply -> Storm.afterwards(done -> reply))
            .toArray(Storm.Mischief[]::new));
  }

  @Test
  void aRememberedRecordThatIsGoneIsLookedUpAndMadeAgain() {
    assumeTrue(vendor.updates());
    done();
    vendor.remove(key(4));
    rename(4, "Back again");

    RunSummary run = done();

    assertThat(run.counts().of(Fate.CREATED) + run.counts().of(Fate.UPDATED)).isEqualTo(1);
    everythingIsThereOnce();
  }

  @Test
  void aRecordThatExistsAlreadyIsUpdated() {
    assumeTrue(vendor.updates());
    vendor.create(key(5));
    vendor.edit(key(5));

    RunSummary run = done();

    assertThat(run.counts().of(Fate.UPDATED)).isEqualTo(1);
    assertThat(run.counts().of(Fate.CREATED)).isEqualTo(RECORDS - 1L);
    everythingIsThereOnce();
    assertThat(vendor.isAsEdited(key(5))).isTrue();
  }

  @Test
  void aRecordThatCameAfterTheLookUpIsUpdated() {
    assumeTrue(vendor.refusesDoubles());
    vendor.create(key(5));
    vendor.edit(key(5));
    storm.next(
        request -> !vendor.writes(request), Storm.instead(vendor.lateLookup().orElseThrow()));

    RunSummary run = done();

    assertThat(run.counts().of(Fate.UPDATED)).isEqualTo(1);
    assertThat(run.counts().of(Fate.CREATED)).isEqualTo(RECORDS - 1L);
    everythingIsThereOnce();
    assertThat(vendor.isAsEdited(key(5))).isTrue();
  }

  @Test
  void aRequestThatIsTooLargeIsSplit() {
    assumeTrue(vendor.batch() > 1);
    Storm.Mischief tooLarge = Storm.instead(error(413));
    storm.next(this::writesSeveral, tooLarge, tooLarge);
    done();
    everythingIsThereOnce();
    nothingIsWrittenAgain();
  }

  /** One that carries a single record can't be split. */
  private boolean writesSeveral(Request request) {
    return vendor.writes(request)
        && keys().stream().filter(request.text()::contains).skip(1).findAny().isPresent();
  }

  @Test
  void aRedirectIsNotFollowedWithARecord() {
    storm.next(vendor::writes, Storm.instead(Reply.empty(302).with("Location", "/elsewhere")));

    RunSummary run = run();

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(storm.asked(request -> request.path().equals("/elsewhere"))).isEmpty();
    done();
    everythingIsThereOnce();
  }

  @Test
  void aRecordRefusedForItsContentWaitsWithTheVendorsOwnWords() {
    rename(6, vendor.refusedName());

    RunSummary run = run();

    assertThat(run.state()).isEqualTo(RunState.DONE);
    assertThat(run.counts().of(Fate.CREATED)).isEqualTo(RECORDS - 1L);
    assertThat(waiting())
        .singleElement()
        .satisfies(letter -> assertThat(letter.reason()).contains(vendor.refusal()));
    rename(6, "Acceptable");
    done();
    everythingIsThereOnce();
  }

  /** The answer with other rows in place of its array of outcomes. */
  private Object changed(Object document, UnaryOperator<List<Object>> change) {
    return replaced(document, vendor.items().orElseThrow(), change);
  }

  @SuppressWarnings("unchecked")
  private static Object replaced(
      Object here, List<String> path, UnaryOperator<List<Object>> change) {
    if (path.isEmpty()) {
      return change.apply((List<Object>) here);
    }
    Map<String, Object> object = new java.util.LinkedHashMap<>((Map<String, Object>) here);
    object.computeIfPresent(
        path.get(0), (name, inner) -> replaced(inner, path.subList(1, path.size()), change));
    return object;
  }
}
