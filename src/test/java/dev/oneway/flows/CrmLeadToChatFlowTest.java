package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.Vendor;
import dev.oneway.demo.http.Weather;
import dev.oneway.demo.http.Webhooks;
import dev.oneway.demo.http.Webhooks.Luck;
import dev.oneway.demo.salesforce.SalesforceSandbox;
import dev.oneway.demo.slack.SlackMessage;
import dev.oneway.demo.slack.SlackSandbox;
import dev.oneway.run.Fate;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import dev.oneway.testing.OnewayProcess;
import dev.oneway.webhook.signature.Signer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flow as shipped, from a sandbox CRM to a sandbox of Slack. */
class CrmLeadToChatFlowTest {
  private static final String FLOW = "crm-lead-to-chat";
  private static final String ROUTE = "routes/" + FLOW + ".camel.yaml";
  private static final String POST = "/api/chat.postMessage";
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final Duration SECOND = Duration.ofSeconds(1);

  @TempDir private Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-31T12:00:00Z"));
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final AtomicReference<Runnable> whenPosted = new AtomicReference<>(() -> {});
  private final Queue<Luck> luck = new ConcurrentLinkedQueue<>();
  private Webhooks leadFlow;
  private SalesforceSandbox crm;
  private SlackSandbox slack;
  private String channel;
  private Home home;

  @BeforeEach
  void open() throws IOException {
    crm = SalesforceSandbox.start(0, "client", "s3cret", Weather.CLEAR, now::get);
    slack = SlackSandbox.start(0, "xoxb-s3cret", this::carry, now::get);
    channel = slack.workspace().addChannel("leads");
    home =
        new Home(folder)
            .write(ROUTE, asFastAsCanBe())
            .copy("mappings/salesforce-lead-to-slack-message.yaml")
            .set("salesforce.url", crm.url())
            .set("oneway.auth.salesforce.type", "client-credentials")
            .set("oneway.auth.salesforce.tokenUrl", crm.tokenUrl())
            .set("oneway.auth.salesforce.clientId", "client")
            .set("oneway.auth.salesforce.clientSecret", "s3cret")
            .set("slack.url", slack.url())
            .set("slack.leads.channel", channel)
            .set("slack.leads.from", "2026-01-01T00:00:00Z")
            .set("oneway.auth.slack.type", "bearer")
            .set("oneway.auth.slack.token", "xoxb-s3cret")
            .set("oneway.webhook.salesforce.secret", SECRET);
    leadFlow =
        new Webhooks(
            Signer.of("standard", List.of(SECRET), InstantSource.system()),
            () -> Optional.ofNullable(luck.poll()).orElse(Luck.ARRIVES));
    leadFlow.subscribe(Served.door(home).resolve("/webhooks/salesforce-leads"));
    crm.org().tellOfLeads(leadFlow);
  }

  /** In Slack a second passes with each message, so that its limit is kept. */
  private void carry(HttpExchange exchange, Request request, Vendor vendor) throws IOException {
    asked.add(request.path());
    if (!request.path().equals(POST)) {
      Weather.CLEAR.carry(exchange, request, vendor);
      return;
    }
    now.updateAndGet(time -> time.plus(SECOND));
    Reply reply = vendor.answer(request);
    whenPosted.get().run();
    Weather.send(exchange, reply);
  }

  private static String asFastAsCanBe() throws IOException {
    String shipped = Files.readString(Path.of(ROUTE));
    String fast = shipped.replace("event=lead_created", "event=lead_created&rate=1000/1s");
    assertThat(fast).isNotEqualTo(shipped);
    return fast;
  }

  @AfterEach
  void close() {
    crm.close();
    slack.close();
  }

  /** A sweep, and what it brings is announced; the run that does. */
  private RunSummary run() {
    List<RunSummary> runs = home.runAll(FLOW);
    assertThat(runs).allMatch(run -> run.state() == RunState.DONE);
    return runs.get(runs.size() - 1);
  }

  private List<SlackMessage> messages() {
    return slack.workspace().messages(channel);
  }

  private void leads(int count) {
    for (int i = 0; i < count; i++) {
      crm.org().addLead();
    }
  }

  private List<String> leadsAnnounced() {
    return messages().stream()
        .map(message -> message.metadata().orElseThrow())
        .map(metadata -> metadata.payload().get("lead_created").toString())
        .toList();
  }

  private List<String> leadsThereAre() {
    return crm.org().all("Lead").stream().map(lead -> lead.get("Id").toString()).toList();
  }

