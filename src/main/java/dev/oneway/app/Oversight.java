package dev.oneway.app;

import dev.oneway.alert.Alerts;
import dev.oneway.governance.SourceWatch;
import dev.oneway.mapping.model.Contract;
import dev.oneway.oversight.BacklogWatch;
import dev.oneway.oversight.FailureWatch;
import dev.oneway.oversight.LatencyWatch;
import dev.oneway.oversight.RejectWatch;
import dev.oneway.oversight.VolumeLog;
import dev.oneway.oversight.VolumeWatch;
import dev.oneway.run.Books;
import dev.oneway.state.StateStore;
import dev.oneway.watch.Polling;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All who watch how the flows fare: those that runs tell, and those that look from time to time.
 */
final class Oversight {
  private static final Logger LOG = LoggerFactory.getLogger(Oversight.class);
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(10);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration ESCALATE = Duration.ofHours(1);
  private static final Duration OLDEST_EVENT = Duration.ofMinutes(15);
  private static final int DEAD_LETTERS = 10;

  private final Alerts alerts;
  private final AlertCourier courier;
  private final SourceWatch sources;
  private final VolumeLog volumes;
  private final VolumeWatch volume;
  private final BacklogWatch backlog;
  private final FailureWatch failures;
  private final LatencyWatch latency;
  private final Duration escalate;
  private final Clock clock;
  private Optional<Polling> polling = Optional.empty();
  private Instant forgetAt = Instant.MIN;

  Oversight(
      Settings settings,
      StateStore store,
      Alerts alerts,
      SourceWatch sources,
      AlertCourier courier,
      Function<String, Optional<Contract>> contracts,
      Clock clock) {
    this.alerts = alerts;
    this.clock = clock;
    this.sources = sources;
    this.courier = courier;
    escalate = settings.duration("oneway.alerts.escalate", ESCALATE);
    volumes = new VolumeLog(store, clock);
    volume = new VolumeWatch(volumes, alerts, clock, ZoneId.systemDefault());
    backlog =
        new BacklogWatch(
            store,
            alerts,
            clock,
            (int) settings.count("oneway.alerts.deadLetters", DEAD_LETTERS),
            settings.duration("oneway.alerts.inboxAge", OLDEST_EVENT));
    failures = new FailureWatch(store, alerts, clock);
    latency =
        new LatencyWatch(
            store, alerts, clock, flow -> contracts.apply(flow).flatMap(Contract::within));
  }

  /** From now on they are told of runs. */
  void observe(Books books) {
    books.addObserver(sources);
    books.addObserver(failures);
    books.addObserver(latency);
    books.addObserver(new RejectWatch(volumes, alerts));
    books.addObserver(volumes);
  }

  /**
   * From now on all of them look every few seconds, on a thread of their own: brokers that don't
   * answer keep them waiting, and must keep nobody else.
   *
   * @param ready the flows that can run
   * @param paused flows of which nothing new is expected
   * @param oldestEvents when the oldest event came that waits for a flow, by the flow's name
   */
  void start(
      Supplier<List<String>> ready,
      Predicate<String> paused,
      Supplier<Map<String, Instant>> oldestEvents) {
    polling =
        Optional.of(
            new Polling(
                "oneway-oversight",
                PAUSE,
                LONGEST_LOOK,
                () -> look(ready.get(), paused, oldestEvents)));
    polling.get().start();
  }

  /** Nobody looks afterwards. */
  void stop() {
    polling.ifPresent(Polling::stop);
  }

  private void look(
      List<String> ready, Predicate<String> paused, Supplier<Map<String, Instant>> oldestEvents) {
    List<String> awake = ready.stream().filter(paused.negate()).toList();
    look("the freshness of the flows", () -> sources.look(awake));
    look("the volume of the flows", () -> volume.look(awake));
    look("what waits", () -> backlog.look(ready, oldestEvents.get()));
    look("what nobody has acknowledged", () -> alerts.escalate(escalate));
    look("what is to be told of alerts", () -> courier.carry(ready));
    if (!clock.instant().isBefore(forgetAt)) {
      forgetAt = clock.instant().plus(DAY);
      look("the volume of the flows", volumes::forget);
    }
  }

  /** What one of them can't see must not blind the others. */
  private static void look(String at, Runnable look) {
    try {
      look.run();
    } catch (RuntimeException e) {
      LOG.warn("{} can't be looked at: {}", at, e.getMessage());
    }
  }
}
