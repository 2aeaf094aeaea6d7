package dev.oneway.destination.http;

import static dev.oneway.destination.http.People.gone;
import static dev.oneway.destination.http.People.known;
import static dev.oneway.destination.http.People.people;
import static dev.oneway.destination.http.People.person;
import static dev.oneway.destination.http.Setup.fates;
import static dev.oneway.destination.http.Setup.refusal;
import static dev.oneway.destination.http.Setup.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.record.MappedRecord;
import dev.oneway.record.Operation;
import dev.oneway.record.Row;
import dev.oneway.run.FatalException;
import dev.oneway.run.Fate;
import dev.oneway.run.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is sent for a record, and in which order. */
class WayOfARecordTest {

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
  void whatIsToBeClearedIsWrittenAsTheVendorWantsIt() throws Exception {
    MappedRecord cleared = person(People.PLAIN, "a", null, Row.ABSENT, null);

    setup(with(Setup.UPSERT, "clearAs", "\"\"")).write(cleared);

    assertThat(crm.people.values())
        .singleElement()
        .satisfies(
            person -> assertThat(person).containsEntry("name", "").containsEntry("phone", ""))
        .satisfies(person -> assertThat(person).doesNotContainKey("owner"));
  }

  @Test
  void aMatchOnTheKeyItselfSavesTheLookup() throws Exception {
    Map<String, String> options =
        with(
            Setup.UPSERT,
            "update",
            "POST /people/update/${id}",
            "updateBody",
            "\"${fields}\"",
            "lookup",
            "GET /people?ext=${keys:csv}",
            "found",
            "/results",
            "foundKey",
            "/ext",
            "foundId",
            "/id");

    setup(with(options, "match", "ext=/ext")).write(person("a", "Ann"));
    setup(with(options, "match", "name=/name")).write(person("b", "Bob"));

    assertThat(crm.lines())
        .containsExactly("POST /people/upsert", "GET /people", "POST /people/upsert");
  }

  private static final Map<String, String> BY_KEY_THEN_BY_NAME =
      with(
          Setup.ONE_BY_ONE,
          "match",
          "name=/name",
          "matchLookup",
          "GET /people?name=${match}",
          "message",
          "/message");

  @Test
  void whatIsNotFoundByItsKeyIsLookedUpByItsMatch() throws Exception {
    String unkeyed = crm.put(null, "Ann");
    String keyed = crm.put("b", "Bob");

    List<Outcome> outcomes =
        setup(BY_KEY_THEN_BY_NAME)
            .write(person("a", "Ann"), person("b", "Robert"), person("c", "Cy"));

    assertThat(fates(outcomes)).containsExactly(Fate.UPDATED, Fate.UPDATED, Fate.CREATED);
    assertThat(outcomes.stream().map(Setup::id).limit(2)).containsExactly(unkeyed, keyed);
    assertThat(crm.names())
        .containsOnly(Map.entry("a", "Ann"), Map.entry("b", "Robert"), Map.entry("c", "Cy"));
    assertThat(crm.count("GET /people")).as("three by their keys, two by their names").isEqualTo(5);
  }

  @Test
  void whatMatchesAndHasAnotherKeyIsAnotherRecord() throws Exception {
    crm.put("z", "Ann");

    assertThat(fates(setup(BY_KEY_THEN_BY_NAME).write(person("a", "Ann"))))
        .containsExactly(Fate.CREATED);

    assertThat(crm.names()).containsOnlyKeys("a", "z");
  }

  @Test
  void aRecordWithoutAMatchIsLookedUpByItsKeyOnly() throws Exception {
    assertThat(fates(setup(BY_KEY_THEN_BY_NAME).write(person("a", " "))))
        .containsExactly(Fate.CREATED);

    assertThat(crm.lines()).containsExactly("GET /people", "POST /people");
  }

