package dev.oneway.destination.http;

import static dev.oneway.destination.http.People.known;
import static dev.oneway.destination.http.People.people;
import static dev.oneway.destination.http.People.person;
import static dev.oneway.destination.http.Setup.fates;
import static dev.oneway.destination.http.Setup.refusal;
import static dev.oneway.destination.http.Setup.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.record.MappedRecord;
import dev.oneway.run.FailureCategory;
import dev.oneway.run.FatalException;
import dev.oneway.run.Fate;
import dev.oneway.run.Outcome;
import dev.oneway.run.RetriableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The vendor refuses, lies, breaks off or is silent. */
class BadDaysTest {

  private Crm crm;
  private final List<Setup> setups = new ArrayList<>();

  @BeforeEach
  void open() throws Exception {
    crm = new Crm();
  }

  @AfterEach
  void close() {
    setups.forEach(Setup::close);
    crm.close();
  }

  private Setup setup(Map<String, String> options) {
    Setup setup = new Setup(crm.url(), options);
    setups.add(setup);
    return setup;
  }

  @Test
  void aCreateWhoseAnswerGotLostIsLookedUpBeforeItIsTriedAgain() throws Exception {
    for (Crm.Mischief lost :
        List.of(Crm.doesItSilently(), Crm.doesItAndBreaksOff(), crm.doesItTooSlowly())) {
      crm.people.clear();
      crm.forgetRequests();
      crm.next("POST", lost);
      MappedRecord record = person("a", "Ann");

      List<Outcome> outcomes = setup(Setup.ONE_BY_ONE).write(record);

      assertThat(fates(outcomes)).containsExactly(Fate.CREATED);
      assertThat(crm.names()).containsExactly(Map.entry("a", "Ann"));
      assertThat(crm.count("POST /people")).isEqualTo(1);
      assertThat(record.maybeDelivered()).isTrue();
    }
  }

  @Test
  void whatAnEarlierRunMayHaveDeliveredIsLookedUpAlsoWhenNewOnesArent() throws Exception {
    Setup setup = setup(with(Setup.ONE_BY_ONE, "lookupWhen", "doubt"));
    crm.put("a", "Ann");
    MappedRecord doubtful = person("a", "Ann");
    doubtful.markMaybeDelivered();

    assertThat(fates(setup.write(doubtful, person("b", "Bob"))))
        .containsExactly(Fate.UPDATED, Fate.CREATED);
    assertThat(crm.count("GET /people")).isEqualTo(1);
  }

  @Test
  void aRedeliveryOnlySendsTheRestAndTellsAllOutcomes() throws Exception {
    Setup setup = setup(with(Setup.ONE_BY_ONE, "attempts", "1", "concurrent", "1"));
    List<MappedRecord> chunk = people(4);
    crm.next("POST", Crm.answers(201, Map.of("success", true, "id", "1")), Crm.cut());

    assertThatThrownBy(() -> setup.write(chunk)).isInstanceOf(RetriableException.class);
    assertThat(crm.people).isEmpty();
    crm.forgetRequests();

    assertThat(fates(setup.write(chunk))).hasSize(4).containsOnly(Fate.CREATED);
    assertThat(crm.count("POST /people")).isEqualTo(3);
    assertThat(crm.names()).containsOnlyKeys("k2", "k3", "k4");
  }

  @Test
  void theIdempotencyKeyIsTheSameForARetryAndAnotherForOtherContent() throws Exception {
    Map<String, String> options =
        Map.of("create", "POST /people", "idempotency", "Idempotency-Key", "ok", "/success");
    crm.next("POST", Crm.cut(), Crm.answers(500, Map.of("message", "oops")));
    setup(options).write(person("a", "Ann"));
    setup(options).write(person("a", "Anne"));
    setup(options).write(person("a", "Ann"));

    List<String> keys =
        crm.asked.stream().map(r -> r.header("Idempotency-Key").orElseThrow()).toList();
    assertThat(keys.subList(0, 3)).containsOnly(keys.get(0));
    assertThat(keys.get(3)).isNotEqualTo(keys.get(0));
    assertThat(keys.get(4)).isEqualTo(keys.get(0));
  }

