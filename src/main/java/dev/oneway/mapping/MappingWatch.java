package dev.oneway.mapping;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls the mappings in use, all on one thread: unlike a notification of the operating system this
 * works on every file system. Threads may share it.
 */
final class MappingWatch {
  static final String THREAD = "oneway-mappings";

  private static final Logger LOG = LoggerFactory.getLogger(MappingWatch.class);
  private static final long POLL_MILLIS = 500;
  private static final long LONGEST_POLL_SECONDS = 10;

  private final Map<String, LiveMapping> mappings = new ConcurrentHashMap<>();
  private ScheduledExecutorService thread;

  /** The mapping of this name, watched from now on; the same one for all who use it. */
  LiveMapping use(String name, Function<String, LiveMapping> open) {
    return mappings.computeIfAbsent(name, open);
  }

  synchronized void start() {
    thread = Executors.newSingleThreadScheduledExecutor(MappingWatch::daemon);
    var unused =
        thread.scheduleWithFixedDelay(this::poll, POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, THREAD);
    thread.setDaemon(true);
    return thread;
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

  /** Returns when the poll that is under way has ended: nothing is published afterwards. */
  synchronized void stop() throws InterruptedException {
    if (thread != null) {
      thread.shutdown();
      var unused = thread.awaitTermination(LONGEST_POLL_SECONDS, TimeUnit.SECONDS);
    }
  }
}