  @Test
  void aNewRecordIsLookedUpThenCreatedAndItsIdIsTold() throws Exception {
    List<Outcome> outcomes = setup(Setup.ONE_BY_ONE).write(person("a", "Ann"));

    assertThat(crm.lines()).containsExactly("GET /people", "POST /people");
    assertThat(fates(outcomes)).containsExactly(Fate.CREATED);
    assertThat(crm.people).containsOnlyKeys(Setup.id(outcomes.get(0)));
  }

  @Test
  void aRecordThatIsThereIsUpdated() throws Exception {
    String id = crm.put("a", "Old");

    List<Outcome> outcomes = setup(Setup.ONE_BY_ONE).write(person("a", "Ann"));

    assertThat(crm.lines()).containsExactly("GET /people", "PATCH /people/" + id);
    assertThat(fates(outcomes)).containsExactly(Fate.UPDATED);
    assertThat(Setup.id(outcomes.get(0))).isEqualTo(id);
  }

  @Test
  void aRememberedRecordIsUpdatedWithoutALookup() throws Exception {
    String id = crm.put("a", "Old");

    assertThat(fates(setup(Setup.ONE_BY_ONE).write(known(id, "a", "Ann"))))
        .containsExactly(Fate.UPDATED);

    assertThat(crm.lines()).containsExactly("PATCH /people/" + id);
  }

  @Test
  void aRememberedRecordThatIsGoneIsLookedUpAgain() throws Exception {
    String now = crm.put("a", "Moved");

    List<Outcome> outcomes =
        setup(Setup.ONE_BY_ONE).write(known("1", "a", "Ann"), known("2", "b", "Bob"));

    assertThat(fates(outcomes)).containsExactly(Fate.UPDATED, Fate.CREATED);
    assertThat(Setup.id(outcomes.get(0))).isEqualTo(now);
    assertThat(crm.names()).containsOnly(Map.entry("a", "Ann"), Map.entry("b", "Bob"));
  }

  @Test
  void inABulkTheVendorsCodeSaysWhichRememberedRecordIsGone() throws Exception {
    String id = crm.put("a", "Old");

    List<Outcome> outcomes = setup(Setup.BULK).write(known(id, "a", "Ann"), known("2", "b", "Bob"));

    assertThat(fates(outcomes)).containsExactly(Fate.UPDATED, Fate.CREATED);
    assertThat(crm.lines())
        .containsExactly("POST /people/update", "GET /people", "POST /people/bulk");
  }

  @Test
  void recordsGoInFullBatchesAndUpsertsNeedNoLookup() throws Exception {
    List<Outcome> outcomes = setup(Setup.UPSERT).write(people(7));

    assertThat(crm.lines()).hasSize(3).containsOnly("POST /people/upsert");
    assertThat(fates(outcomes)).hasSize(7).containsOnly(Fate.CREATED);
    assertThat(fates(setup(Setup.UPSERT).write(people(7)))).containsOnly(Fate.UPDATED);
  }

  @Test
  void onlyMappedFieldsAreSentAndAnAbsentOneIsNone() throws Exception {
    String id = crm.put("a", "Old");
    crm.people.get(id).put("theirs", "kept");

    setup(Setup.ONE_BY_ONE).write(known(id, "a", "Ann"));

    assertThat(Crm.body(crm.asked.get(0))).containsOnlyKeys("ext", "name");
    assertThat(crm.people.get(id)).containsEntry("theirs", "kept");
  }

  @Test
  void aFieldForCreationIsLeftOutOfAnUpdate() throws Exception {
    crm.put("a", "Old");

    setup(Setup.ONE_BY_ONE)
        .write(
            person(People.CAREFUL, "a", "Ann", "me", Row.ABSENT),
            person(People.CAREFUL, "b", "Bob", "me", Row.ABSENT));

    assertThat(bodyOf("PATCH /people/101")).doesNotContainKey("owner");
    assertThat(bodyOf("POST /people")).containsEntry("owner", "me");
  }

