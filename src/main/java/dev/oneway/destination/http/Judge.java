package dev.oneway.destination.http;

import dev.oneway.destination.http.answer.AnswerForm;
import dev.oneway.destination.http.answer.Received;
import dev.oneway.destination.http.answer.Verdict.Refused;
import dev.oneway.http.Failure;
import dev.oneway.http.HttpCall;
import dev.oneway.http.HttpChannel;
import dev.oneway.run.FailureCategory;
import dev.oneway.run.FatalException;
import dev.oneway.run.RetriableException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What both a write and a look-up make of an answer that isn't success. Threads may share it. */
record Judge(HttpChannel channel, AnswerForm form) {
  private static final int LONGEST = 500;
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");
  private static final Pattern TAG = Pattern.compile("<[^>]*>");

  /** A whole answer that isn't success, with what the vendor's code says beyond the status. */
  Refused refusal(Received received) {
    Failure failure = received.failure().orElseThrow();
    Refused refused = form.refusal(received.document(), failure.category());
    return refused.words().isEmpty()
        ? new Refused(refused.category(), received.said(), refused.field(), refused.byCode())
        : refused;
  }

  /** Whether the same may succeed later. */
  static boolean isTransient(FailureCategory category) {
    return switch (category) {
      case RATE_LIMITED, UNAVAILABLE, TIMEOUT, UNEXPECTED_ANSWER -> true;
      case UNAUTHORIZED, FORBIDDEN, NOT_FOUND, CONFLICT, INVALID, TOO_LARGE -> false;
    };
  }

  /** Whether nobody's record is at fault. */
  static boolean isOurs(Refused refused) {
    return refused.category() == FailureCategory.UNAUTHORIZED
        || refused.category() == FailureCategory.FORBIDDEN;
  }

  RetriableException later(Shipment shipment, Received received, Refused refused) {
    return new RetriableException(
        refused.category(),
        sentence(shipment, received, refused),
        received.failure().flatMap(Failure::retryAfter).orElse(null),
        null);
  }

  FatalException fatal(Shipment shipment, Received received, Refused refused) {
    String remedy =
        received
            .failure()
            .map(Failure::remedy)
            .orElse("Grant the credentials the right to do this.");
    return new FatalException(
        refused.category(), sentence(shipment, received, refused) + ". " + remedy, null);
  }

  RetriableException unexpected(Shipment shipment, Received received, String why) {
    return new RetriableException(
        FailureCategory.UNEXPECTED_ANSWER,
        "%s was answered with status %d, and %s".formatted(call(shipment), received.status(), why),
        null,
        null);
  }

  /** The vendor's words on one line, fit to be shown. */
  String words(Received received, Refused refused) {
    String line =
        isJson(refused.words()) ? channel.message(refused.words()) : line(refused.words());
    if (line.isEmpty()) {
      return "refused with status " + received.status();
    }
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }

  private static boolean isJson(String words) {
    return words.startsWith("{") || words.startsWith("[");
  }

  private String line(String words) {
    String text = TAG.matcher(channel.conceal(words)).replaceAll(" ");
    return BLANKS.matcher(text).replaceAll(" ").strip();
  }

  private String sentence(Shipment shipment, Received received, Refused refused) {
    String words = words(received, refused);
    return "%s was answered with status %d: %s".formatted(call(shipment), received.status(), words);
  }

  private static HttpCall call(Shipment shipment) {
    return new HttpCall(
        shipment.request().line().method(), shipment.url(), Map.of(), Optional.empty());
  }
}
