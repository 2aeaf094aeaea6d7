package dev.oneway.app;

import dev.oneway.fault.Fault;
import dev.oneway.flow.Flow;
import dev.oneway.flow.FlowState;
import dev.oneway.watch.WatchedFile.Content;
import dev.oneway.watch.WatchedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A flow whose file is watched. When the file is edited and right, the flow runs by it as soon as
 * the run that is going on has ended; when the edit is broken, the flow goes on as it was.
 *
 * <p>Threads may share what is {@link #inUse}; one thread polls.
 */
final class EditedFlow {
  private static final Logger LOG = LoggerFactory.getLogger(EditedFlow.class);

  /** What kept a flow from running may be gone though its file is the same: a table, a database. */
  private static final int LOOKS_UNTIL_RETRY = 60;

  private final Path path;
  private final Stage stage;
  private final WatchedFiles file;
  private volatile FlowInUse inUse;
  private String text;
  private List<Content> ofUse;
  private List<Content> judged;
  private Optional<Runnable> whenIdle = Optional.empty();
  private boolean gone;

  /** Loads files as they are now. */
  static List<EditedFlow> load(List<Path> paths, Stage stage) {
    // Looked at before they are loaded, so that an edit in between is found by the first poll.
    List<WatchedFiles> files = paths.stream().map(path -> new WatchedFiles(List.of(path))).toList();
    List<Flow> flows = stage.load(paths);
    return IntStream.range(0, paths.size())
        .mapToObj(index -> new EditedFlow(stage, files.get(index), flows.get(index)))
        .toList();
  }

  private EditedFlow(Stage stage, WatchedFiles file, Flow flow) {
    this.stage = stage;
    this.file = file;
    path = flow.file();
    ofUse = file.seen();
    judged = ofUse;
    text = text();
    use(flow);
  }

  Path path() {
    return path;
  }

  FlowInUse inUse() {
    return inUse;
  }

  /** Whether the file was removed and its flow has ended. */
  boolean isGone() {
    return gone;
  }

  /**
   * Looks once whether the file has changed, and takes up what has been written to its end; heeds
   * whether the flow is paused.
   *
   * @param othersChanged whether another file has changed that this one may need
   */
  void poll(boolean othersChanged) {
    file.look();
    if (whenIdle.isPresent()) {
      if (stage.isIdle(flow())) {
        Runnable due = whenIdle.get();
        whenIdle = Optional.empty();
        due.run();
      }
    } else if (isDue(othersChanged)) {
      judge();
    } else if (flow().isReady()) {
      stage.heedPause(flow());
    }
  }

  private boolean isDue(boolean othersChanged) {
    if (!file.seen().equals(judged)) {
      return file.areWritten();
    }
    boolean wanting = !flow().isReady() || !inUse.edit().isEmpty();
    return wanting && (othersChanged || file.looks() % LOOKS_UNTIL_RETRY == 0);
  }

  private void judge() {
    if (Files.notExists(path)) {
      leave();
    } else if (!flow().isReady()) {
      judged = file.seen();
      ofUse = judged;
      text = text();
      comeUp(stage.load(List.of(path)).get(0));
    } else if (file.seen().equals(ofUse)) {
      judged = ofUse;
      use(flow());
      LOG.info("{} is mended: it is what is in use again.", path);
    } else {
      stage.judge(path).ifPresent(this::judge);
    }
  }

  private void judge(Flow candidate) {
    String edited = text();
    if (file.differByNow()) {
      return; // it may be judged by half of it; the next poll sees what has become of it
    }
    boolean told = file.seen().equals(judged);
    judged = file.seen();
    if (candidate.isReady()) {
      shut("has changed", () -> replace(edited));
    } else {
      refuse(candidate, told);
    }
  }

  /** What the file holds; nothing when it can't be read. */
  private String text() {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      return "";
    }
  }

  private void shut(String how, Runnable then) {
    stage.shut(flow());
    if (stage.isIdle(flow())) {
      then.run();
    } else {
      LOG.info("{} {}: {} goes by it when its run has ended.", path, how, flow().name());
      whenIdle = Optional.of(then);
    }
  }

  private void replace(String edited) {
    String last = text;
    stage.unload(flow());
    Flow now = stage.load(path, edited);
    if (now.isReady()) {
      ofUse = judged;
      use(now);
      text = edited;
      LOG.info("{} has changed: {} runs by it from now on.", path, now.name());
    } else {
      use(stage.load(path, last));
      text = last;
      refuse(now, false);
    }
  }

  private void comeUp(Flow flow) {
    boolean other = !flow.state().equals(flow().state());
    use(flow);
    if (flow.isReady()) {
      LOG.info(
          "{}: {} is ready{}.", path, flow.name(), flow.schedule().map(", "::concat).orElse(""));
    } else if (other) {
      LOG.warn("{}: {} can't run:\n{}", path, flow.name(), lines(faults(flow)));
    }
  }

  private void refuse(Flow candidate, boolean sameFile) {
    List<Fault> faults = faults(candidate);
    boolean told = sameFile && faults.equals(inUse.edit());
    inUse = new FlowInUse(flow(), faults);
    if (!told) {
      LOG.warn("{} is broken; {} goes on as it was:\n{}", path, flow().name(), lines(faults));
    }
  }

  private void leave() {
    judged = file.seen();
    if (flow().isReady()) {
      shut(
          "is gone",
          () -> {
            stage.unload(flow());
            end();
          });
    } else {
      end();
    }
  }

  private void end() {
    gone = true;
    LOG.info("{} is gone: {} has ended.", path, flow().name());
  }

  private void use(Flow flow) {
    inUse = new FlowInUse(flow, List.of());
  }

  private Flow flow() {
    return inUse.flow();
  }

  private List<Fault> faults(Flow candidate) {
    return candidate.state() instanceof FlowState.Broken broken
        ? broken.faults()
        : List.of(
            new Fault(
                path.toString(),
                0,
                0,
                "it asks for settings without a value: "
                    + String.join(", ", ((FlowState.NotConfigured) candidate.state()).settings())
                    + ".",
                "Set them and start Oneway anew, or undo the last change."));
  }

  private static String lines(List<Fault> faults) {
    return faults.stream().map(Fault::toString).collect(Collectors.joining("\n"));
  }
}