  @Test
  void eachLeadIsAnnouncedOnceWithWhatSalesWantToKnow() {
    leads(25);
    assertThat(run().counts().of(Fate.CREATED)).isEqualTo(25);
    assertThat(leadsAnnounced()).containsExactlyInAnyOrderElementsOf(leadsThereAre());
    Map<String, Object> lead = crm.org().all("Lead").get(3);
    assertThat(messages().get(leadsAnnounced().indexOf(lead.get("Id"))).shown())
        .isEqualTo(
            "New lead: %s %s, %s at %s\nLinkedIn: %s\nDownloaded: %s"
                .formatted(
                    lead.get("FirstName"),
                    lead.get("LastName"),
                    lead.get("Title"),
                    lead.get("Company"),
                    lead.get("LinkedIn__c"),
                    lead.get("Downloaded_Content__c")));

    asked.clear();
    RunSummary second = run();
    assertThat(second.counts().of(Fate.UNCHANGED)).isEqualTo(25);
    assertThat(asked).isEmpty();
  }

  @Test
  void aLeadThatChangesIsNotAnnouncedAgain() {
    leads(2);
    run();
    String lead = leadsThereAre().get(0);
    crm.org().edit("Lead", lead, Map.of("Title", "Chief of something else"));
    RunSummary second = run();
    assertThat(second.counts().of(Fate.UNCHANGED)).isEqualTo(2);
    assertThat(messages()).hasSize(2);

    leads(1);
    assertThat(run().counts().of(Fate.CREATED)).isEqualTo(1);
    assertThat(leadsAnnounced()).containsExactlyInAnyOrderElementsOf(leadsThereAre());
  }

  @Test
  void leadsOfBeforeTheFlowBeganAreNotAnnounced() {
    home.set("slack.leads.from", "2026-01-31T12:00:01Z");
    leads(2);
    run();
    assertThat(messages()).isEmpty();
  }

  @Test
  void aLeadIsAnnouncedOnceWhicheverComesFirst() {
    try (Served flow = Served.start(home, FLOW)) {
      luck.addAll(List.of(Luck.TWICE, Luck.LOST, Luck.OVERTAKEN, Luck.ARRIVES));
      leads(4);
      await().until(() -> messages().size() == 3);
      assertThat(leadsAnnounced()).doesNotContain(leadsThereAre().get(1));
      flow.sweep();
      assertThat(leadsAnnounced()).containsExactlyInAnyOrderElementsOf(leadsThereAre());

      luck.add(Luck.OVERTAKEN);
      leads(1);
      flow.sweep();
      leadFlow.deliverWaiting();
      flow.delivered();
      assertThat(leadsAnnounced()).containsExactlyInAnyOrderElementsOf(leadsThereAre());
    }
  }

  @Test
  void afterACrashInMidCallALeadIsLookedUpBeforeItIsSentAgain() throws Exception {
    leads(3);
    home.writeSettings();
    Process process = start();
    whenPosted.set(
        () -> {
          if (messages().size() == 2) {
            process.destroyForcibly();
          }
        });
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(messages()).as("the second was posted, and nobody heard of it").hasSize(2);
    whenPosted.set(() -> {});
    asked.clear();

    RunSummary run = run();
    assertThat(asked.get(0)).isEqualTo("/api/conversations.history");
    assertThat(asked.stream().filter(POST::equals)).hasSize(1);
    assertThat(run.counts().of(Fate.CREATED)).isEqualTo(1);
    assertThat(leadsAnnounced()).containsExactlyInAnyOrderElementsOf(leadsThereAre());
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
  void refusedInsideSuccessTheRunFailsAndNoLeadIsLost() {
    leads(2);
    slack.workspace().setMember(channel, false);
    RunSummary failed = home.runAll(FLOW).get(1);
    assertThat(failed.state()).isEqualTo(RunState.FAILED);
    assertThat(failed.reason().orElseThrow()).contains("not_in_channel");
    assertThat(home.deadLetters()).isEmpty();

    slack.workspace().setMember(channel, true);
    assertThat(run().counts().of(Fate.CREATED)).isEqualTo(2);
    assertThat(leadsAnnounced()).containsExactlyInAnyOrderElementsOf(leadsThereAre());
  }

  @Test
  void aMessageSlackRefusesWaitsWithItsWordsAndTheOthersArePosted() {
    leads(2);
    String lead = leadsThereAre().get(0);
    crm.org().edit("Lead", lead, Map.of("Downloaded_Content__c", "x".repeat(41_000)));
    RunSummary run = run();
    assertThat(run.counts().of(Fate.REJECTED)).isEqualTo(1);
    assertThat(run.counts().of(Fate.CREATED)).isEqualTo(1);
    assertThat(home.deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.key()).contains(lead);
              assertThat(letter.reason()).contains("msg_too_long");
            });
  }

  @Test
  void asShippedOneMessageASecondIsPosted() {
    List<Long> posts = Collections.synchronizedList(new ArrayList<>());
    whenPosted.set(() -> posts.add(System.nanoTime()));
    home.copy(ROUTE);
    leads(3);
    run();
    assertThat(posts).hasSize(3);
    assertThat(Duration.ofNanos(posts.get(2) - posts.get(0)))
        .isGreaterThan(Duration.ofMillis(1900));
  }
}
