package dev.oneway.ops.api;

import dev.oneway.deadletter.DeadLetter;
import dev.oneway.deadletter.DeadLetterFilter;
import dev.oneway.deadletter.DeadLetters;
import dev.oneway.ops.json.DeadLetterJson;
import dev.oneway.ops.port.Call;
import dev.oneway.ops.port.Desk;
import dev.oneway.ops.port.Pages;
import dev.oneway.ops.port.RefusedCallException;
import dev.oneway.ops.port.Reply;
import dev.oneway.ops.port.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code /api/dead-letters}: what was refused. The source record, which may be personal data, is
 * shown to operators, and with one letter only.
 */
public final class DeadLetterPages implements Pages {
  private final DeadLetters letters;

  public DeadLetterPages(DeadLetters letters) {
    this.letters = letters;
  }

  @Override
  public void layOut(Desk desk) {
    desk.get("/api/dead-letters", this::page);
    desk.get("/api/dead-letters/:letter", this::one);
    desk.post("/api/dead-letters/:letter/discard", "discard dead letter", this::discard);
  }

  private Reply page(Call call) {
    call.allow("flow", "category", "state", Page.BEFORE, Page.LIMIT);
    int limit = Page.limit(call);
    DeadLetterFilter filter =
        new DeadLetterFilter(call.query("flow"), call.query("category"), state(call), limit);
    List<DeadLetter> page =
        call.query(Page.BEFORE)
            .map(last -> letters.listAfter(filter, last))
            .orElseGet(() -> letters.list(filter));
    return Page.of("deadLetters", page, limit, DeadLetterJson::of, DeadLetter::id);
  }

  /** Those that wait, unless another state is asked for. */
  private static Optional<DeadLetter.State> state(Call call) {
    String word = call.query("state").orElse(DeadLetter.State.WAITING.word());
    if (word.equals("all")) {
      return Optional.empty();
    }
    return Optional.of(
        Stream.of(DeadLetter.State.values())
            .filter(state -> state.word().equals(word))
            .findFirst()
            .orElseThrow(
                () ->
                    RefusedCallException.wrong(
                        "`state` is waiting, delivered, discarded or all.")));
  }

  private Reply one(Call call) {
    DeadLetter letter = named(call);
    boolean maySee = call.account().may(Role.OPERATOR);
    Map<String, Object> json =
        maySee ? DeadLetterJson.withSource(letter) : DeadLetterJson.of(letter);
    return Reply.json(json);
  }

  private DeadLetter named(Call call) {
    return found(call.path("letter"))
        .filter(letter -> letter.id().equals(call.path("letter")))
        .orElseThrow(
            () -> RefusedCallException.notFound("There is no such dead letter, or no longer."));
  }

  /** With a beginning that several have in common, none is meant. */
  private Optional<DeadLetter> found(String id) {
    try {
      return letters.find(id);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Reply discard(Call call) {
    DeadLetter letter = named(call);
    if (letters.discard(List.of(letter.id())) == 0) {
      throw RefusedCallException.conflict("It doesn't wait any longer.");
    }
    return Reply.json(Map.of("id", letter.id()));
  }
}
