package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import dev.oneway.deadletter.DeadLetter;
import dev.oneway.demo.greenhouse.GreenhouseAccount;
import dev.oneway.demo.greenhouse.GreenhouseSandbox;
import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.Vendor;
import dev.oneway.demo.http.Weather;
import dev.oneway.demo.http.Webhooks.Luck;
import dev.oneway.demo.product.ProductSandbox;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import dev.oneway.testing.OnewayProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flows as shipped, from a product to the Greenhouse of its clients: profiles and notes. */
@SuppressWarnings("try")
class ProductApprovalToClientAtsFlowTest {
  private static final String FLOW = "product-approval-to-client-ats";
  private static final String NOTES = "product-note-to-client-ats";
  private static final String SECRET = "whsec_c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0";
  private static final String CANDIDATES = "POST /v3/candidates";

  @TempDir private Path folder;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<Integer> answered = new CopyOnWriteArrayList<>();
  private final Queue<Luck> luck = new ArrayDeque<>();
  private final AtomicReference<Runnable> whenAdded = new AtomicReference<>(() -> {});
  private GreenhouseSandbox clients;
  private GreenhouseAccount acme;
  private GreenhouseAccount globex;
  private ProductSandbox product;
  private Home home;

  @BeforeEach
  void open() throws IOException {
    clients =
        GreenhouseSandbox.start(
            0, "ours", "s3cret", this::carry, InstantSource.system(), () -> Luck.LOST);
    product =
        ProductSandbox.open(
            SECRET,
            InstantSource.system(),
            () -> Optional.ofNullable(luck.poll()).orElse(Luck.ARRIVES));
    home =
        new Home(folder)
            .copy("routes/" + FLOW + ".camel.yaml")
            .copy("routes/" + NOTES + ".camel.yaml")
            .copy("mappings/product-approval-to-client-candidate.yaml")
            .copy("mappings/product-note-to-client-note.yaml")
            .set("oneway.webhook.product.secret", SECRET)
            .set("clients.greenhouse.url", clients.url());
    acme = client("acme", 4080);
    globex = client("globex", 4081);
    product.webhooks().subscribe(Served.door(home).resolve("/webhooks/product-approvals"));
  }

  private GreenhouseAccount client(String name, int user) {
    GreenhouseAccount account = clients.addOrganization("id-of-" + name, "s3cret-" + name);
    account.org().addCustomField("product_approval_id");
    credentials(name, user);
    return account;
  }

  private void credentials(String name, int user) {
    String auth = "oneway.auth.greenhouse-" + name;
    home.set(auth + ".type", "client-credentials")
        .set(auth + ".tokenUrl", clients.tokenUrl())
        .set(auth + ".clientAuthentication", "basic")
        .set(auth + ".clientId", "id-of-" + name)
        .set(auth + ".clientSecret", "s3cret-" + name)
        .set(auth + ".tokenForm", "sub=" + user);
  }

  private void carry(HttpExchange exchange, Request request, Vendor vendor) throws IOException {
    String line = request.method() + " " + request.path();
    asked.add(line);
    Reply reply = vendor.answer(request);
    answered.add(reply.status());
    if (line.equals(CANDIDATES)) {
      whenAdded.get().run();
    }
    Weather.send(exchange, reply);
  }

  @AfterEach
  void close() {
    clients.close();
  }

  private static Map<String, Object> ann() {
    Map<String, Object> ann = new LinkedHashMap<>();
    ann.put("first_name", " Ann");
    ann.put("last_name", "Lee");
    ann.put("email", "Ann@Example.com");
    ann.put("phone", "+1 518 555 1212");
    ann.put("company", "Velo Nord");
    ann.put("title", "Engineer");
    ann.put("linkedin", "https://www.linkedin.com/in/annlee");
    return ann;
  }

  private static List<?> values(Map<String, Object> candidate, String list) {
    return ((List<?>) candidate.get(list))
        .stream().map(one -> ((Map<?, ?>) one).get("value")).toList();
  }

  private static Object approvalOf(Map<String, Object> candidate) {
    Map<?, ?> fields = (Map<?, ?>) candidate.get("custom_fields");
    return ((Map<?, ?>) fields.get("product_approval_id")).get("value");
  }

  private static void awaitCandidates(GreenhouseAccount client, int many) {
    await().untilAsserted(() -> assertThat(client.org().candidates()).hasSize(many));
  }

