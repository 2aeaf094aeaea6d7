package dev.oneway.ops.api;

import dev.oneway.ops.port.RefusedCallException;
import dev.oneway.ops.port.Reply;
import java.util.Map;
import java.util.Optional;

/** What is answered to who asks for a run in the background. */
final class Begun {
  private static final int ACCEPTED = 202;

  private Begun() {}

  /**
   * @param whyNot why it can't be begun; empty when it goes on
   * @throws RefusedCallException when it can't
   */
  static Reply reply(String flow, Optional<String> whyNot) {
    whyNot.ifPresent(
        why -> {
          throw RefusedCallException.conflict(why);
        });
    return Reply.json(ACCEPTED, Map.of("flow", flow));
  }
}
