package dev.oneway.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.run.TestClock;
import dev.oneway.state.StateDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(StateDatabase.class)
class AlertsTest {
  private static final String TEXT = "it is so; do this";

  @Parameter StateDatabase database;
  private final TestClock clock = new TestClock();
  private final String flow = "contacts-" + UUID.randomUUID();
  private Alerts alerts;

  @BeforeEach
  void open() {
    alerts = new Alerts(database.shared(), clock);
  }

  private List<Alert> mine(List<Alert> all) {
    return all.stream().filter(alert -> alert.flow().equals(flow)).toList();
  }

  @Test
  void anAlertTellsAllThatIsKnown() {
    Instant now = clock.instant();
    assertThat(alerts.raise(flow, AlertKind.DELETE_LIMIT, Optional.of("r1"), TEXT)).isTrue();
    Alert alert = mine(alerts.open()).get(0);
    assertThat(alert)
        .isEqualTo(
            new Alert(
                alert.id(),
                flow,
                AlertKind.DELETE_LIMIT,
                Optional.of("r1"),
                TEXT,
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void whatIsNoticedAgainIsNoSecondAlert() {
    alerts.raise(flow, AlertKind.STALE, Optional.empty(), TEXT);
    assertThat(alerts.raise(flow, AlertKind.STALE, Optional.empty(), "again")).isFalse();
    assertThat(mine(alerts.open())).extracting(Alert::text).containsExactly(TEXT);
  }

  @Test
  void kindsAndFlowsAreApart() {
    alerts.raise(flow, AlertKind.STALE, Optional.empty(), TEXT);
    assertThat(alerts.raise(flow, AlertKind.EMPTY, Optional.empty(), TEXT)).isTrue();
    assertThat(alerts.raise(flow + "-2", AlertKind.STALE, Optional.empty(), TEXT)).isTrue();
    assertThat(mine(alerts.open())).hasSize(2);
  }

  @Test
  void whatIsOverIsKeptAndMayBeginAgain() {
    Instant began = clock.instant();
    alerts.raise(flow, AlertKind.DRIFT, Optional.empty(), TEXT);
    clock.advance(Duration.ofMinutes(3));
    assertThat(alerts.resolve(flow, AlertKind.DRIFT)).isTrue();
    assertThat(alerts.resolve(flow, AlertKind.DRIFT)).isFalse();
    assertThat(mine(alerts.open())).isEmpty();
    clock.advance(Duration.ofMinutes(1));
    assertThat(alerts.raise(flow, AlertKind.DRIFT, Optional.empty(), TEXT)).isTrue();
    assertThat(mine(alerts.latest(10_000)))
        .extracting(Alert::resolvedAt)
        .containsExactly(Optional.empty(), Optional.of(began.plus(Duration.ofMinutes(3))));
  }
}