  @Test
  void aFieldForEmptyOnesIsWrittenOnlyWhereItIsEmptyThere() throws Exception {
    String full = crm.put("a", "Ann");
    crm.people.get(full).put("phone", "1");
    String empty = crm.put("b", "Bob");
    crm.people.get(empty).put("phone", "");
    MappedRecord remembered = person(People.CAREFUL, "b", "Bob", Row.ABSENT, "2");
    remembered.knownAs(empty);

    setup(Setup.ONE_BY_ONE).write(person(People.CAREFUL, "a", "Ann", Row.ABSENT, "2"), remembered);

    assertThat(crm.people.get(full)).containsEntry("phone", "1");
    assertThat(crm.people.get(empty)).containsEntry("phone", "2");
  }

  @Test
  void withUpsertAFieldForCreationMakesTheRecordLookedUpFirst() throws Exception {
    crm.put("a", "Old");
    Map<String, String> options =
        with(
            Setup.UPSERT,
            "lookup",
            "GET /people?ext=${keys:csv}",
            "found",
            "/results",
            "foundKey",
            "/ext");

    setup(options)
        .write(
            person(People.OWNED, "a", "Ann", "me", Row.ABSENT),
            person(People.OWNED, "b", "Bob", "me", Row.ABSENT),
            person("c", "Cid"));

    assertThat(crm.people.values())
        .filteredOn(person -> person.get("owner") != null)
        .extracting(person -> person.get("ext"))
        .containsExactly("b");
    assertThat(crm.asked)
        .filteredOn(request -> request.method().equals("GET"))
        .extracting(request -> request.query().get("ext"))
        .containsExactly("a,b");
  }

  @Test
  void aFieldForEmptyOnesWithoutLookupNamesItsPlaceInTheMapping() {
    Setup setup = setup(Setup.UPSERT);

    assertThatThrownBy(() -> setup.write(person(People.CAREFUL, "a", "Ann", "me", "2")))
        .isInstanceOf(FatalException.class)
        .hasMessageStartingWith("mappings/person.yaml:7:3: owner is written when its record is new")
        .hasMessageContaining("Declare lookup");
    assertThat(crm.lines()).isEmpty();
  }

  @Test
  void withoutAnUpdateARecordThatIsThereIsLeftAlone() throws Exception {
    crm.put("a", "Old");
    Map<String, String> options = with(Setup.ONE_BY_ONE, "update", null, "foundId", null);

    assertThat(fates(setup(options).write(person("a", "Ann"), known("9", "b", "Bob"))))
        .containsExactly(Fate.UNCHANGED, Fate.UNCHANGED);
    assertThat(crm.lines()).containsExactly("GET /people");
  }

  @Test
  void aDeactivationChangesOnlyWhatIsThere() throws Exception {
    crm.put("a", "Ann");
    Setup setup = setup(with(Setup.ONE_BY_ONE, "deactivate", "DELETE /people/${id}"));
    MappedRecord remembered = gone("c");
    remembered.knownAs("77");

    assertThat(fates(setup.write(gone("a"), gone("b"), remembered)))
        .containsExactly(Fate.DELETED, Fate.UNCHANGED, Fate.UNCHANGED);
    assertThat(crm.people).isEmpty();
    assertThat(crm.lines()).doesNotContain("POST /people");
  }

  @Test
  void aDeletionNeedsNoRecordThereAndLosesNothingToAnotherRequest() throws Exception {
    crm.put("a", "Ann");
    String dan = crm.put("d", "Dan");
    Setup setup = setup(with(Setup.ONE_BY_ONE, "delete", "DELETE /people/${id}"));
    MappedRecord remembered = gone(Operation.DELETE, "c");
    remembered.knownAs("77");
    MappedRecord known = gone(Operation.DELETE, "d");
    known.knownAs(dan);

    assertThat(
            fates(
                setup.write(
                    gone(Operation.DELETE, "a"), gone(Operation.DELETE, "b"), remembered, known)))
        .containsExactly(Fate.DELETED, Fate.UNCHANGED, Fate.UNCHANGED, Fate.DELETED);
    assertThat(crm.people).isEmpty();
    assertThat(crm.lines()).noneMatch(line -> line.startsWith("P"));
  }

