package dev.oneway.ops.health;

import dev.oneway.run.FailureCategory;
import dev.oneway.run.RunSummary;
import java.util.Optional;

/** What to do about a run that failed, by what the other system said. */
final class Remedies {
  private Remedies() {}

  static String of(Optional<RunSummary> failed) {
    return failed
        .flatMap(RunSummary::category)
        .map(Remedies::of)
        .orElse("Mend what the reason names. The next run reads the same records again.");
  }

  private static String of(FailureCategory category) {
    return switch (category) {
      case RATE_LIMITED ->
          "It goes on by itself. If it stays, lower the flow's `rate`, or ask the vendor for more.";
      case UNAVAILABLE, TIMEOUT ->
          "Look whether the system is up and can be reached from here. The next run reads the same"
              + " records again.";
      case UNAUTHORIZED -> "Renew the credentials in the settings, and restart.";
      case FORBIDDEN -> "Give the credentials the permission the reason names.";
      case NOT_FOUND -> "Look whether the address or the object in the route file is right.";
      case CONFLICT -> "Look who else writes what the reason names.";
      case INVALID -> "Compare the mapping with what the destination takes.";
      case TOO_LARGE -> "Make the chunks of the route smaller.";
      case UNEXPECTED_ANSWER ->
          "Look whether something else answers in the system's place, such as a proxy or a page to"
              + " log in.";
    };
  }
}
