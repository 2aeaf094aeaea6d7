package dev.oneway.destination.http;

import static dev.oneway.destination.http.People.known;
import static dev.oneway.destination.http.People.person;
import static dev.oneway.destination.http.Setup.fates;
import static dev.oneway.destination.http.Setup.refusal;
import static dev.oneway.destination.http.Setup.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.SandboxServer;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.RecordJson;
import dev.oneway.run.Fate;
import dev.oneway.run.Outcome;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fields the vendor takes with a create only: a record that has them otherwise is refused. */
class FixedFieldsTest {
  private static final Map<String, String> FIXED =
      with(Setup.ONE_BY_ONE, "read", "GET /people/${id}", "fixed", "owner", "ok", "");

  private final Map<String, Map<String, Object>> people = new ConcurrentHashMap<>();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private SandboxServer server;

  @BeforeEach
  void open() throws IOException {
    server = SandboxServer.start(0, this::answer);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private Reply answer(Request request) {
    lines.add(request.method() + " " + request.path());
    String id = request.path().replaceFirst("/people/?", "");
    if (request.method().equals("GET") && id.isEmpty()) {
      String key = request.query().get("ext");
      return Reply.json(
          200,
          Map.of(
              "results",
              people.values().stream().filter(one -> key.equals(one.get("ext"))).toList()));
    }
    if (request.method().equals("POST")) {
      Map<String, Object> made = RecordJson.readRecord(request.text());
      made.put("id", "p" + made.get("ext"));
      people.put("p" + made.get("ext"), made);
      return Reply.json(201, made);
    }
    if (!people.containsKey(id)) {
      return Reply.json(404, Map.of("message", "no such person"));
    }
    if (request.method().equals("PATCH")) {
      people.get(id).putAll(RecordJson.readRecord(request.text()));
    }
    return Reply.json(200, people.get(id));
  }

  private List<Outcome> write(MappedRecord... records) throws Exception {
    try (Setup setup = new Setup(server.url(), FIXED)) {
      return setup.write(records);
    }
  }

  private static MappedRecord owned(String key, String name, String owner) {
    return person(People.PLAIN, key, name, owner, null);
  }

  private static MappedRecord owned(String key, String name, String owner, String id) {
    MappedRecord record = owned(key, name, owner);
    record.knownAs(id);
    return record;
  }

  private void there(String key, String owner) {
    people.put(
        "p" + key,
        new LinkedHashMap<>(Map.of("id", "p" + key, "ext", key, "name", "Ann", "owner", owner)));
  }

  @Test
  void aNewRecordIsCreatedWithThem() throws Exception {
    assertThat(fates(write(owned("a", "Ann", "usd")))).containsExactly(Fate.CREATED);
    assertThat(people.get("pa")).containsEntry("owner", "usd");
  }

  @Test
  void oneThatHasThemAsTheyAreIsUpdatedWithoutThem() throws Exception {
    there("a", "usd");
    assertThat(fates(write(owned("a", "Anna", "usd", "pa")))).containsExactly(Fate.UPDATED);
    assertThat(people.get("pa")).containsEntry("name", "Anna");
    assertThat(lines).containsExactly("GET /people/pa", "PATCH /people/pa");
  }

  @Test
  void oneThatHasThemOtherwiseIsRefusedAndStaysAsItIs() throws Exception {
    there("a", "usd");
    there("b", "usd");
    List<Outcome> outcomes = write(owned("a", "Anna", "jpy", "pa"), owned("b", "Bob", "usd", "pb"));
    assertThat(fates(outcomes)).containsExactly(Fate.REJECTED, Fate.UPDATED);
    assertThat(refusal(outcomes.get(0)).category()).isEqualTo("conflict");
    assertThat(refusal(outcomes.get(0)).field()).contains("owner");
    assertThat(refusal(outcomes.get(0)).reason())
        .isEqualTo("`owner` is \"usd\" in the destination, where it can't be changed any more");
    assertThat(people.get("pa")).containsEntry("name", "Ann");
  }

  @Test
  void whatALookUpFoundNeedsNoReading() throws Exception {
    there("a", "usd");
    assertThat(fates(write(owned("a", "Anna", "jpy"), owned("c", "Cy", "jpy"))))
        .containsExactly(Fate.REJECTED, Fate.CREATED);
    assertThat(lines).doesNotContain("GET /people/pa");
  }

  @Test
  void aRememberedRecordThatIsGoneIsCreatedAnew() throws Exception {
    assertThat(fates(write(owned("a", "Ann", "jpy", "px")))).containsExactly(Fate.CREATED);
    assertThat(people.get("pa")).containsEntry("owner", "jpy");
  }

  @Test
  void aRecordThatDoesNotSpeakOfThemIsUpdated() throws Exception {
    there("a", "usd");
    assertThat(fates(write(known("pa", "a", "Anna")))).containsExactly(Fate.UPDATED);
  }

  @Test
  void withoutAWayToSeeThemItIsRefusedAtTheStart() {
    Map<String, String> blind = with(FIXED, "read", null);
    assertThatThrownBy(() -> new Setup(server.url(), blind).write(owned("a", "Ann", "usd")))
        .rootCause()
        .hasMessageContaining("fixed fields are compared before an update");
    Map<String, String> misspelt = with(FIXED, "fixed", "ownr");
    assertThatThrownBy(() -> new Setup(server.url(), misspelt).write(owned("a", "Ann", "usd")))
        .hasMessageContaining("asks for the field `ownr`")
        .hasMessageContaining("Did you mean `owner`?");
  }
}
