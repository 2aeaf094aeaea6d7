package dev.oneway.webhook.inbox;

import com.fasterxml.jackson.core.JsonPointer;
import dev.oneway.record.PointerText;
import dev.oneway.webhook.request.Prompt;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.AfterPropertiesConfigured;
import org.apache.camel.CamelContext;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * An inbox by name. As a step it stores the events in a request's body, or the records of a sweep,
 * before it goes on, and may name several: each gets all events, or none does. As a route's
 * beginning it hands them out.
 */
@UriEndpoint(
    firstVersion = "0.1.0",
    generateConfigurer = false,
    scheme = "inbox",
    title = "Inbox",
    syntax = "inbox:name",
    category = Category.MESSAGING)
public final class InboxEndpoint extends DefaultEndpoint
    implements AfterPropertiesConfigured, Prompt {
  @UriPath(
      description =
          "The inbox's name; the steps that name it share it. Where events are stored, several with"
              + " commas between them.")
  @Metadata(required = true)
  private final String name;

  @UriParam(label = "producer")
  private String records;

  @UriParam(label = "producer")
  private String key;

  @UriParam(label = "producer")
  private String deliveryId;

  @UriParam(label = "producer")
  private String changedAt;

  @UriParam(label = "consumer", defaultValue = "100")
  private int chunk = 100;

  @UriParam(label = "consumer", defaultValue = "5")
  private int attempts = 5;

  private final InboxComponent component;
  private final List<String> names;
  private JsonPointer recordsAt;
  private Naming naming;
  private Pointers version;

  InboxEndpoint(String uri, InboxComponent component, String name) {
    super(uri, component);
    this.component = component;
    this.name = name;
    this.names = namesIn(name);
  }

  private static List<String> namesIn(String name) {
    List<String> names = Stream.of(name.split(",", -1)).map(String::strip).toList();
    if (names.contains("")) {
      throw new IllegalArgumentException(
          "`" + name + "` has an inbox without a name. Name each, like inbox:shop,market.");
    }
    if (Set.copyOf(names).size() < names.size()) {
      throw new IllegalArgumentException(
          "`" + name + "` names an inbox twice. Name each once, like inbox:shop,market.");
    }
    return names;
  }

  @Override
  public void afterPropertiesConfigured(CamelContext context) {
    recordsAt = PointerText.one("records", records);
    naming = Naming.of(key, deliveryId);
    version = Pointers.parse("changedAt", changedAt);
    atLeastOne("chunk", chunk);
    atLeastOne("attempts", attempts);
  }

  private static void atLeastOne(String option, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(option + " is " + value + ". It is at least 1.");
    }
  }

  @Override
  public Producer createProducer() {
    Appender appender = component.appender(names);
    return new InboxProducer(
        this,
        new DoorEntry(appender, new EventReader(recordsAt, naming)),
        new SweepEntry(name, appender, naming, version));
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    if (names.size() > 1) {
      throw new IllegalArgumentException(
          "a route delivers from one inbox, not from `" + name + "`. Write a route for each.");
    }
    InboxConsumer consumer =
        new InboxConsumer(
            this, processor, component.inbox(name), component.books(), Clock.systemUTC());
    configureConsumer(consumer);
    return consumer;
  }

  /** The inbox's name; of several, all of them with commas between. */
  public String getName() {
    return name;
  }

  public String getRecords() {
    return records;
  }

  /**
   * In a webhook's route: JSON pointer to the event, or the array of events, in a request's body,
   * e.g. <code>/batch</code>. Empty (the default): the body itself, an object or an array.
   */
  public void setRecords(String records) {
    this.records = records;
  }

  public String getKey() {
    return key;
  }

  /**
   * JSON pointer to what identifies a record, e.g. <code>/id</code>; of several (<code>
   * /userId,/anonymousId</code>) the first that leads to a value counts. Events of one key are
   * delivered in the order in which they came. Without it there is no order; the newest {@code
   * changedAt} wins all the same.
   */
  public void setKey(String key) {
    this.key = key;
  }

  public String getDeliveryId() {
    return deliveryId;
  }

  /**
   * By what a delivery is known when it comes again: <code>header:NAME</code>, or JSON pointers
   * into the event like {@code key}. One that came before is answered like a new one and not
   * stored. Without it every delivery is stored, and the ledger finds out what is unchanged.
   */
  public void setDeliveryId(String deliveryId) {
    this.deliveryId = deliveryId;
  }

  public String getChangedAt() {
    return changedAt;
  }

  /**
   * In a sweep: JSON pointer to when the source changed a record, a time with its offset or a
   * number. The highest becomes the flow's watermark. Without it each sweep reads from the
   * beginning.
   */
  public void setChangedAt(String changedAt) {
    this.changedAt = changedAt;
  }

  public int getChunk() {
    return chunk;
  }

  /** How many events go through the route at once, at least 1. Default 100. */
  public void setChunk(int chunk) {
    this.chunk = chunk;
  }

  public int getAttempts() {
    return attempts;
  }

  /**
   * How often an event is tried that fails by its own fault, before it is a dead letter; at least
   * 1. Default 5. Outages don't count.
   */
  public void setAttempts(int attempts) {
    this.attempts = attempts;
  }
}
