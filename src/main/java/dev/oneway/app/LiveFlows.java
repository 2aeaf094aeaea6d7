package dev.oneway.app;

import dev.oneway.flow.Flow;
import dev.oneway.flow.FlowLoader;
import dev.oneway.watch.Polling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The flows that are in use and, once it is started, the watch of their files: polled on one thread
 * of its own. Threads may share it.
 */
final class LiveFlows {
  static final String THREAD = "oneway-flows";

  private static final Logger LOG = LoggerFactory.getLogger(LiveFlows.class);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_POLL = Duration.ofSeconds(60);

  private final Supplier<Path> routes;
  private final Supplier<Path> mappings;
  private final Stage stage;
  private final SortedMap<Path, EditedFlow> flows = new ConcurrentSkipListMap<>();
  private final Map<String, String> failures = new HashMap<>();
  private Map<Path, Stamp> stamps = Map.of();
  private boolean takesNew;
  private final Polling polling = new Polling(THREAD, PAUSE, LONGEST_POLL, this::poll);

  private record Stamp(long size, FileTime modified) {}

  LiveFlows(Supplier<Path> routes, Supplier<Path> mappings, Stage stage) {
    this.routes = routes;
    this.mappings = mappings;
    this.stage = stage;
  }

  /** From now on every file of the folder is a flow. */
  void loadAll() {
    takesNew = true;
    loadNew();
  }

  private void loadNew() {
    List<Path> files =
        FlowLoader.filesIn(routes.get()).stream().filter(file -> !flows.containsKey(file)).toList();
    if (!files.isEmpty()) {
      EditedFlow.load(files, stage).forEach(flow -> flows.put(flow.path(), flow));
    }
  }

  /** One file more is a flow. */
  Flow load(Path file) {
    EditedFlow flow = EditedFlow.load(List.of(file), stage).get(0);
    flows.put(file, flow);
    return flow.inUse().flow();
  }

  /** The flows in use, by the names of their files. */
  List<FlowInUse> list() {
    return flows.values().stream().map(EditedFlow::inUse).toList();
  }

  /** The names of those that can run. */
  List<String> ready() {
    return list().stream().map(FlowInUse::flow).filter(Flow::isReady).map(Flow::name).toList();
  }

  void start() {
    stamps = stampsNow();
    polling.start();
  }

  private void poll() {
    attempt("the files of the flows can't be watched", this::look);
  }

  private void look() {
    Map<Path, Stamp> now = stampsNow();
    boolean changed = !now.equals(stamps);
    stamps = now;
    attempt("which flows are paused can't be seen", stage::lookForPauses);
    // What goes wrong with one flow must not end the watch of the others.
    flows.forEach((file, flow) -> attempt(file + " can't be taken up", () -> flow.poll(changed)));
    flows.values().removeIf(EditedFlow::isGone);
    if (takesNew && !changed) {
      loadNew(); // what has just come may be half of a file
    }
  }

  /** What goes wrong is told once, however often it does. */
  private void attempt(String failure, Runnable work) {
    try {
      work.run();
      failures.remove(failure);
    } catch (RuntimeException e) {
      if (!e.toString().equals(failures.put(failure, e.toString()))) {
        LOG.error(failure, e);
      }
    }
  }

  private Map<Path, Stamp> stampsNow() {
    Map<Path, Stamp> found = new HashMap<>();
    for (Path folder : List.of(routes.get(), mappings.get())) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : (Iterable<Path>) files::iterator) {
          found.put(file, new Stamp(Files.size(file), Files.getLastModifiedTime(file)));
        }
      } catch (IOException e) {
        // A file that is just being replaced, or no such folder: the next look tells.
        LOG.debug("{} can't be looked at", folder, e);
      }
    }
    return found;
  }

  /** No flow comes or goes afterwards. */
  void stop() {
    polling.stop();
  }
}
