package dev.oneway.destination.jdbc;

import dev.oneway.run.FatalException;
import dev.oneway.run.RetriableException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Sorts what PostgreSQL answers by its SQLSTATE (PostgreSQL manual, appendix A): a row's fault, the
 * environment's, or somebody must act. A class PostgreSQL doesn't know was raised by somebody's
 * trigger to refuse a row.
 */
final class PostgresFailures {
  private static final Set<String> DEADLOCKS = Set.of("40001", "40P01");
  private static final Set<String> PASSING = Set.of("55P03", "55006");
  private static final Set<String> PASSING_CLASSES =
      Set.of("08", "40", "53", "57", "58", "72", "XX");
  private static final Set<String> FATAL_CLASSES =
      Set.of(
          "03", "07", "0A", "0B", "20", "24", "25", "26", "28", "2B", "2D", "34", "38", "39", "3B",
          "3D", "3F", "42", "55", "F0", "HV");

  private PostgresFailures() {}

  /** See {@link Dialect#refusal}; the table is null where no row is being written. */
  static Refusal refusal(SQLException failure, TablePlan plan) throws RetriableException {
    String state = failure.getSQLState();
    if (state == null || state.length() < 2) {
      throw new RetriableException("PostgreSQL: " + failure.getMessage(), failure);
    }
    if (DEADLOCKS.contains(state)) {
      throw new Deadlock("PostgreSQL: " + words(failure), failure);
    }
    String stateClass = state.substring(0, 2);
    if (PASSING.contains(state) || PASSING_CLASSES.contains(stateClass)) {
      throw new RetriableException("PostgreSQL: " + words(failure), failure);
    }
    if (FATAL_CLASSES.contains(stateClass) || plan == null) {
      throw new FatalException(
          "PostgreSQL: " + words(failure) + ". " + remedy(state, stateClass), failure);
    }
    return new Refusal(
        category(state, stateClass), field(failure, plan), plan.table() + ": " + words(failure));
  }

  private static String remedy(String state, String stateClass) {
    return switch (state) {
      case "42501" -> "Grant the user SELECT, INSERT and UPDATE (and DELETE for child tables).";
      case "42P10" -> "Create a unique index over the key fields again.";
      case "25006" -> "Point the data source to the primary, not to a standby.";
      default ->
          stateClass.equals("28") || stateClass.equals("3D")
              ? "Check the data source's URL, user and password."
              : "Check the table against the mapping; the next run looks at the table again.";
    };
  }

  private static String category(String state, String stateClass) {
    return switch (state) {
      case "22001", "22026" -> Refusal.TOO_LONG;
      case "23502", "22004" -> Refusal.MISSING;
      case "22003", "22007", "22008", "22009", "22P02", "22015", "22018", "22032" -> Refusal.TYPE;
      default ->
          switch (stateClass) {
            case "21", "22" -> Refusal.INVALID;
            case "54" -> Refusal.TOO_LONG;
            default -> Refusal.CONSTRAINT;
          };
    };
  }

  private static Optional<String> field(SQLException failure, TablePlan plan) {
    ServerErrorMessage server = server(failure);
    if (server == null || !plan.table().name().equals(server.getTable())) {
      return Optional.empty();
    }
    List<String> columns =
        server.getColumn() != null
            ? List.of(server.getColumn())
            : plan.table().constraints().getOrDefault(server.getConstraint(), List.of());
    return columns.size() == 1
        ? Optional.of(plan.fieldOf(columns.get(0))).filter(i -> i >= 0).map(plan::label)
        : Optional.empty();
  }

  /**
   * The server's message and its detail, unless that repeats the whole row, which is nobody's
   * business in a list of reasons.
   */
  private static String words(SQLException failure) {
    ServerErrorMessage server = server(failure);
    if (server == null || server.getMessage() == null) {
      return failure.getMessage();
    }
    boolean repeatsRow = Set.of("23502", "23514", "44000").contains(failure.getSQLState());
    return server.getDetail() == null || repeatsRow
        ? server.getMessage()
        : server.getMessage() + ". " + server.getDetail();
  }

  private static ServerErrorMessage server(SQLException failure) {
    return failure instanceof PSQLException answer ? answer.getServerErrorMessage() : null;
  }
}
