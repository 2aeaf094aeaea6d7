package dev.oneway.cli.live;

import dev.oneway.record.MappedRecord;
import dev.oneway.run.Counts;
import dev.oneway.run.Fate;
import dev.oneway.run.Outcome;
import dev.oneway.run.Run;
import dev.oneway.run.RunObserver;
import dev.oneway.run.RunSummary;
import dev.oneway.run.Traffic;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;

/**
 * Makes stories of what runs, their destinations and their steps tell. It remembers how records
 * arrived, some thousands of them, so that a story can say what is new. Threads may share it.
 */
final class Chronicle extends EventNotifierSupport implements RunObserver {
  private static final Set<Fate> TOLD =
      Set.of(Fate.CREATED, Fate.UPDATED, Fate.DELETED, Fate.REJECTED);
  private static final Set<String> DATABASE_STEPS = Set.of("sql", "jdbc-upsert");
  private static final int MOST_ALONE = 3;
  private static final int MOST_REMEMBERED = 20_000;
  private static final Traffic.Sum NO_TRAFFIC = new Traffic().sum();

  private final Consumer<Story> listener;
  private final Map<String, Calls> calls = new ConcurrentHashMap<>();
  private final Map<String, Traffic.Sum> traffic = new ConcurrentHashMap<>();
  private final Map<String, MappedRecord> arrived =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, MappedRecord> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  /**
   * @param listener takes each story, on the thread of the run
   */
  Chronicle(Consumer<Story> listener) {
    this.listener = listener;
    setIgnoreCamelContextEvents(true);
    setIgnoreRouteEvents(true);
    setIgnoreServiceEvents(true);
    setIgnoreExchangeCreatedEvent(true);
    setIgnoreExchangeCompletedEvent(true);
    setIgnoreExchangeFailedEvents(true);
    setIgnoreExchangeRedeliveryEvents(true);
    setIgnoreExchangeSentEvents(true);
    setIgnoreStepEvents(true);
  }

  private Calls callsOf(Run run) {
    return calls.computeIfAbsent(run.id(), it -> new Calls());
  }

  /** A step is called: those that speak to a database send no request. */
  @Override
  public void notify(CamelEvent event) {
    if (event instanceof CamelEvent.ExchangeSendingEvent sending) {
      Exchange exchange = sending.getExchange();
      Run run = exchange.getProperty(Run.PROPERTY, Run.class);
      Endpoint endpoint = sending.getEndpoint();
      String scheme = endpoint.getEndpointUri().replaceFirst(":.*", "");
      if (run != null && DATABASE_STEPS.contains(scheme)) {
        callsOf(run).add(address(endpoint));
      }
    }
  }

  /** Without its options, of which some may be secrets. */
  private static String address(Endpoint endpoint) {
    String uri = endpoint.getEndpointUri().replaceFirst("://", ":");
    String bare = uri.replaceFirst("\\?[\\w.]+=.*", "").replace("+", "%2B");
    return URLDecoder.decode(bare, StandardCharsets.UTF_8);
  }

  @Override
  public void opened(Run run) {
    run.traffic().tell(callsOf(run)::http);
  }

  @Override
  public void settled(Run run, List<Outcome> outcomes) {
    List<Outcome> told =
        outcomes.stream().filter(outcome -> TOLD.contains(outcome.fateOf())).toList();
    if (told.isEmpty()) {
      return;
    }
    Traffic.Sum now = run.traffic().sum();
    Traffic.Sum before = Optional.ofNullable(traffic.put(run.id(), now)).orElse(NO_TRAFFIC);
    Story.Cost cost = Story.Cost.between(before, now);
    Map<String, Integer> called = callsOf(run).take();
    if (told.size() > MOST_ALONE) {
      told.forEach(outcome -> before(run.flow(), outcome));
      listener.accept(many(run.flow(), told, called, cost));
    } else {
      told.forEach(
          outcome ->
              listener.accept(
                  new Story.One(run.flow(), outcome, before(run.flow(), outcome), called, cost)));
    }
  }

  private Optional<MappedRecord> before(String flow, Outcome outcome) {
    MappedRecord record = outcome.record();
    String key = flow + " " + record.shape().mappingFile() + " " + record.key();
    synchronized (arrived) {
      return Optional.ofNullable(
          outcome instanceof Outcome.Written ? arrived.put(key, record) : arrived.get(key));
    }
  }

  private static Story many(
      String flow, List<Outcome> outcomes, Map<String, Integer> calls, Story.Cost cost) {
    Map<Fate, Long> fates =
        outcomes.stream()
            .collect(
                Collectors.groupingBy(
                    Outcome::fateOf, () -> new EnumMap<>(Fate.class), Collectors.counting()));
    List<String> names =
        outcomes.stream()
            .limit(MOST_ALONE)
            .map(outcome -> RecordName.of(outcome.record()))
            .toList();
    return new Story.Many(flow, fates, names, calls, cost);
  }

  @Override
  public void ended(RunSummary summary) {
    traffic.remove(summary.id());
    calls.remove(summary.id());
    Counts counts = summary.counts();
    if (counts.read() > 0 && TOLD.stream().allMatch(fate -> counts.of(fate) == 0)) {
      listener.accept(new Story.Nothing(summary.flow(), summary.countsInWords()));
    }
  }
}
