package dev.oneway.destination.http;

import static dev.oneway.destination.http.Setup.fates;
import static dev.oneway.destination.http.Setup.refusal;
import static dev.oneway.destination.http.Setup.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.Weather;
import dev.oneway.destination.Inspection;
import dev.oneway.http.HttpTime;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.Row;
import dev.oneway.run.FailureCategory;
import dev.oneway.run.FatalException;
import dev.oneway.run.Fate;
import dev.oneway.run.Outcome;
import dev.oneway.run.RetriableException;
import dev.oneway.run.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records of several tenants, each with credentials of its own, in one chunk. */
class TenantsTest {
  private final TestClock clock = new TestClock();
  private Crm crm;
  private Setup setup;

  @BeforeEach
  void open() throws Exception {
    crm = new Crm();
    setup = setup("crm-${field.owner}");
  }

  private Setup setup(String auth, String... more) {
    Map<String, String> options =
        with(Setup.ONE_BY_ONE, "auth", auth, "attempts", "1", "retryFor", "300ms");
    Setup made = new Setup(crm.url(), with(with(options, "responseTimeout", "20s"), more));
    made.context.getRegistry().bind("time", HttpTime.of(clock, clock::advance));
    for (String tenant : List.of("acme", "bolt")) {
      made.context
          .getPropertiesComponent()
          .addInitialProperty("oneway.auth.crm-" + tenant + ".type", "bearer");
      made.context
          .getPropertiesComponent()
          .addInitialProperty("oneway.auth.crm-" + tenant + ".token", "s3cret-" + tenant);
    }
    return made;
  }

  @AfterEach
  void close() {
    setup.close();
    crm.close();
  }

  private static MappedRecord of(Object tenant, String key) {
    return People.person(
        People.PLAIN, key, key.toUpperCase(java.util.Locale.ROOT), tenant, Row.ABSENT);
  }

  /** Bolt's come first, so that acme's have to get past them. */
  private static final List<MappedRecord> CHUNK =
      List.of(of("bolt", "b1"), of("acme", "a1"), of("bolt", "b2"), of("acme", "a2"));

  private static List<MappedRecord> chunk() {
    return CHUNK.stream().map(r -> of(r.get("owner"), r.key())).toList();
  }

  private static boolean isOf(String tenant, Request request) {
    return request.header("Authorization").orElse("").equals("Bearer s3cret-" + tenant);
  }

  @Test
  void eachRecordGoesWithItsTenantsCredentialsAndDoesNotCarryItsName() throws Exception {
    List<MappedRecord> chunk = chunk();

    List<Outcome> outcomes = setup.write(chunk);

    assertThat(outcomes).extracting(Outcome::record).containsExactlyElementsOf(chunk);
    assertThat(fates(outcomes)).containsOnly(Fate.CREATED);
    for (Request request : crm.asked) {
      Map<String, Object> body = request.method().equals("POST") ? Crm.body(request) : Map.of();
      assertThat(body).doesNotContainKey("owner");
      assertThat(isOf(body.toString().contains("=b") ? "bolt" : "acme", request) || body.isEmpty())
          .isTrue();
    }
    assertThat(crm.asked).anyMatch(r -> isOf("acme", r)).anyMatch(r -> isOf("bolt", r));
  }

  @ParameterizedTest
  @CsvSource({"500, UNAVAILABLE", "429, RATE_LIMITED", "401, UNAUTHORIZED", "403, FORBIDDEN"})
  void aTenantThatCannotBeWrittenHoldsNobodyBack(int status, FailureCategory category)
      throws Exception {
    crm.always(r -> isOf("bolt", r), waiting(status));

    List<Outcome> outcomes = setup.write(chunk());

    assertThat(postponed(outcomes))
        .extracting(one -> one.record().key())
        .containsExactly("b1", "b2");
    assertThat(postponed(outcomes))
        .allSatisfy(one -> assertThat(categoryOf(one.reason())).isEqualTo(category))
        .allSatisfy(one -> assertThat(one.pause()).isPositive());
    assertThat(outcomes).filteredOn(Outcome.Written.class::isInstance).hasSize(2);
    assertThat(crm.names()).containsOnlyKeys("a1", "a2");

    crm.allIsWell();
    clock.advance(Duration.ofSeconds(31));
    assertThat(fates(setup.write(chunk())))
        .containsExactly(Fate.CREATED, Fate.UPDATED, Fate.CREATED, Fate.UPDATED);
    assertThat(crm.names()).containsOnlyKeys("a1", "a2", "b1", "b2");
  }