  @Test
  void anArchiveHasARequestOfItsOwn() throws Exception {
    String ann = crm.put("a", "Ann");
    Setup setup =
        setup(
            with(
                with(Setup.ONE_BY_ONE, "archive", "PATCH /people/${id}"),
                "archiveBody",
                "{\"phone\": \"archived\"}"));

    assertThat(fates(setup.write(gone(Operation.ARCHIVE, "a"), gone(Operation.ARCHIVE, "b"))))
        .containsExactly(Fate.DELETED, Fate.UNCHANGED);
    assertThat(crm.people.get(ann)).containsEntry("phone", "archived");
    assertThat(crm.people).hasSize(1);
  }

  @Test
  void aDeactivationByUpsertNeverCreates() throws Exception {
    assertThat(fates(setup(Setup.UPSERT).write(gone("a")))).containsExactly(Fate.UNCHANGED);
    MappedRecord remembered = gone("b");
    remembered.knownAs(crm.put("b", "Bob"));
    assertThat(fates(setup(Setup.UPSERT).write(remembered))).containsExactly(Fate.DELETED);
    assertThat(crm.people).hasSize(1);
  }

  @Test
  void aRecordWithoutAKeyThereIsTakenOverWhenItMatches() throws Exception {
    String id = crm.put("", "Ann");
    crm.people.get(id).put("ext", null);
    crm.people.get(id).put("mail", "mine");
    Map<String, String> options =
        with(
            Setup.ONE_BY_ONE,
            "lookup",
            "GET /people?ext=${keys:csv}&mail=${match:csv}",
            "lookupBatch",
            "2",
            "match",
            "phone=/mail");

    List<Outcome> outcomes =
        setup(options)
            .write(
                person(People.PLAIN, "a", "Ann", Row.ABSENT, "mine"),
                person(People.PLAIN, "b", "Bob", Row.ABSENT, "mine"));

    assertThat(fates(outcomes)).containsExactly(Fate.UPDATED, Fate.CREATED);
    assertThat(crm.people.get(id)).containsEntry("ext", "a");
  }

  @Test
  void severalRecordsWithTheKeyThereAreNobodysToChoose() throws Exception {
    crm.put("a", "One");
    crm.put("a", "Two");

    Outcome outcome = setup(Setup.ONE_BY_ONE).write(person("a", "Ann")).get(0);

    assertThat(refusal(outcome).category()).isEqualTo("conflict");
    assertThat(refusal(outcome).reason()).contains("2 records");
  }

  @Test
  void aKeyThatWouldLeadElsewhereIsRefusedAndTheOthersGo() throws Exception {
    Map<String, String> options =
        Map.of("upsert", "PUT /people/ext/${key}", "ok", "/success", "id", "/id");

    List<Outcome> outcomes = setup(options).write(person("..", "Ann"), person("b/../c", "Bob"));

    assertThat(refusal(outcomes.get(0)).reason()).contains("${key}").contains("path");
    assertThat(crm.names()).containsExactly(Map.entry("b/../c", "Bob"));
  }

  @Test
  void asManyRequestsAsAllowedAreUnderWayAndEachKeyIsWrittenOnce() throws Exception {
    Set<String> threads = java.util.concurrent.ConcurrentHashMap.newKeySet();
    Setup setup = setup(with(Setup.UPSERT, "batch", "1", "concurrent", "3"));
    setup.write(people(30));
    Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("http-upsert-"))
        .forEach(threads::add);

    assertThat(threads).hasSize(3);
    assertThat(crm.names()).hasSize(30);
    assertThat(new HashSet<>(crm.names().values())).hasSize(30);
  }

  private Map<String, Object> bodyOf(String line) {
    return new HashMap<>(
        Crm.body(
            crm.asked.stream().filter(r -> Crm.lineOf(r).equals(line)).findFirst().orElseThrow()));
  }
}