  private static List<Object> notes(GreenhouseAccount client) {
    return client.org().notes().stream().map(note -> note.get("body")).toList();
  }

  @Test
  void whoIsApprovedIsACandidateOfThatClientAloneWithProfileAndNotes() {
    try (Served served = Served.start(home, FLOW)) {
      String approval = product.approve("acme", ann());
      product.approve("globex");
      awaitCandidates(acme, 1);
      product.note(approval, "Could begin in March.");
      await().untilAsserted(() -> assertThat(acme.org().notes()).hasSize(1));
      served.delivered();

      Map<String, Object> candidate = acme.org().candidates().get(0);
      assertThat(candidate)
          .containsEntry("first_name", "Ann")
          .containsEntry("last_name", "Lee")
          .containsEntry("company", "Velo Nord")
          .containsEntry("title", "Engineer")
          .doesNotContainKeys("client", "approval");
      assertThat(values(candidate, "email_addresses")).isEqualTo(List.of("ann@example.com"));
      assertThat(values(candidate, "phone_numbers")).isEqualTo(List.of("+1 518 555 1212"));
      assertThat(values(candidate, "social_media_addresses"))
          .isEqualTo(List.of("https://www.linkedin.com/in/annlee"));
      assertThat(approvalOf(candidate)).isEqualTo(approval);
      assertThat(acme.org().notes())
          .singleElement()
          .satisfies(
              note ->
                  assertThat(note)
                      .containsEntry("body", "Dana Reed: Could begin in March.")
                      .containsEntry("candidate_id", candidate.get("id"))
                      .containsEntry("visibility", "private")
                      .containsEntry("user_id", "4080"));
      awaitCandidates(globex, 1);
      assertThat(globex.org().notes()).isEmpty();
    }
    assertThat(home.deadLetters()).isEmpty();
  }

  @Test
  void anEditedProfileFollowsAndWhatTheClientHasAddedStays() {
    try (Served served = Served.start(home, FLOW)) {
      String approval = product.approve("acme", ann());
      awaitCandidates(acme, 1);
      long id = (Long) acme.org().candidates().get(0).get("id");
      Map<String, Object> theirs =
          Map.of(
              "tags",
              List.of("phoned"),
              "email_addresses",
              List.of(Map.of("value", "ann@work.example.com", "type", "work")),
              "custom_fields",
              Map.of("salary", Map.of("name", "Salary", "type", "short_text", "value", "90k")));
      acme.org().correct(id, theirs);

      product.edit(approval, Map.of("title", "Architect", "phone", "+1 518 555 9999"));
      served.delivered();
      await()
          .untilAsserted(
              () ->
                  assertThat(acme.org().candidates())
                      .singleElement()
                      .satisfies(one -> assertThat(one).containsEntry("title", "Architect")));
      assertThat(acme.org().candidates().get(0)).containsAllEntriesOf(theirs);
      assertThat(acme.org().candidates().get(0)).containsEntry("id", id);
    }
  }

  @Test
  void aNoteIsAddedOnceAlsoWhenItComesTwiceOrBeforeItsCandidate() {
    luck.add(Luck.OVERTAKEN);
    luck.add(Luck.TWICE);
    try (Served served = Served.start(home, FLOW)) {
      String approval = product.approve("acme", ann());
      product.note(approval, "Could begin in March.");
      awaitCandidates(acme, 1);
      // What waits comes back behind the last chunk of a run, which the next note begins.
      product.note(approval, "References are in.");
      await().untilAsserted(() -> assertThat(acme.org().notes()).hasSize(2));
      served.delivered();
      assertThat(notes(acme))
          .containsExactlyInAnyOrder(
              "Dana Reed: Could begin in March.", "Dana Reed: References are in.");
    }
    assertThat(home.deadLetters()).isEmpty();
  }

  @Test
  void eachClientHasItsOwnRateAndABurstOfOneHoldsUpNoOther() {
    try (Served served = Served.start(home, FLOW)) {
      for (int i = 0; i < 60; i++) {
        product.approve("acme");
      }
      product.approve("globex");
      awaitCandidates(globex, 1);
      assertThat(acme.org().candidates()).as("at its rate").hasSizeLessThan(60);
      assertThat(answered).as("no limit was run into").doesNotContain(429);
    }
    assertThat(home.deadLetters()).isEmpty();
  }

