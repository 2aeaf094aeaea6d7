package dev.oneway.run;

import dev.oneway.record.MappedRecord;
import dev.oneway.record.Version;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.apache.camel.Exchange;

/**
 * One execution of a flow and its books: how many records were read and what became of each. Opened
 * and closed by {@link RunPolicy}; no step in a route has to.
 *
 * <p>Counts only grow after what they count is durable, so that a redelivered step never counts
 * twice. Threads may share it.
 */
public final class Run {
  /** Exchange property that holds the Run. */
  public static final String PROPERTY = "onewayRun";

  /** Exchange property with the {@link Errand} somebody asks for; a scheduled run when absent. */
  public static final String ERRAND_PROPERTY = "onewayErrand";

  /**
   * Exchange property for the source's query: the watermark minus the overlap as text, {@code
   * 1970-01-01T00:00:00Z} before the first.
   */
  public static final String SINCE_PROPERTY = "since";

  /** Exchange property like {@code since} for a watermark that is a number; 0 before the first. */
  public static final String SINCE_NUMBER_PROPERTY = "sinceNumber";

  /**
   * Exchange property with {@code since} as whole seconds since 1970, rounded down; 0 before the
   * first watermark, and for one that is a number.
   */
  public static final String SINCE_SECONDS_PROPERTY = "sinceSeconds";

  /** Exchange property like {@code sinceSeconds} in milliseconds. */
  public static final String SINCE_MILLIS_PROPERTY = "sinceMillis";

  /**
   * Exchange property with {@code since} in UTC as {@code 2026-01-31 10:15:30}, rounded down to the
   * second; {@code 1970-01-01 00:00:00} before the first watermark, and for one that is a number.
   */
  public static final String SINCE_DATE_TIME_PROPERTY = "sinceDateTime";

  /** Exchange property with the {@link DeliveryListener} of the chunk that is on its way. */
  public static final String LISTENER_PROPERTY = "onewayDeliveryListener";

  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final String id;
  private final String flow;
  private final Errand errand;
  private final Instant startedAt;
  private final Version watermark;
  private final String since;
  private final Books books;
  private final AtomicLong read = new AtomicLong();
  private final Map<Fate, AtomicLong> fates = new EnumMap<>(Fate.class);
  private final AtomicReference<Version> highest = new AtomicReference<>();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final Map<Object, Object> pinned = new ConcurrentHashMap<>();
  private final Traffic traffic = new Traffic();
  private final StepTimes steps = new StepTimes();
  private final AtomicReference<List<?>> due = new AtomicReference<>();
  private SeenKeys seenKeys;
  private volatile String trace;
  private volatile boolean concludes;
  private volatile Iterator<HeldDelete> remaining = Collections.emptyIterator();
  private final LongAdder awaiting = new LongAdder();
  private Iterator<Map<String, Object>> returning;

  Run(
      String id,
      String flow,
      Errand errand,
      Instant startedAt,
      Version watermark,
      String since,
      Books books) {
    this.id = id;
    this.flow = flow;
    this.errand = errand;
    this.startedAt = startedAt;
    this.watermark = watermark;
    this.since = since;
    this.books = books;
    for (Fate fate : Fate.values()) {
      fates.put(fate, new AtomicLong());
    }
  }

  /**
   * The run this exchange belongs to.
   *
   * @throws FatalException when the exchange isn't inside a flow's route
   */
  public static Run of(Exchange exchange) {
    Run run = exchange.getProperty(PROPERTY, Run.class);
    if (run == null) {
      throw new FatalException(
          "this step belongs into a flow's route: no run is open for the exchange. "
              + "Put the route into a file of the routes folder.");
    }
    return run;
  }

  public String id() {
    return id;
  }

  public String flow() {
    return flow;
  }

  public RunKind kind() {
    return errand.kind();
  }

  /** Who looks at the records; empty when all that come to the destination are written. */
  public Optional<Scrutiny> scrutiny() {
    return errand.scrutiny();
  }

