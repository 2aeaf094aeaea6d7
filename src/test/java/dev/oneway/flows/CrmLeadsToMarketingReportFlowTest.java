package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.demo.MarketingSandbox;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.Weather;
import dev.oneway.demo.salesforce.SalesforceSandbox;
import dev.oneway.run.Fate;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import dev.oneway.testing.LogLines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flow as shipped, from a sandbox CRM to a sandbox of marketing's reporting database. */
@SuppressWarnings("try")
class CrmLeadsToMarketingReportFlowTest {
  private static final String FLOW = "crm-leads-to-marketing-report";
  private static final String SALT = "s3cret-salt";
  private static final int LEADS = 30;
  private static final List<String> PERSONAL =
      List.of("FirstName", "LastName", "Email", "LinkedIn__c", "Company");

  @TempDir private Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-31T12:00:00Z"));
  private final List<Request> asked = Collections.synchronizedList(new ArrayList<>());
  private SalesforceSandbox salesforce;
  private MarketingSandbox marketing;
  private Home home;

  @BeforeEach
  void open() throws IOException {
    Weather weather =
        (exchange, request, vendor) -> {
          asked.add(request);
          Weather.CLEAR.carry(exchange, request, vendor);
        };
    salesforce = SalesforceSandbox.start(0, "client", "s3cret", weather, now::get);
    for (int i = 0; i < LEADS; i++) {
      salesforce.org().addLead();
    }
    marketing = MarketingSandbox.open(folder.resolve("marketing.db"));
    home =
        new Home(folder)
            .copy("routes/" + FLOW + ".camel.yaml")
            .copy("mappings/salesforce-lead-to-marketing-lead.yaml")
            .destination("marketing-report", marketing.jdbcUrl())
            .set("marketing.report.salt", SALT)
            .set("salesforce.url", salesforce.url())
            .set("oneway.auth.salesforce.type", "client-credentials")
            .set("oneway.auth.salesforce.tokenUrl", salesforce.tokenUrl())
            .set("oneway.auth.salesforce.clientId", "client")
            .set("oneway.auth.salesforce.clientSecret", "s3cret");
  }

  @AfterEach
  void close() {
    salesforce.close();
  }

  private RunSummary run() {
    RunSummary run = home.runOnce(FLOW);
    assertThat(run.state()).as(run.toString()).isEqualTo(RunState.DONE);
    return run;
  }

  private Map<String, Object> row(Object leadId) {
    return marketing.leads().stream()
        .filter(row -> row.get("lead_id").equals(leadId))
        .findFirst()
        .orElseThrow();
  }

  private static String hashOf(String email) throws Exception {
    byte[] text = (SALT + email.toLowerCase(Locale.ROOT)).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
  }

  /** Everything below the home, byte for byte: the destination, the state store and its journal. */
  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).filter(file -> !isOurs(file)).toList();
    }
  }

  private boolean isOurs(Path file) {
    return file.startsWith(home.file("routes")) || file.startsWith(home.file("mappings"));
  }

  private static String bytesOf(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void leadsArriveWithTheAddressHashedWithSha256AndASecondRunWritesNothing() throws Exception {
    assertThat(run().counts().of(Fate.CREATED)).isEqualTo(LEADS);
    for (Map<String, Object> lead : salesforce.org().all("Lead")) {
      assertThat(row(lead.get("Id")))
          .containsEntry("email_sha256", hashOf((String) lead.get("Email")))
          .containsEntry("status", lead.get("Status"))
          .containsEntry("segment", null);
    }
    RunSummary second = run();
    assertThat(second.counts().of(Fate.UNCHANGED)).isEqualTo(second.counts().read()).isPositive();
  }

  @Test
  void whatChangesFollowsAndTheMarketersSegmentStays() {
    run();
    String id = (String) salesforce.org().all("Lead").get(4).get("Id");
    marketing.writeSegment(id, "south");
    now.updateAndGet(time -> time.plus(Duration.ofHours(1)));
    salesforce.org().edit("Lead", id, Map.of("Rating", "Hot", "Status", "Closed"));
    RunSummary run = run();
    assertThat(run.counts().of(Fate.UPDATED)).isEqualTo(1);
    assertThat(row(id))
        .containsEntry("rating", "Hot")
        .containsEntry("status", "Closed")
        .containsEntry("segment", "south");
  }

  @Test
  void nobodyCanBeRecognizedInTheReportTheStateStoreOrTheLogs() throws Exception {
    salesforce.org().add("Lead", Map.of("LastName", "Quaintworth", "Company", "Quaint Ltd."));
    String odd = "Quaintworth, +49 30 901820";
    salesforce.org().add("Lead", Map.of("LastName", "Odd", "Company", "Odd Ltd.", "Email", odd));
    List<String> logged;
    try (LogLines log = new LogLines("dev.oneway")) {
      run();
      run();
      logged = log.all();
    }
    assertThat(logged).isNotEmpty();
    assertThat(home.deadLetters()).isEmpty();
    assertThat(files())
        .extracting(file -> file.getFileName().toString())
        .contains("marketing.db", "oneway.db");
    List<String> texts = new ArrayList<>(logged);
    files().forEach(file -> texts.add(bytesOf(file)));
    for (Map<String, Object> lead : salesforce.org().all("Lead")) {
      for (String field : PERSONAL) {
        String value = (String) lead.getOrDefault(field, "");
        if (value.length() > 4) {
          assertThat(texts)
              .noneMatch(text -> text.contains(value), field)
              .noneMatch(text -> text.contains(value.toLowerCase(Locale.ROOT)), field);
        }
      }
    }
    assertThat(texts)
        .anyMatch(text -> text.contains((String) salesforce.org().all("Lead").get(0).get("Id")));
  }

  @Test
  void namesAreLeftOutAndNotEvenAskedFor() {
    run();
    assertThat(asked)
        .extracting(request -> request.query().getOrDefault("q", ""))
        .filteredOn(query -> !query.isEmpty())
        .isNotEmpty()
        .noneMatch(
            query -> query.matches("(?i).*\\b(name|firstname|lastname|phone|linkedin__c)\\b.*"));
  }

  @Test
  void withoutASaltItIsNotConfigured() {
    home.set("marketing.report.salt", "");
    assertThat(home.flows().get(0).state().toString())
        .startsWith("NotConfigured")
        .contains("marketing.report.salt");
  }
}
