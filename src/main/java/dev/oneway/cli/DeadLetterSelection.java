package dev.oneway.cli;

import dev.oneway.app.Application;
import dev.oneway.deadletter.DeadLetter;
import dev.oneway.deadletter.DeadLetterFilter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which dead letters a command means: some by id, a flow's, or all. One of them must be named. */
final class DeadLetterSelection {
  @ArgGroup(exclusive = true, multiplicity = "1")
  private Choice choice;

  static final class Choice {
    @Parameters(
        arity = "1..*",
        paramLabel = "ID",
        description = "Ids as listed; the beginning is enough.")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--flow", paramLabel = "FLOW", description = "All that wait for this flow.")
    private String flow;

    @Option(names = "--all", description = "All that wait.")
    private boolean all;
  }

  /** The letters named one by one; empty when whole flows are meant. */
  List<DeadLetter> letters(Application application) {
    return choice.ids.stream().map(id -> waiting(one(application, id))).toList();
  }

  /** The flows meant as a whole. */
  Set<String> flows(Application application) {
    if (choice.flow != null) {
      return Set.of(choice.flow);
    }
    return choice.all
        ? new LinkedHashSet<>(application.deadLetters().waitingByFlow().keySet())
        : Set.of();
  }

  /** The ids of all that are meant. */
  List<String> ids(Application application) {
    List<String> ids = new ArrayList<>();
    letters(application).forEach(letter -> ids.add(letter.id()));
    for (String flow : flows(application)) {
      application
          .deadLetters()
          .list(DeadLetterFilter.waiting(Integer.MAX_VALUE).ofFlow(flow))
          .forEach(letter -> ids.add(letter.id()));
    }
    return ids;
  }

  private static DeadLetter waiting(DeadLetter letter) {
    if (letter.state() != DeadLetter.State.WAITING) {
      throw new IllegalArgumentException(
          "The dead letter `"
              + letter.id()
              + "` waits no more: it is "
              + letter.state().word()
              + ".");
    }
    return letter;
  }

  static DeadLetter one(Application application, String id) {
    return application
        .deadLetters()
        .find(id)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no dead letter `" + id + "`. List them: oneway dead-letters"));
  }
}
