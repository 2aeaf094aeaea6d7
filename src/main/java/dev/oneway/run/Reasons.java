package dev.oneway.run;

import java.sql.SQLException;
import java.util.Optional;

/** Says in one line why something failed. */
public final class Reasons {
  private static final int LONGEST = 2000;

  private Reasons() {}

  /**
   * The message of the innermost cause that has one of its own; never a stack trace. A database's
   * own words name it, what lies below them is a bare "Connection refused".
   */
  public static String of(Throwable failure) {
    Throwable best = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RetriableException || cause instanceof FatalException) {
        best = cause;
        break;
      }
      boolean belowSql = best instanceof SQLException && !(cause instanceof SQLException);
      if (!belowSql && cause.getMessage() != null && !cause.getMessage().isBlank()) {
        best = cause;
      }
    }
    String message =
        best.getMessage() == null ? best.getClass().getSimpleName() : best.getMessage().strip();
    return message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message;
  }

  /** What another system said, by the outermost cause that knows; empty when none does. */
  public static Optional<FailureCategory> categoryOf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RetriableException retriable) {
        return Optional.of(retriable.category());
      }
      if (cause instanceof FatalException fatal) {
        return fatal.category();
      }
    }
    return Optional.empty();
  }
}
