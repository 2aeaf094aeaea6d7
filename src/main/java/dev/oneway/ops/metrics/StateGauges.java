package dev.oneway.ops.metrics;

import dev.oneway.flow.Flow;
import dev.oneway.ops.Facts;
import dev.oneway.ops.history.FlowStatus;
import dev.oneway.preview.DriftLog;
import dev.oneway.record.Version;
import dev.oneway.webhook.inbox.InboxState;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the state store says at the moment, as gauges: the same on every node that shares the store,
 * so that sums over nodes make no sense, and maxima do. Belongs to one thread at a time.
 */
final class StateGauges {
  private static final double MILLIS = 1000.0;

  private final MeterRegistry registry;
  private final Clock clock;
  private final Map<String, MultiGauge> gauges = new HashMap<>();

  StateGauges(MeterRegistry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
  }

  /** Shows these facts, and forgets what it showed before. */
  void show(Facts facts) {
    statuses(facts);
    ages(facts);
    counts(facts);
    flows(facts.flows());
  }

  private void statuses(Facts facts) {
    perFlow(
        "oneway_last_success_timestamp",
        "When a run last went well, in seconds since 1970.",
        facts.statuses().entrySet().stream()
            .filter(flow -> flow.getValue().lastSuccessAt().isPresent()),
        status -> status.lastSuccessAt().orElseThrow().toEpochMilli() / MILLIS);
    perFlow(
        "oneway_failing",
        "How long the flow has been failing; 0 while it isn't.",
        facts.statuses().entrySet().stream(),
        status -> status.failingSince().map(this::age).orElse(0.0));
    perFlow(
        "oneway_failures_in_a_row",
        "Runs that have failed since one last went well.",
        facts.statuses().entrySet().stream(),
        FlowStatus::failures);
    perFlow(
        "oneway_recovery",
        "How long the flow failed the last time, until it went well again.",
        facts.statuses().entrySet().stream()
            .filter(flow -> flow.getValue().recovered().isPresent()),
        status -> status.recovered().orElseThrow().took().toMillis() / MILLIS);
  }

  private void ages(Facts facts) {
    perFlow(
        "oneway_watermark_age",
        "How long ago the watermark is, where it is a time.",
        facts.watermarks().entrySet().stream()
            .filter(flow -> flow.getValue().kind() == Version.Kind.INSTANT),
        watermark -> age(watermark.instant()));
    perFlow(
        "oneway_freshness",
        "How long ago the newest change was made that has been delivered.",
        facts.newest().entrySet().stream(),
        this::age);
  }

  private void counts(Facts facts) {
    Map<String, Long> letters = new HashMap<>(facts.deadLetters());
    facts.flows().forEach(flow -> letters.putIfAbsent(flow.name(), 0L));
    perFlow(
        "oneway_dead_letters",
        "Refused records that wait.",
        letters.entrySet().stream(),
        Long::doubleValue);
    Map<String, Long> running = new HashMap<>(facts.running());
    facts.flows().forEach(flow -> running.putIfAbsent(flow.name(), 0L));
    perFlow("oneway_running", "Runs that go on.", running.entrySet().stream(), Long::doubleValue);
    show(
        "oneway_drift_records",
        "Records the latest comparison found to differ from what was delivered.",
        facts.drift().values().stream().flatMap(StateGauges::drift));
    show(
        "oneway_alerts",
        "Alerts that last.",
        facts.alerts().stream()
            .map(
                alert ->
                    Row.of(Tags.of("flow", alert.flow(), "kind", alert.kind().word()), () -> 1)));
    inboxes(facts.inboxes());
  }

  private static Stream<Row<?>> drift(DriftLog.Entry entry) {
    return Stream.concat(
        Stream.of(
            drift(entry, "missing", entry.missing()), drift(entry, "changed", entry.changed())),
        entry.extra().stream().mapToObj(extra -> drift(entry, "extra", extra)));
  }

  private static Row<?> drift(DriftLog.Entry entry, String kind, long records) {
    return Row.of(Tags.of("flow", entry.flow(), "kind", kind), () -> records);
  }

  private void inboxes(List<InboxState> inboxes) {
    show(
        "oneway_inbox_events",
        "Events that wait to be delivered.",
        inboxes.stream().map(inbox -> Row.of(Tags.of("inbox", inbox.name()), inbox::events)));
    show(
        "oneway_inbox_oldest_age",
        "How long the oldest of them has waited; 0 when none does.",
        inboxes.stream()
            .map(
                inbox ->
                    Row.of(
                        Tags.of("inbox", inbox.name()),
                        () -> inbox.oldest().map(this::age).orElse(0.0))));
  }

  private void flows(List<Flow> flows) {
    Map<String, Long> byState =
        flows.stream()
            .collect(Collectors.groupingBy(flow -> flow.state().word(), Collectors.counting()));
    show(
        "oneway_flows",
        "Flows by whether they can run.",
        Stream.of("ready", "not configured", "broken")
            .map(state -> Row.of(Tags.of("state", state), () -> byState.getOrDefault(state, 0L))));
  }

  private <T> void perFlow(
      String name, String help, Stream<Map.Entry<String, T>> flows, ToDoubleFunction<T> value) {
    show(
        name,
        help,
        flows.map(
            flow ->
                Row.of(
                    Tags.of("flow", flow.getKey()), () -> value.applyAsDouble(flow.getValue()))));
  }

  private void show(String name, String help, Stream<? extends Row<?>> rows) {
    gauges
        .computeIfAbsent(
            name,
            any ->
                MultiGauge.builder(name).description(help).baseUnit(unit(name)).register(registry))
        .register(rows.collect(Collectors.toList()), true);
  }

  /** Times are in seconds, as Prometheus has them. */
  private static String unit(String name) {
    return name.matches("oneway_(failing|recovery|freshness|.*_age|.*_timestamp)")
        ? "seconds"
        : null;
  }

  private double age(Instant since) {
    return Duration.between(since, clock.instant()).toMillis() / MILLIS;
  }
}