  @Test
  void aTenantThatFailedIsLeftAloneForAWhileThatGrows() throws Exception {
    crm.always(r -> isOf("bolt", r), waiting(403));
    for (int seconds : new int[] {1, 2, 4, 8, 16, 30, 30}) {
      assertThat(postponed(setup.write(chunk())).get(0).pause())
          .isEqualTo(Duration.ofSeconds(seconds));
      crm.forgetRequests();
      assertThat(postponed(setup.write(chunk()))).hasSize(2);
      assertThat(crm.asked).noneMatch(r -> isOf("bolt", r)).anyMatch(r -> isOf("acme", r));
      clock.advance(Duration.ofSeconds(seconds));
    }
  }

  @Test
  void aTenantThatLimitsIsLeftAloneAsLongAsItAsks() throws Exception {
    crm.always(
        r -> isOf("bolt", r),
        (exchange, request, vendor) ->
            Weather.send(exchange, Reply.text(429, "not now").with("Retry-After", "25")));
    assertThat(postponed(setup.write(chunk())))
        .hasSize(2)
        .allSatisfy(one -> assertThat(one.pause()).isEqualTo(Duration.ofSeconds(25)));
  }

  /** Two look-ups and a create; the second create would have to wait. */
  @Test
  void whatATenantCanStillTakeIsSettledAndNobodyWaitsForItsRate() throws Exception {
    Instant begin = clock.instant();
    try (Setup paced = setup("crm-${field.owner}", "rate", "3/10s", "concurrent", "1")) {
      List<Outcome> outcomes = paced.write(chunk());

      assertThat(outcomes).filteredOn(Outcome.Written.class::isInstance).hasSize(2);
      assertThat(postponed(outcomes))
          .extracting(one -> one.record().key())
          .containsExactly("b2", "a2");
      assertThat(postponed(outcomes))
          .allSatisfy(one -> assertThat(one.pause()).isBetween(seconds(9), seconds(11)));
      assertThat(clock.instant()).isBefore(begin.plusSeconds(1));
    }
  }

  private static Duration seconds(int many) {
    return Duration.ofSeconds(many);
  }

  private static List<Outcome.Postponed> postponed(List<Outcome> outcomes) {
    return outcomes.stream()
        .filter(Outcome.Postponed.class::isInstance)
        .map(Outcome.Postponed.class::cast)
        .toList();
  }

  private static Crm.Mischief waiting(int status) {
    return Crm.answers(status, Map.of("message", "not now"));
  }

  private static FailureCategory categoryOf(Throwable failure) {
    return failure instanceof RetriableException later
        ? later.category()
        : ((FatalException) failure).category().orElseThrow();
  }

  @Test
  void aTenantWithoutCredentialsIsItsRecordsFault() throws Exception {
    List<Outcome> outcomes = setup.write(of("cole", "c1"), of("acme", "a1"));

    Outcome.Refused refused = refusal(outcomes.get(0));
    assertThat(refused.category()).isEqualTo("unauthorized");
    assertThat(refused.field()).contains("owner");
    assertThat(refused.reason())
        .isEqualTo("its tenant has no credentials: set oneway.auth.crm-cole.type");
    assertThat(fates(outcomes)).containsExactly(Fate.REJECTED, Fate.CREATED);
  }

  @Test
  void aTenantWithoutAUsableNameIsItsRecordsFault() throws Exception {
    for (Object name : new Object[] {null, Row.ABSENT, "", "../acme", "acme.token", "${x}"}) {
      Outcome.Refused refused = refusal(setup.write(of(name, "c1")).get(0));
      assertThat(refused.category()).isEqualTo("invalid");
      assertThat(refused.field()).contains("owner");
    }
    assertThat(crm.asked).isEmpty();
  }

  @Test
  void aMappingWithoutTheTenantsFieldIsToldBeforeAnythingRuns() {
    try (Setup wrong = setup("crm-${field.onwer}")) {
      Inspection.Examined examined = (Inspection.Examined) wrong.endpoint().inspect(People.PLAIN);
      assertThat(examined.faults())
          .singleElement()
          .asString()
          .contains("asks for the field `onwer`", "Did you mean `owner`?");
    }
    try (Setup wrong = setup("${field.owner}-${field.name}")) {
      assertThatThrownBy(wrong::endpoint).rootCause().hasMessageContaining("more than one field");
    }
    try (Setup wrong = setup("crm-${owner}")) {
      assertThatThrownBy(wrong::endpoint).rootCause().hasMessageContaining("${field.NAME}");
    }
  }
}
