package dev.oneway.dedup;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.oneway.record.RecordJson;
import dev.oneway.state.InList;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Which values were given to which records: the table ledger_assignment. */
final class LedgerAssignments {
  private final Handle handle;
  private final long ledger;

  LedgerAssignments(Handle handle, long ledger) {
    this.handle = handle;
    this.ledger = ledger;
  }

  /** One field of one record; in the order of the table. */
  record Place(String key, String field) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::key).thenComparing(Place::field);

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  /** All that was given to the records with these keys. */
  Map<Place, Object> of(List<String> keys) {
    Map<Place, Object> given = new HashMap<>();
    InList.forEachPart(keys, part -> select(part, given));
    return given;
  }

  private void select(List<String> keys, Map<Place, Object> into) {
    String sql =
        "SELECT record_key, field, value FROM ledger_assignment"
            + " WHERE ledger_id = ? AND record_key IN "
            + InList.placeholders(keys);
    try (PreparedStatement select = handle.getConnection().prepareStatement(sql)) {
      select.setLong(1, ledger);
      for (int i = 0; i < keys.size(); i++) {
        select.setString(i + 2, keys.get(i));
      }
      try (ResultSet rs = select.executeQuery()) {
        while (rs.next()) {
          into.put(new Place(rs.getString(1), rs.getString(2)), read(rs.getString(3)));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the ledger can't be read", e);
    }
  }

  private static Object read(String json) {
    try {
      return RecordJson.mapper().readValue(json, Object.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "the table ledger_assignment was changed by somebody else", e);
    }
  }

  /** From now on these records have these values; none of them had one before. */
  void remember(Map<Place, Object> given) {
    try (PreparedStatement insert =
        handle
            .getConnection()
            .prepareStatement(
                "INSERT INTO ledger_assignment (ledger_id, record_key, field, value)"
                    + " VALUES (?, ?, ?, ?)")) {
      for (Map.Entry<Place, Object> one : given.entrySet()) {
        insert.setLong(1, ledger);
        insert.setString(2, one.getKey().key());
        insert.setString(3, one.getKey().field());
        insert.setString(4, RecordJson.write(one.getValue()));
        insert.addBatch();
      }
      insert.executeBatch();
    } catch (SQLException e) {
      throw new IllegalStateException("the ledger can't be written", e);
    }
  }
}
