package dev.oneway.flow;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds the route files that put something into an inbox, without loading them. An inbox is
 * delivered by one file, so any other one that names it fills it.
 */
final class FillingFiles {
  private static final String INBOX = "inbox";

  private FillingFiles() {}

  /**
   * Those of a folder, by name.
   *
   * @param delivering the file that delivers from the inbox, which is none of them
   */
  static List<Path> of(Path folder, String inbox, Path delivering) {
    return FlowLoader.filesIn(folder).stream()
        .filter(file -> !FlowLoader.nameOf(file).equals(FlowLoader.nameOf(delivering)))
        .filter(file -> inboxesIn(file).anyMatch(inbox::equals))
        .toList();
  }

  /** The inboxes a file names. */
  static Stream<String> inboxesIn(Path file) {
    return RouteSteps.in(file).stream()
        .filter(step -> step.scheme().equals(INBOX))
        .map(step -> step.path().isEmpty() ? step.options().getOrDefault("name", "") : step.path())
        .flatMap(InboxCheck::namesIn);
  }
}
