package dev.oneway.mapping;

import dev.oneway.watch.Polling;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls the mappings in use, all on one thread. Threads may share it. */
final class MappingWatch {
  static final String THREAD = "oneway-mappings";

  private static final Logger LOG = LoggerFactory.getLogger(MappingWatch.class);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_POLL = Duration.ofSeconds(10);

  private final Map<String, LiveMapping> mappings = new ConcurrentHashMap<>();
  private final Polling polling = new Polling(THREAD, PAUSE, LONGEST_POLL, this::poll);

  /** The mapping of this name, watched from now on; the same one for all who use it. */
  LiveMapping use(String name, Function<String, LiveMapping> open) {
    return mappings.computeIfAbsent(name, open);
  }

  void start() {
    polling.start();
  }

  private void poll() {
    mappings.forEach(this::poll);
  }

  /** What goes wrong with one mapping must not end the watch of the others. */
  private void poll(String name, LiveMapping mapping) {
    try {
      mapping.poll();
    } catch (RuntimeException e) {
      LOG.error("the mapping `{}` can't be watched", name, e);
    }
  }

  /** Nothing is published afterwards. */
  void stop() {
    polling.stop();
  }
}