  /** Whether the run is about this record. */
  public boolean isAbout(MappedRecord record) {
    return errand.scope().test(record);
  }

  public Instant startedAt() {
    return startedAt;
  }

  /** The watermark as it stood when the run began. */
  public Optional<Version> watermark() {
    return Optional.ofNullable(watermark);
  }

  /** What the source is asked for, see {@link #SINCE_PROPERTY}. */
  public String since() {
    return since;
  }

  /** See {@link #SINCE_NUMBER_PROPERTY}; 0 when the watermark is a time. */
  public long sinceNumber() {
    Version version = Version.parse(since);
    return version.kind() == Version.Kind.NUMBER ? version.value() : 0;
  }

  /** See {@link #SINCE_SECONDS_PROPERTY}. */
  public long sinceSeconds() {
    return sinceInstant().getEpochSecond();
  }

  /** See {@link #SINCE_MILLIS_PROPERTY}. */
  public long sinceMillis() {
    return sinceInstant().toEpochMilli();
  }

  /** See {@link #SINCE_DATE_TIME_PROPERTY}. */
  public String sinceDateTime() {
    return DATE_TIME.format(sinceInstant());
  }

  private Instant sinceInstant() {
    Version version = Version.parse(since);
    return version.kind() == Version.Kind.INSTANT ? version.instant() : Instant.EPOCH;
  }

  /**
   * What was first supplied under this key, the same until the run ends: a definition that changes
   * meanwhile is for the next run.
   *
   * @param first asked once; not null
   */
  @SuppressWarnings("unchecked")
  public <T> T pinned(Object key, Supplier<T> first) {
    return (T) pinned.computeIfAbsent(key, k -> first.get());
  }

  /** Where this exchange's traffic is counted: in its run, or nowhere outside of a flow. */
  public static Traffic trafficOf(Exchange exchange) {
    Run run = exchange.getProperty(PROPERTY, Run.class);
    return run == null ? new Traffic() : run.traffic();
  }

  /** What this run costs the systems at both ends. */
  public Traffic traffic() {
    return traffic;
  }

  /** From now on it has a trace of this id. */
  public void traced(String id) {
    trace = id;
  }

  Optional<String> trace() {
    return Optional.ofNullable(trace);
  }

  /** How long its steps take. */
  public StepTimes steps() {
    return steps;
  }

  /** Counts records that left the source. */
  public void read(long count) {
    read.addAndGet(count);
  }

  /** Counts records that met a fate which needs no record of its own (filtered, unchanged, …). */
  public void count(Fate fate, long count) {
    fates.get(fate).addAndGet(count);
  }

  /** What the clock of the books says. */
  public Instant now() {
    return books.now();
  }

  /** Whether something is left to do when its source is read to the end. */
  boolean concludes() {
    return concludes;
  }

  void concludes(boolean yes) {
    concludes = yes;
  }

  /**
   * Notes what this run removes behind its last chunk. Each was counted as read and as held; it has
   * its fate to come when it is taken.
   */
  public void remaining(Iterator<HeldDelete> removals) {
    remaining = removals;
  }

  void due(List<?> chunk) {
    due.set(chunk);
  }

  /**
   * What is due behind the last chunk of the source, in place of the body: a {@link LastCall}, a
   * list of {@link HeldDelete}, or {@link Returning}. Empty while the source is read.
   */
  public Optional<List<?>> takeDue() {
    return Optional.ofNullable(due.getAndSet(null));
  }

  boolean hasRemaining() {
    return remaining.hasNext();
  }

  /** The next of what it removes; none when there are no more. */
  List<HeldDelete> takeRemaining(int most) {
    List<HeldDelete> taken = new ArrayList<>();
    while (taken.size() < most && remaining.hasNext()) {
      taken.add(remaining.next());
    }
    count(Fate.HELD, -taken.size());
    return taken;
  }

  /** The next of what waited for what it points to, which is there now, counted as read. */
  Returning takeReturning(int most) {
    if (returning == null) {
      returning = kind().takesReturning() ? books.arrived(flow) : Collections.emptyIterator();
    }
    List<Map<String, Object>> taken = new ArrayList<>();
    while (taken.size() < most && returning.hasNext()) {
      taken.add(returning.next());
    }
    read(taken.size());
    return new Returning(taken);
  }

