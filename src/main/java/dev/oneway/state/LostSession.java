package dev.oneway.state;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** Tells a session the database ended from all other failures. */
final class LostSession {
  /** Ended by an administrator, by a crash, by a shutdown (PostgreSQL manual, appendix A). */
  private static final Set<String> ENDED = Set.of("57P01", "57P02", "57P03");

  private static final String CONNECTION_CLASS = "08";

  private LostSession() {}

  /** Not where no session could be had at all: that was waited for long enough already. */
  static boolean in(Throwable failure) {
    boolean lost = false;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTransientConnectionException) {
        return false;
      }
      String state = cause instanceof SQLException sql ? sql.getSQLState() : null;
      lost |= state != null && (state.startsWith(CONNECTION_CLASS) || ENDED.contains(state));
    }
    return lost;
  }
}
