package dev.oneway.webhook.inbox.kafka;

import dev.oneway.webhook.inbox.Later;
import dev.oneway.webhook.inbox.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The events of one partition that were read and whose fate isn't durable yet. What lies before the
 * first of them may be committed; those behind it may be delivered before it, save of its key.
 *
 * <p>Used by one thread at a time.
 */
final class PartitionWindow {
  private final Map<Long, Open> open = new LinkedHashMap<>();
  private long next;
  private long bytes;
  private boolean closing;

  /** An event that was read. */
  record Read(StoredEvent event, Optional<String> deliveryId) {}

  private static final class Open {
    private final long offset;
    private Read read;
    private Instant notBefore = Instant.MIN;
    private boolean leased;

    Open(long offset, Read read) {
      this.offset = offset;
      this.read = read;
    }
  }

  /** Adds an event; offsets come in their order. */
  void add(long offset, Read read) {
    open.put(read.event().id(), new Open(offset, read));
    bytes += read.event().bytes();
    reached(offset + 1);
  }

  /** Everything before this offset was read. */
  void reached(long offset) {
    next = offset;
  }

  /** Puts those on lease that are due, the oldest first, until they are so many or so long. */
  List<Read> lease(int most, long mostBytes, Instant now) {
    List<Read> leased = new ArrayList<>();
    Set<String> behind = new HashSet<>();
    long left = mostBytes;
    for (Open one : closing ? List.<Open>of() : open.values()) {
      StoredEvent event = one.read.event();
      boolean held = one.leased || one.notBefore.isAfter(now);
      if (held || event.key().filter(behind::contains).isPresent()) {
        event.key().ifPresent(behind::add);
      } else if (leased.size() == most || left <= 0) {
        return leased;
      } else {
        one.leased = true;
        leased.add(one.read);
        left -= event.bytes();
      }
    }
    return leased;
  }

  /** Their fate is durable. */
  void finish(Collection<Long> events) {
    for (Long event : events) {
      Open finished = open.remove(event);
      if (finished != null) {
        bytes -= finished.read.event().bytes();
      }
    }
  }

  /** It is due again after a pause. */
  void postpone(Later later, Instant now) {
    StoredEvent event = later.event();
    Open waiting = open.get(event.id());
    if (waiting != null) {
      waiting.notBefore = now.plus(later.pause());
      waiting.read =
          new Read(
              new StoredEvent(
                  event.id(), event.key(), event.json(), event.bytes(), later.attempts()),
              waiting.read.deliveryId());
    }
  }

  /** What is on lease waits again. */
  void release() {
    open.values().forEach(one -> one.leased = false);
  }

  /** Puts nothing more on lease. */
  void close() {
    closing = true;
  }

  boolean hasLeased() {
    return open.values().stream().anyMatch(one -> one.leased);
  }

  /** The first offset that must be read again after a crash. */
  long committable() {
    return open.isEmpty() ? next : open.values().iterator().next().offset;
  }

  int events() {
    return open.size();
  }

  long bytes() {
    return bytes;
  }
}
