package dev.oneway.ops.api;

import dev.oneway.deadletter.DeadLetter;
import dev.oneway.deadletter.DeadLetterFilter;
import dev.oneway.deadletter.DeadLetters;
import dev.oneway.ops.Flows;
import dev.oneway.ops.SideRuns;
import dev.oneway.ops.port.Call;
import dev.oneway.ops.port.Desk;
import dev.oneway.ops.port.Pages;
import dev.oneway.ops.port.RefusedCallException;
import dev.oneway.ops.port.Reply;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /api/dead-letters/LETTER/replay} and {@code /api/dead-letters/replay}: delivers what was
 * refused again, through the mapping and the destination as they are now.
 */
public final class ReplayPages implements Pages {
  private final Flows flows;
  private final DeadLetters letters;
  private final SideRuns runs;

  public ReplayPages(Flows flows, DeadLetters letters, SideRuns runs) {
    this.flows = flows;
    this.letters = letters;
    this.runs = runs;
  }

  @Override
  public void layOut(Desk desk) {
    desk.post("/api/dead-letters/replay", "replay dead letters", this::all);
    desk.post("/api/dead-letters/:letter/replay", "replay dead letter", this::one);
  }

  private Reply all(Call call) {
    Map<String, Object> body = call.body();
    call.allowInBody("flow", "category");
    String flow = NamedFlow.of(text(body, "flow").orElseThrow(ReplayPages::nameless), flows).name();
    Optional<String> category = text(body, "category");
    DeadLetterFilter waiting =
        new DeadLetterFilter(Optional.of(flow), category, Optional.of(DeadLetter.State.WAITING), 1);
    if (letters.list(waiting).isEmpty()) {
      throw RefusedCallException.conflict("Nothing of that waits.");
    }
    return begun(flow, letters.waitingSources(flow, category));
  }

  private static Optional<String> text(Map<String, Object> body, String name) {
    Object value = body.get(name);
    if (value == null || value instanceof String) {
      return Optional.ofNullable((String) value);
    }
    throw RefusedCallException.wrong("`" + name + "` is a text.");
  }

  private static RefusedCallException nameless() {
    return RefusedCallException.wrong("Say whose: {\"flow\": \"NAME\"}.");
  }

  private Reply one(Call call) {
    DeadLetter letter = NamedLetter.of(call, letters);
    if (letter.state() != DeadLetter.State.WAITING) {
      throw RefusedCallException.conflict("It doesn't wait any longer.");
    }
    return begun(NamedFlow.of(letter.flow(), flows).name(), List.of(letter.source()).iterator());
  }

  private Reply begun(String flow, Iterator<Map<String, Object>> sources) {
    return Begun.reply(flow, runs.replay(flow, sources));
  }
}