  @Test
  void tooManyRequestsDoubtsNothing() throws Exception {
    crm.next("POST", Crm.answers(429, Map.of("message", "slow down")));
    MappedRecord record = person("a", "Ann");

    setup(Setup.ONE_BY_ONE).write(record);

    assertThat(crm.lines()).containsExactly("GET /people", "POST /people", "POST /people");
    assertThat(record.maybeDelivered()).isFalse();
  }

  @Test
  void successThatIsNoneIsTriedAgain() throws Exception {
    for (Crm.Mischief lie :
        List.of(
            Crm.answers(200, Map.of("status", "error", "message", "not really")),
            Crm.says(200, "text/html", "<html>Sign in</html>"),
            Crm.says(200, "application/json", "{\"results\": [{\"succ"),
            Crm.answers(200, Map.of("results", List.of())),
            Crm.answers(200, Map.of("results", List.of(Map.of("success", true, "ext", "zz")))))) {
      crm.people.clear();
      crm.forgetRequests();
      crm.next("POST", lie);

      assertThat(fates(setup(Setup.UPSERT).write(people(2)))).hasSize(2);

      assertThat(crm.count("POST /people/upsert")).isEqualTo(2);
      assertThat(crm.names()).hasSize(2);
    }
  }

  @Test
  void anAnswerThatStaysUnexpectedFailsTheRunAndRefusesNobody() {
    Crm.Mischief lie = Crm.says(200, "text/html", "<html>Sign in</html>");
    crm.next("POST", lie, lie);

    assertThatThrownBy(() -> setup(with(Setup.UPSERT, "attempts", "2")).write(people(2)))
        .isInstanceOfSatisfying(
            RetriableException.class,
            e -> assertThat(e.category()).isEqualTo(FailureCategory.UNEXPECTED_ANSWER))
        .hasMessageContaining("it is HTML");
  }

  @Test
  void rowsInAnotherOrderFindTheirRecordsAndOnlyMissingOnesAreSentAgain() throws Exception {
    crm.next(
        "POST",
        Crm.answers(
            200,
            Map.of(
                "results",
                List.of(
                    Map.of("success", true, "id", "12", "created", true, "ext", "k2"),
                    Map.of("success", false, "message", "no such name", "ext", "k1")))));

    List<Outcome> outcomes = setup(Setup.UPSERT).write(people(3));

    assertThat(refusal(outcomes.get(0)).reason()).isEqualTo("no such name");
    assertThat(Setup.id(outcomes.get(1))).isEqualTo("12");
    assertThat(crm.names()).containsOnlyKeys("k3");
  }

  @Test
  void rowsOfOtherRecordsThanThoseSentAreNotBelieved() throws Exception {
    String a = crm.put("a", "Old");
    String b = crm.put("b", "Old");
    crm.next(
        "POST /people/update",
        Crm.answers(
            200,
            Map.of(
                "results",
                List.of(Map.of("success", true, "id", b), Map.of("success", true, "id", a)))));

    setup(Setup.BULK).write(known(a, "a", "Ann"), known(b, "b", "Bob"));

    assertThat(crm.count("POST /people/update")).isEqualTo(2);
    assertThat(crm.names()).containsOnly(Map.entry("a", "Ann"), Map.entry("b", "Bob"));
  }

  @Test
  void aRefusedRecordStopsNobodyAndWaitsWithTheVendorsWords() throws Exception {
    List<Outcome> outcomes =
        setup(Setup.BULK).write(person("a", "Ann"), person("b", "bad"), person("c", "Cid"));

    assertThat(fates(outcomes)).containsExactly(Fate.CREATED, Fate.REJECTED, Fate.CREATED);
    assertThat(refusal(outcomes.get(1)).category()).isEqualTo("invalid");
    assertThat(refusal(outcomes.get(1)).reason()).isEqualTo("the name is bad");
    assertThat(refusal(outcomes.get(1)).field()).contains("name");
  }

