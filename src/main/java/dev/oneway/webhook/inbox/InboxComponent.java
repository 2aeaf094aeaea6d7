package dev.oneway.webhook.inbox;

import dev.oneway.run.Books;
import dev.oneway.run.FatalException;
import dev.oneway.state.StateStore;
import dev.oneway.webhook.inbox.kafka.KafkaInbox;
import dev.oneway.webhook.inbox.kafka.KafkaSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/**
 * {@code inbox:NAME}: keeps events safe before they are acknowledged, and delivers them. {@code
 * inbox:A,B}: the same, in several inboxes at once.
 */
@Component("inbox")
public final class InboxComponent extends DefaultComponent {
  private static final int ANSWERING_THREADS = 2;

  @Metadata(defaultValue = "1000000")
  private long maxEvents = Bounds.DEFAULT.events();

  @Metadata(defaultValue = "1073741824")
  private long maxBytes = Bounds.DEFAULT.bytes();

  @Metadata(defaultValue = "7d")
  private Duration retention = Bounds.DEFAULT.retention();

  @Metadata private KafkaSettings kafka;

  private final Map<String, Inbox> inboxes = new ConcurrentHashMap<>();
  private final Map<List<String>, Appender> appenders = new ConcurrentHashMap<>();
  private ExecutorService answers;

  @Override
  protected Endpoint createEndpoint(String uri, String names, Map<String, Object> parameters)
      throws Exception {
    InboxEndpoint endpoint = new InboxEndpoint(uri, this, names);
    setProperties(endpoint, parameters);
    return endpoint;
  }

  Inbox inbox(String name) {
    return inboxes.computeIfAbsent(name, this::open);
  }

  private Inbox open(String name) {
    StateStore store = bound(StateStore.class);
    Bounds bounds = bounds();
    Clock clock = Clock.systemUTC();
    return kafka == null
        ? new StoreInbox(name, store, bounds, clock)
        : new KafkaInbox(name, kafka, new SeenDeliveries(store, name, clock), bounds, clock);
  }

  /** Takes events into all of these inboxes, or into none. */
  Appender appender(List<String> names) {
    return appenders.computeIfAbsent(names, this::openAppender);
  }

  private Appender openAppender(List<String> names) {
    List<Inbox> filled = names.stream().map(this::inbox).toList();
    return new GroupCommit(
        String.join(",", names),
        arrivals(names, filled),
        () -> filled.forEach(inbox -> inbox.arrived().tell()),
        answers());
  }

  private Arrivals arrivals(List<String> names, List<Inbox> filled) {
    return kafka == null
        ? new StoreArrivals(bound(StateStore.class), names, bounds(), Clock.systemUTC())
        : KafkaInbox.arrivals(filled.stream().map(KafkaInbox.class::cast).toList());
  }

  private Bounds bounds() {
    return new Bounds(maxEvents, maxBytes, retention);
  }

  /** The threads that write answers. */
  private synchronized Executor answers() {
    if (answers == null) {
      answers =
          getCamelContext()
              .getExecutorServiceManager()
              .newFixedThreadPool(this, "inbox-answers", ANSWERING_THREADS);
    }
    return answers;
  }

  Books books() {
    return bound(Books.class);
  }

  private <T> T bound(Class<T> type) {
    T bean = getCamelContext().getRegistry().findSingleByType(type);
    if (bean == null) {
      throw new FatalException(
          "inbox: finds no %s. Bind one in the Camel registry.".formatted(type.getSimpleName()));
    }
    return bean;
  }

  @Override
  protected void doStop() throws Exception {
    appenders.values().forEach(Appender::close);
    appenders.clear();
    inboxes.values().forEach(Inbox::close);
    stopAnswering();
    super.doStop();
  }

  private synchronized void stopAnswering() {
    if (answers != null) {
      getCamelContext().getExecutorServiceManager().shutdownGraceful(answers);
      answers = null;
    }
  }

  public long getMaxEvents() {
    return maxEvents;
  }

  /** How many events an inbox holds at most; more are refused until some are delivered. */
  public void setMaxEvents(long maxEvents) {
    this.maxEvents = maxEvents;
  }

  public long getMaxBytes() {
    return maxBytes;
  }

  /** How many bytes of JSON an inbox holds at most; more are refused until some are delivered. */
  public void setMaxBytes(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  public Duration getRetention() {
    return retention;
  }

  /** How long the id of a delivery is remembered, so that it isn't stored a second time. */
  public void setRetention(Duration retention) {
    this.retention = retention;
  }

  public KafkaSettings getKafka() {
    return kafka;
  }

  /** Makes each inbox a topic of Kafka instead of tables of the state store. */
  public void setKafka(KafkaSettings kafka) {
    this.kafka = kafka;
  }
}