  @Test
  void aClientThatHasRevokedItsCredentialsLosesNothingAndHoldsUpNoOther() {
    try (Served served = Served.start(home, FLOW)) {
      acme.revoke(true);
      product.approve("acme", ann());
      for (int i = 0; i < 3; i++) {
        product.approve("globex");
        awaitCandidates(globex, i + 1);
      }
      assertThat(acme.org().candidates()).isEmpty();

      acme.revoke(false);
      awaitCandidates(acme, 1);
      served.delivered();
      assertThat(globex.org().candidates()).hasSize(3);
      assertThat(asked.stream().filter(CANDIDATES::equals)).as("each was added once").hasSize(4);
    }
    assertThat(home.deadLetters()).isEmpty();
  }

  @Test
  void theRunThatPostponedAClientsRecordsSaysWhy() {
    acme.revoke(true);
    try (Served served = Served.start(home, FLOW)) {
      product.approve("acme", ann());
      await()
          .untilAsserted(
              () ->
                  assertThat(served.runs(FLOW))
                      .filteredOn(run -> run.state() == RunState.FAILED)
                      .isNotEmpty()
                      .allSatisfy(
                          run ->
                              assertThat(run.reason().orElseThrow())
                                  .contains("invalid_client", "oneway.auth.greenhouse-acme")));
    }
  }

  @Test
  void aClientWithoutCredentialsIsItsRecordsFaultAndTheyArriveWhenItHasSome() {
    try (Served served = Served.start(home, FLOW)) {
      product.approve("umbrella", ann());
      product.approve("globex");
      awaitCandidates(globex, 1);
      served.delivered();
    }
    assertThat(home.deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.category()).isEqualTo("unauthorized");
              assertThat(letter.reason()).contains("set oneway.auth.greenhouse-umbrella.type");
            });

    GreenhouseAccount umbrella = client("umbrella", 4082);
    RunSummary replayed = home.replay(FLOW);
    assertThat(replayed.state()).isEqualTo(RunState.DONE);
    assertThat(umbrella.org().candidates()).hasSize(1);
    assertThat(home.deadLetters()).isEmpty();
  }

  @Test
  void afterACrashInMidCallACandidateIsLookedUpBeforeBeingAddedAgain() throws Exception {
    acme.revoke(true);
    try (Served served = Served.start(home, FLOW)) {
      product.approve("acme", ann());
      await().untilAsserted(() -> assertThat(answered).contains(401));
    }
    acme.revoke(false);
    home.writeSettings();
    Process process = start();
    whenAdded.set(process::destroyForcibly);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(acme.org().candidates()).as("was added, and nobody heard of it").hasSize(1);
    whenAdded.set(() -> {});
    asked.clear();

    try (Served served = Served.start(home, FLOW)) {
      served.delivered();
    }
    assertThat(acme.org().candidates()).hasSize(1);
    assertThat(asked).contains("GET /v3/candidates").doesNotContain(CANDIDATES);
    assertThat(home.deadLetters()).isEmpty();
  }

  /** {@code oneway run FLOW --once} in a process of its own. */
  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "dev.oneway.Main",
            "run",
            FLOW,
            "--once")
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(OnewayProcess.printed(".out").toFile())
        .start();
  }

  @Test
  void whoHasAppliedThereAlreadyIsTheSamePerson() {
    acme.org()
        .addCandidate(
            Map.of(
                "first_name",
                "Anna",
                "last_name",
                "Lee",
                "email_addresses",
                List.of(
                    Map.of("value", "anna@work.example.com", "type", "work"),
                    Map.of("value", "ANN@example.com", "type", "personal"))));
    try (Served served = Served.start(home, FLOW)) {
      product.approve("acme", ann());
      await()
          .untilAsserted(
              () ->
                  assertThat(acme.org().candidates())
                      .singleElement()
                      .satisfies(one -> assertThat(one).containsEntry("first_name", "Ann")));
      served.delivered();
      assertThat(values(acme.org().candidates().get(0), "email_addresses")).hasSize(2);
    }
  }

  @Test
  void whatGreenhouseRefusesWaitsWithItsWordsAndTheOthersArrive() {
    Map<String, Object> odd = ann();
    odd.put("email", "@");
    try (Served served = Served.start(home, FLOW)) {
      product.approve("acme", odd);
      product.approve("acme");
      awaitCandidates(acme, 1);
      served.delivered();
    }
    assertThat(home.deadLetters())
        .extracting(DeadLetter::reason)
        .singleElement()
        .asString()
        .contains("email_addresses is invalid");
  }
}