  @Test
  void errorsBesideTheItemsNameTheirRecordsByKeyAndSeveralAtOnce() throws Exception {
    crm.next(
        "POST",
        Crm.answers(
            207,
            Map.of(
                "results",
                List.of(Map.of("success", true, "id", "1", "created", true, "ext", "k3")),
                "errors",
                List.of(Map.of("message", "both bad", "about", List.of("k1", "k2"))))));

    List<Outcome> outcomes =
        setup(with(Setup.UPSERT, "errors", "/errors", "errorKey", "/about")).write(people(3));

    assertThat(fates(outcomes)).containsExactly(Fate.REJECTED, Fate.REJECTED, Fate.CREATED);
    assertThat(crm.asked).hasSize(1);
  }

  @Test
  void aBulkThatIsRefusedAsAWholeIsHalvedUntilTheBadOneStandsAlone() throws Exception {
    Map<String, String> options = with(Setup.UPSERT, "batch", "64", "attempts", "1");
    List<MappedRecord> chunk = new ArrayList<>(people(64));
    chunk.set(37, person("k38", "bad"));
    int calls = wholeRefusals();

    List<Outcome> outcomes = setup(options).write(chunk);

    assertThat(refusal(outcomes.get(37)).reason()).contains("refused");
    assertThat(crm.names()).hasSize(63);
    assertThat(crm.asked.size() - calls).isEqualTo(13);
  }

  /** From now on a bulk with the bad name is refused without a word on which it is. */
  @Test
  void aListOfErrorsSaysOkWhenItIsEmptyAndRefusesWhenItIsNot() throws Exception {
    Map<String, String> options =
        Map.of("upsert", "PUT /people/ext/${key}", "ok", "/errors", "message", "/errors/0/text");
    crm.next("PUT", Crm.answers(200, Map.of("errors", List.of())))
        .next("PUT", Crm.answers(200, Map.of("errors", List.of(Map.of("text", "no such name")))))
        .next("PUT", Crm.answers(200, Map.of("other", 1)));
    Setup setup = setup(options);

    assertThat(fates(setup.write(person("a", "Ann")))).containsExactly(Fate.UPDATED);
    assertThat(refusal(setup.write(person("b", "Bob")).get(0)).reason()).contains("no such name");
    assertThatThrownBy(() -> setup.write(person("c", "Cid")))
        .isInstanceOf(RetriableException.class)
        .hasMessageContaining("it doesn't say whether it is ok");
  }

  private int wholeRefusals() {
    for (int i = 0; i < 20; i++) {
      crm.next(
          "POST",
          (exchange, request, vendor) -> {
            boolean bad = request.text().contains("\"bad\"");
            dev.oneway.demo.http.Weather.send(
                exchange, bad ? dev.oneway.demo.http.Reply.empty(400) : vendor.answer(request));
          });
    }
    return crm.asked.size();
  }

  @Test
  void aBulkThatIsTooLargeIsSplit() throws Exception {
    crm.next("POST", Crm.answers(413, Map.of("message", "too large")));

    setup(with(Setup.UPSERT, "batch", "4")).write(people(4));

    assertThat(crm.asked).hasSize(3);
    assertThat(crm.names()).hasSize(4);
  }

  @Test
  void theEnvironmentsNoEndsTheRunAndRefusesNobody() {
    for (int status : new int[] {302, 401, 403, 404}) {
      crm.next("POST", Crm.answers(status, Map.of("message", "no")));
      assertThatThrownBy(() -> setup(Setup.UPSERT).write(people(3)))
          .isInstanceOf(FatalException.class)
          .hasMessageContaining(String.valueOf(status));
    }
    assertThat(crm.asked).hasSize(4);
  }

