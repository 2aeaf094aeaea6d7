package dev.oneway.deadletter;

import dev.oneway.record.MappedRecord;
import dev.oneway.record.Version;
import dev.oneway.state.InList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/**
 * Closes the letters that wait for what has been delivered after all. Costs one look at an index
 * per chunk while a flow has no letters waiting.
 */
final class Deliveries {
  private final Handle handle;
  private final String rowLock;
  private final String flow;
  private final long nowMillis;

  /**
   * @param rowLock see {@link dev.oneway.state.StateStore#forUpdate()}
   */
  Deliveries(Handle handle, String rowLock, String flow, long nowMillis) {
    this.handle = handle;
    this.rowLock = rowLock;
    this.flow = flow;
    this.nowMillis = nowMillis;
  }

  void close(List<MappedRecord> records) {
    if (!anyWaiting("")) {
      return;
    }
    Map<String, Optional<Version>> delivered = new TreeMap<>();
    boolean keyless = anyWaiting(" AND record_key IS NULL");
    for (MappedRecord record : records) {
      delivered.put(Identity.storable(record.key()), record.version());
      if (keyless) {
        delivered.put(Identity.digest(record.source()), record.version());
      }
    }
    List<String> done = new ArrayList<>();
    InList.forEachPart(
        List.copyOf(delivered.keySet()), part -> done.addAll(notNewer(part, delivered)));
    markDelivered(done);
  }

  private boolean anyWaiting(String condition) {
    return handle
        .createQuery(
            "SELECT EXISTS (SELECT 1 FROM dead_letter WHERE flow = ? AND state = 'waiting'"
                + condition
                + ")")
        .bind(0, flow)
        .mapTo(Boolean.class)
        .one();
  }

  private List<String> notNewer(List<String> part, Map<String, Optional<Version>> delivered) {
    record Waiting(String id, String identity, Optional<Version> version) {}
    Query query =
        handle.createQuery(
            "SELECT id, identity, version, version_kind FROM dead_letter"
                + " WHERE flow = ? AND state = 'waiting' AND identity IN "
                + InList.placeholders(part)
                + rowLock);
    query.bind(0, flow);
    for (int i = 0; i < part.size(); i++) {
      query.bind(i + 1, part.get(i));
    }
    return query
        .map(
            (rs, ctx) ->
                new Waiting(rs.getString("id"), rs.getString("identity"), LetterRows.version(rs)))
        .stream()
        .filter(letter -> !Refusal.isOlder(delivered.get(letter.identity()), letter.version()))
        .map(Waiting::id)
        .toList();
  }

  private void markDelivered(List<String> ids) {
    PreparedBatch batch =
        handle.prepareBatch(
            "UPDATE dead_letter SET state = 'delivered', closed_at = ? WHERE id = ?");
    ids.forEach(id -> batch.add(nowMillis, id));
    batch.execute();
  }
}
