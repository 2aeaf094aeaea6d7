package dev.oneway.ops.events;

import dev.oneway.ops.Facts;
import dev.oneway.ops.Flows;
import dev.oneway.ops.port.Desk;
import dev.oneway.ops.port.Pages;
import dev.oneway.record.RecordJson;
import dev.oneway.run.Books;
import dev.oneway.run.Reasons;
import dev.oneway.run.RunSummary;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /api/events}: a stream of server-sent events (the HTML standard, 9.2) that tells how far
 * runs are and what has changed. However much happens and however many listen, it tells what has
 * changed since it looked before; while nobody listens it doesn't look.
 *
 * <p>Events aren't kept: who was away looks at everything anew.
 */
public final class EventPages implements Pages {
  private static final Logger LOG = LoggerFactory.getLogger(EventPages.class);
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

  private final Supplier<Facts> facts;
  private final Flows flows;
  private final Books books;
  private final LiveRuns runs;
  private final Clock clock;
  private final Listeners listeners = new Listeners();
  private Optional<Sight> before = Optional.empty();
  private Instant toldAt = Instant.MIN;

  public EventPages(Supplier<Facts> facts, Flows flows, Books books, Clock clock) {
    this.facts = facts;
    this.flows = flows;
    this.books = books;
    this.clock = clock;
    runs = new LiveRuns(books, clock);
  }

  @Override
  public void layOut(Desk desk) {
    desk.listen("/api/events", listeners::welcome);
  }

  /** Looks once what has happened, and tells of it; to be called each second, by one thread. */
  public void look() {
    if (listeners.isEmpty()) {
      before = Optional.empty();
      return;
    }
    try {
      tell(sight());
    } catch (RuntimeException e) {
      LOG.debug("what happens can't be seen: {}", Reasons.of(e));
    }
    if (!clock.instant().isBefore(toldAt.plus(LONGEST_SILENCE))) {
      listeners.tellNothing();
      toldAt = clock.instant();
    }
  }

  private Sight sight() {
    List<RunSummary> running = runs.now();
    return Sight.of(facts.get(), flows, running, books.log().latest(1).stream().findFirst());
  }

  private void tell(Sight now) {
    // Nobody knows what has changed while nobody listened.
    Set<Topic> changed = before.map(now::changedSince).orElseGet(() -> EnumSet.allOf(Topic.class));
    boolean ran = before.filter(sight -> !sight.running().isEmpty()).isPresent();
    before = Optional.of(now);
    if (ran || !now.running().isEmpty()) {
      tell("runs", runs.json(now.running()));
    }
    if (!changed.isEmpty()) {
      tell("changed", Map.of("what", changed.stream().map(Topic::word).toList()));
    }
  }

  private void tell(String event, Map<String, Object> json) {
    listeners.tell(event, RecordJson.write(json));
    toldAt = clock.instant();
  }
}