  @Test
  void credentialsThatAreRefusedArentTriedWithEveryRecord() {
    crm.next("POST", Crm.answers(401, Map.of("message", "who are you?")));
    Setup setup = setup(with(Setup.ONE_BY_ONE, "concurrent", "1"));

    assertThatThrownBy(() -> setup.write(people(5))).isInstanceOf(FatalException.class);
    assertThat(crm.count("POST /people")).isEqualTo(1);
  }

  @Test
  void aRecordThatTurnsOutToBeThereIsUpdated() throws Exception {
    Map<String, String> options = with(Setup.ONE_BY_ONE, "lookupWhen", "doubt");
    String id = crm.put("a", "Old");
    crm.next("POST", Crm.answers(409, Map.of("message", "exists")));

    assertThat(fates(setup(options).write(person("a", "Ann")))).containsExactly(Fate.UPDATED);
    assertThat(crm.people.get(id)).containsEntry("name", "Ann");
  }

  @Test
  void aConflictThatStaysRefusesTheRecord() throws Exception {
    Crm.Mischief conflict = Crm.answers(409, Map.of("message", "the mail is taken"));
    crm.next("POST", conflict, conflict);

    Outcome outcome = setup(Setup.ONE_BY_ONE).write(person("a", "Ann")).get(0);

    assertThat(refusal(outcome).category()).isEqualTo("conflict");
    assertThat(refusal(outcome).reason()).isEqualTo("the mail is taken");
  }

  @Test
  void aVendorsCodeDecidesOverTheStatus() throws Exception {
    Map<String, String> options =
        with(Setup.ONE_BY_ONE, "code", "/code", "codes", "LOCKED=unavailable, NOT_YOURS=forbidden");
    crm.next("POST", Crm.answers(400, Map.of("code", "LOCKED")));
    assertThat(fates(setup(options).write(person("a", "Ann")))).containsExactly(Fate.CREATED);
    crm.next("POST", Crm.answers(400, Map.of("code", "NOT_YOURS", "message", "theirs")));
    assertThatThrownBy(() -> setup(options).write(person("b", "Bob")))
        .isInstanceOf(FatalException.class)
        .hasMessageContaining("theirs");
    assertThat(crm.names()).containsOnlyKeys("a");
  }

  @Test
  void aCodeForAnItemOfABulkIsAboutThatRecordAlone() throws Exception {
    Map<String, String> options =
        with(Setup.UPSERT, "code", "/code", "codes", "GONE=not-found, NOT_YOURS=forbidden");
    crm.next(
        "POST",
        Crm.answers(200, Map.of("results", List.of(no("k1", "GONE"), no("k2", "NOT_YOURS")))));

    List<Outcome> outcomes = setup(options).write(people(2));

    assertThat(outcomes)
        .extracting(outcome -> refusal(outcome).category())
        .containsExactly("not-found", "forbidden");
  }

  @Test
  void whatABulkHasDoneIsRememberedThoughAnItemEndsTheRun() throws Exception {
    Map<String, String> options = with(Setup.UPSERT, "code", "/code", "codes", "OUT=unauthorized");
    Map<String, Object> done = Map.of("ext", "k2", "success", true, "id", "9");
    crm.next("POST", Crm.answers(200, Map.of("results", List.of(no("k1", "OUT"), done))));
    List<MappedRecord> people = people(2);
    Setup setup = setup(options);
    assertThatThrownBy(() -> setup.write(people)).isInstanceOf(FatalException.class);

    setup.write(people);

    assertThat(crm.names()).containsOnlyKeys("k1");
  }

  private static Map<String, Object> no(String key, String code) {
    return Map.of("ext", key, "success", false, "code", code, "message", "no");
  }

