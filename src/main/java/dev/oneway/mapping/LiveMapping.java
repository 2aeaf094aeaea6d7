package dev.oneway.mapping;

import dev.oneway.fault.Fault;
import dev.oneway.fault.FaultsException;
import dev.oneway.fault.NotConfiguredException;
import dev.oneway.watch.WatchedFile.Content;
import dev.oneway.watch.WatchedFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mapping in use. When its files are edited, {@link #poll} puts the edited one in its place, or
 * keeps the last good one and says why.
 *
 * <p>Threads may share what is {@link #current}; one thread polls.
 */
final class LiveMapping {
  private static final Logger LOG = LoggerFactory.getLogger(LiveMapping.class);

  /** A check may find nothing wrong any more though the files are the same. */
  private static final int POLLS_UNTIL_RETRY = 20;

  private final String name;
  private final Supplier<List<Path>> paths;
  private final Supplier<Mapping> compiler;
  private final List<MappingCheck> checks;
  private volatile Mapping current;

  private WatchedFiles files;
  private List<Content> ofCurrent;
  private List<Content> judged;
  private List<Fault> faults = List.of();

  /**
   * Compiles the mapping as it is now.
   *
   * @param paths all files it is made of as they name one another now, whether they are there or
   *     not
   * @param compiler gives the mapping as its files are now, or throws {@link FaultsException}
   * @throws FaultsException when it is broken
   */
  LiveMapping(
      String name,
      Supplier<List<Path>> paths,
      Supplier<Mapping> compiler,
      List<MappingCheck> checks) {
    this.name = name;
    this.paths = paths;
    this.compiler = compiler;
    this.checks = checks;
    // Looked at before they are compiled, so that an edit in between is found by the first poll.
    files = new WatchedFiles(paths.get());
    ofCurrent = files.seen();
    judged = ofCurrent;
    current = compiler.get();
  }

  /** The last good one. */
  Mapping current() {
    return current;
  }

  /** Looks once whether the files have changed, and takes up what has been written to its end. */
  void poll() {
    files.look();
    if (isDue()) {
      judge();
    }
  }

  private boolean isDue() {
    return files.seen().equals(judged)
        ? !faults.isEmpty() && files.looks() % POLLS_UNTIL_RETRY == 0
        : files.areWritten();
  }

  private void judge() {
    try {
      if (files.seen().equals(ofCurrent)) {
        judged(List.of());
        LOG.info("{} is mended: it is the last good one again.", file());
      } else if (!areOthersByNow()) {
        judge(compiler.get());
      }
    } catch (FaultsException e) {
      refuse(e.faults());
    } catch (NotConfiguredException e) {
      refuse(List.of(notConfigured(e)));
    } catch (RuntimeException | StackOverflowError e) {
      refuse(List.of(unknown(e)));
    }
  }

  /** A file may name others now, which must have been written to their end too. */
  private boolean areOthersByNow() {
    List<Path> named = paths.get();
    if (named.equals(files.paths())) {
      return false;
    }
    files = new WatchedFiles(named);
    return true;
  }

  private void judge(Mapping candidate) {
    List<Fault> found =
        checks.stream()
            .flatMap(check -> check.faultsOf(name, candidate).stream())
            .sorted(Fault.BY_PLACE)
            .toList();
    if (found.isEmpty()) {
      publish(candidate);
    } else {
      refuse(found);
    }
  }

  private void publish(Mapping candidate) {
    if (files.differByNow()) {
      return; // it may be compiled from half of them; the next poll sees what has become of it
    }
    String how = faults.isEmpty() ? "has changed" : "is mended";
    current = candidate;
    ofCurrent = files.seen();
    judged(List.of());
    LOG.info("{} {}: runs from now on use it.", file(), how);
  }

  private void refuse(List<Fault> found) {
    if (files.differByNow()) {
      return;
    }
    boolean told = files.seen().equals(judged) && found.equals(faults);
    judged(found);
    if (!told) {
      LOG.warn(
          "{} is broken; the last good one stays in use:\n{}",
          file(),
          found.stream().map(Fault::toString).collect(Collectors.joining("\n")));
    }
  }

  private void judged(List<Fault> found) {
    judged = files.seen();
    faults = found;
  }

  private Fault notConfigured(NotConfiguredException e) {
    return new Fault(
        file(),
        0,
        0,
        "It asks for settings without a value: " + String.join(", ", e.settings()) + ".",
        "Set them and start Oneway anew, or undo the last change.");
  }

  private Fault unknown(Throwable failure) {
    return new Fault(
        file(),
        0,
        0,
        "It can't be checked (" + failure.getClass().getSimpleName() + ").",
        "Undo the last change of it.");
  }

  private String file() {
    return current.model().file();
  }
}
