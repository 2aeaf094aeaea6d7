package dev.oneway.flow;

import dev.oneway.fault.Fault;
import dev.oneway.fault.FaultsException;
import dev.oneway.fault.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Checks that what a flow's file puts into an inbox is delivered by one route, of that file or of
 * another one.
 */
final class InboxCheck {
  private static final String INBOX = "inbox";
  private static final String WEBHOOK = "platform-http";

  private final String file;
  private final String flow;
  private final Map<String, String> fileOfInbox;
  private final Supplier<Set<String>> delivered;
  private final List<EndpointUse> filled = new ArrayList<>();
  private final Map<String, EndpointUse> emptied = new HashMap<>();
  private final List<Fault> faults = new ArrayList<>();

  /**
   * @param fileOfInbox the files that deliver from the inboxes loaded so far; this one's are added
   * @param delivered the inboxes that any file of the folder delivers from, loaded or not
   */
  InboxCheck(
      String file, String flow, Map<String, String> fileOfInbox, Supplier<Set<String>> delivered) {
    this.file = file;
    this.flow = flow;
    this.fileOfInbox = fileOfInbox;
    this.delivered = delivered;
  }

  /** Whether a route only takes events in, so that its exchanges are no runs. */
  static boolean isDoor(EndpointUse input, List<EndpointUse> steps) {
    return input.scheme().equals(WEBHOOK) && fillsInbox(steps);
  }

  /** Whether a route's records go into an inbox. */
  static boolean fillsInbox(List<EndpointUse> steps) {
    return steps.stream().anyMatch(step -> step.scheme().equals(INBOX));
  }

  /** Whether some of a route's records go into this inbox. */
  static boolean fillsInbox(List<EndpointUse> steps, String name) {
    return steps.stream()
        .filter(step -> step.scheme().equals(INBOX))
        .flatMap(step -> namesIn(step.path()))
        .anyMatch(name::equals);
  }

  /** Notes a route of the file. */
  void add(EndpointUse input, List<EndpointUse> steps) {
    steps.stream().filter(step -> step.scheme().equals(INBOX)).forEach(filled::add);
    if (input.scheme().equals(INBOX)) {
      deliver(input);
    }
  }

  private void deliver(EndpointUse input) {
    String other = fileOfInbox.putIfAbsent(input.path(), file);
    if (emptied.putIfAbsent(input.path(), input) != null || other != null) {
      fault(
          input,
          "the inbox `"
              + input.path()
              + "` is delivered by another route too"
              + (other == null || other.equals(file) ? "" : ", in " + other)
              + ".",
          "Give each route an inbox of its own.");
    }
  }

  /**
   * @throws FaultsException with all that is wrong
   */
  void requireSound() {
    for (EndpointUse use : filled) {
      namesIn(use.path())
          .filter(inbox -> !emptied.containsKey(inbox))
          .filter(inbox -> !delivered.get().contains(inbox))
          .forEach(inbox -> undelivered(use, inbox));
    }
    if (!faults.isEmpty()) {
      throw new FaultsException(faults);
    }
  }

  /** One step may fill several. */
  static Stream<String> namesIn(String path) {
    return Stream.of(path.split(",", -1)).map(String::strip);
  }

  private void undelivered(EndpointUse use, String inbox) {
    fault(
        use,
        "nothing delivers what comes into the inbox `" + inbox + "`.",
        Nearest.didYouMean(inbox, delivered.get())
            + "Add a route with `id: "
            + flow
            + "` and `from: { uri: inbox:"
            + inbox
            + " }`, or a file with a flow of its own that begins so.");
  }

  private void fault(EndpointUse use, String what, String remedy) {
    faults.add(new Fault(file, use.line(), 0, what, remedy));
  }
}
