package dev.oneway.destination.jdbc;

import dev.oneway.record.Row;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the field whose value isn't valid for its column's type, which PostgreSQL's errors don't
 * name, by asking for each value. Needs PostgreSQL 16; older ones leave the field unknown.
 */
final class PostgresBlame {
  private static final int SINCE = 16;
  private static final String FIRST_INVALID =
      """
      SELECT place FROM unnest(CAST(? AS text[]), CAST(? AS text[]))
        WITH ORDINALITY AS value(text, type, place)
      WHERE NOT pg_input_is_valid(text, type) ORDER BY place LIMIT 1
      """;

  private final Connection connection;

  PostgresBlame(Connection connection) {
    this.connection = connection;
  }

  Optional<String> field(TablePlan plan, Row row) {
    try {
      return connection.getMetaData().getDatabaseMajorVersion() < SINCE
          ? Optional.empty()
          : search(plan, row);
    } catch (SQLException | Unstorable | Refusal e) {
      return Optional.empty(); // the record is refused all the same, for the reason already known
    }
  }

  private Optional<String> search(TablePlan plan, Row row)
      throws SQLException, Unstorable, Refusal {
    Optional<String> found = inOwn(plan, row);
    for (int child = 0; child < plan.children().size() && found.isEmpty(); child++) {
      List<Row> rows = row.children(child);
      for (int i = 0; rows != null && i < rows.size() && found.isEmpty(); i++) {
        TablePlan childPlan = plan.children().get(child);
        found = search(childPlan, childPlan.laidOut(rows.get(i)));
      }
    }
    return found;
  }

  private Optional<String> inOwn(TablePlan plan, Row row) throws SQLException, Unstorable {
    List<String> texts = new ArrayList<>();
    List<String> types = new ArrayList<>();
    for (int i = 0; i < row.shape().fields().size(); i++) {
      Object value = row.has(i) ? row.value(i) : null;
      texts.add(PostgresText.of(value, plan.column(i), plan.field(i).key()));
      types.add(plan.column(i).type());
    }
    try (PreparedStatement statement = connection.prepareStatement(FIRST_INVALID)) {
      statement.setArray(1, connection.createArrayOf("text", texts.toArray()));
      statement.setArray(2, connection.createArrayOf("text", types.toArray()));
      try (ResultSet answer = statement.executeQuery()) {
        return answer.next() ? Optional.of(plan.label(answer.getInt(1) - 1)) : Optional.empty();
      }
    }
  }
}