  @Test
  void aCodeForTheWholeBulkThatBlamesNobodyRefusesNobody() {
    Map<String, String> options = with(Setup.UPSERT, "code", "/code", "codes", "OFF=forbidden");
    Crm.Mischief off = Crm.answers(403, Map.of("code", "OFF", "message", "switched off"));
    for (int count = 1; count <= 2; count++) {
      List<MappedRecord> people = people(count);
      crm.next("POST", off);
      assertThatThrownBy(() -> setup(options).write(people)).isInstanceOf(FatalException.class);
    }
  }

  @Test
  void aLookupThatDoesNotSayWhatIsThereIsNotTakenForNothing() throws Exception {
    crm.put("a", "Old");
    crm.next(
        "GET",
        Crm.answers(200, Map.of("error", "try later")),
        Crm.answers(200, Map.of("results", List.of(Map.of("what", "ever")))));

    assertThat(fates(setup(Setup.ONE_BY_ONE).write(person("a", "Ann"))))
        .containsExactly(Fate.UPDATED);
    assertThat(crm.count("GET /people")).isEqualTo(3);
  }

  @Test
  void aCodeForSomethingBrokenLeavesADoubtAndACodeForNotNowDoesNot() throws Exception {
    Map<String, String> options =
        with(
            Setup.ONE_BY_ONE,
            "lookupWhen",
            "doubt",
            "code",
            "/error",
            "codes",
            "internal_error=unexpected-answer, busy=unavailable");
    crm.next("POST", Crm.answers(200, Map.of("success", false, "error", "busy")));
    setup(options).write(person("a", "Ann"));
    assertThat(crm.count("GET /people")).isZero();

    crm.next("POST", Crm.answers(200, Map.of("success", false, "error", "internal_error")));
    setup(options).write(person("b", "Bob"));
    assertThat(crm.count("GET /people")).isEqualTo(1);
  }

  @Test
  void aLookupThatAsksForAllFindsItsRecordsAmongOthers() throws Exception {
    Map<String, String> options = with(Setup.ONE_BY_ONE, "lookup", "GET /people?limit=99");
    crm.next(
        "GET",
        Crm.answers(
            200,
            Map.of(
                "results",
                List.of(Map.of("id", "7"), Map.of("id", crm.put("a", "Old"), "ext", "a")))));

    assertThat(fates(setup(options).write(person("a", "Ann")))).containsExactly(Fate.UPDATED);
    crm.next(
        "GET",
        Crm.answers(200, Map.of("success", false)),
        Crm.answers(200, Map.of("results", List.of())));
    assertThat(fates(setup(options).write(person("b", "Bob")))).containsExactly(Fate.CREATED);
  }

  @Test
  void aWrongUrlOfABulkIsToldAtTheFirstCall() {
    for (int i = 0; i < 9; i++) {
      crm.next("POST", Crm.answers(404, Map.of("message", "no such path")));
    }
    Map<String, String> options =
        with(Setup.UPSERT, "record", "{ \"id\": \"${id}\", \"...\": \"${fields}\" }");
    assertThatThrownBy(() -> setup(options).write(people(3))).isInstanceOf(FatalException.class);
    assertThat(crm.asked).hasSize(1);
  }

  @Test
  void anInterruptedDeliveryEndsAndDoubtsWhatItSent() {
    crm.next("POST", crm.doesItTooSlowly(), crm.doesItTooSlowly());
    MappedRecord record = person("a", "Ann");
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(
              () -> setup(with(Setup.ONE_BY_ONE, "attempts", "1")).write(record, person("b", "B")))
          .isInstanceOf(RetriableException.class);
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void aSilentVendorIsAskedNoMoreThanAFewTimesARound() {
    Crm.Mischief[] cuts = new Crm.Mischief[40];
    java.util.Arrays.fill(cuts, Crm.cut());
    crm.next("POST", cuts);

    assertThatThrownBy(
            () ->
                setup(with(Setup.UPSERT, "batch", "1", "concurrent", "2", "attempts", "1"))
                    .write(people(20)))
        .isInstanceOf(RetriableException.class);
    assertThat(crm.asked).hasSizeLessThan(5);
  }
}