  /** The keys its source held, for a mapping that takes what is missing for gone. */
  public synchronized SeenKeys seenKeys() {
    if (seenKeys == null) {
      seenKeys = new SeenKeys();
    }
    return seenKeys;
  }

  /** It is closed: nobody asks any longer which keys it has seen. */
  synchronized void release() {
    if (seenKeys != null) {
      seenKeys.close();
      seenKeys = null;
    }
  }

  /** Notes how far the source has come; the highest of all becomes the watermark. */
  public void seen(Version version) {
    highest.accumulateAndGet(version, Version::max);
  }

  /** Keeps refused records durably, or shows them to who looks, then counts them as rejected. */
  public void refuse(List<Rejection> rejections) {
    keep(rejections);
    refused(rejections);
  }

  /**
   * Keeps refused records durably, unless somebody looks. Joins the transaction this thread is in;
   * {@link #refused} has to follow once that is done.
   */
  public void keep(List<Rejection> rejections) {
    if (!rejections.isEmpty() && scrutiny().isEmpty()) {
      books.refuse(this, rejections);
    }
  }

  /** Shows refused records to who looks, then counts them as rejected. */
  public void refused(List<Rejection> rejections) {
    if (!rejections.isEmpty()) {
      scrutiny().ifPresent(looker -> looker.refused(rejections));
      count(Fate.REJECTED, rejections.size());
      awaiting.add(rejections.stream().filter(it -> it.awaits().isPresent()).count());
    }
  }

  /** How many of the refused wait for another flow's record, and are delivered when it is there. */
  public long awaiting() {
    return awaiting.sum();
  }

  /**
   * Notes that the destination holds these records already, in this version or a newer one, so that
   * no dead letter waits for them any longer. Joins the transaction this thread is in.
   */
  public void alreadyDelivered(List<MappedRecord> records) {
    if (!records.isEmpty()) {
      books.delivered(this, records);
    }
  }

  /**
   * Settles a chunk a destination has answered: dead letters and ledger in one transaction, then
   * the counts.
   *
   * <p>What is postponed is settled by a later run, and this one has failed. In an inbox it waits
   * there, and this run hasn't read it; else the watermark stays, and all is read again.
   *
   * @param outcomes exactly one per record of the chunk
   */
  public void settle(Exchange exchange, List<Outcome> outcomes) {
    List<Outcome.Postponed> postponed = new ArrayList<>();
    List<Outcome> settled = new ArrayList<>(outcomes.size());
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Outcome.Postponed one) {
        postponed.add(one);
      } else {
        settled.add(outcome);
      }
    }
    if (!settled.isEmpty()) {
      books.settle(this, exchange.getProperty(LISTENER_PROPERTY, DeliveryListener.class), settled);
      settled.forEach(outcome -> count(outcome.fateOf(), 1));
      books.tellSettled(this, settled);
    }
    if (!postponed.isEmpty()) {
      postpone(exchange, postponed);
    }
  }

  private void postpone(Exchange exchange, List<Outcome.Postponed> postponed) {
    fail(postponed.get(0).reason());
    Postponement waiting = exchange.getProperty(Postponement.PROPERTY, Postponement.class);
    if (waiting != null) {
      waiting.add(postponed);
      read(-postponed.size());
    }
  }

  /** Marks the run as failed, whatever the route makes of the exception. The first cause stays. */
  public void fail(Throwable cause) {
    failure.compareAndSet(null, cause);
  }

  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure.get());
  }

  public Optional<Version> highest() {
    return Optional.ofNullable(highest.get());
  }

  /** The counts as they stand. */
  public Counts counts() {
    Map<Fate, Long> now = new EnumMap<>(Fate.class);
    fates.forEach((fate, count) -> now.put(fate, count.get()));
    return new Counts(read.get(), now);
  }
}
