package dev.oneway.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A store that an earlier Oneway made. */
@ParameterizedClass
@EnumSource(StateDatabase.class)
class MigrationTest {
  @Parameter StateDatabase database;
  @TempDir Path folder;
  private String url;

  @BeforeEach
  void anEarlierStore() {
    url = database.newUrl(folder);
    var migrated =
        StateStore.migrations(database == StateDatabase.SQLITE)
            .dataSource(url, "postgres", "postgres")
            .target("1")
            .load()
            .migrate();
    assertThat(migrated.targetSchemaVersion).isEqualTo("1");
  }

  @Test
  void keepsWhatItKnowsAndLearnsWhatIsNew() throws Exception {
    execute("INSERT INTO ledger (id, flow, name) VALUES (1, 'contacts', 'ledger')");
    execute(
        "INSERT INTO ledger_entry (ledger_id, record_key, version, fingerprint)"
            + " VALUES (1, '42', 7, 'AAAA')");
    execute(
        "INSERT INTO watermark (flow, position, run_id)"
            + " VALUES ('contacts', '2026-01-31T10:15:30Z', 'r1')");
    execute(
        "INSERT INTO run (id, flow, kind, state, started_at, host, pid, process_started_at,"
            + " alive_at, reason) VALUES ('r1', 'contacts', 'once', 'failed', 5, 'h', 1, 1, 5, 'x')");
    for (int opened = 0; opened < 2; opened++) {
      try (StateStore store = StateDatabase.reopen(url)) {
        assertThat(one(store, "SELECT fingerprint FROM ledger_entry WHERE record_key = '42'"))
            .isEqualTo("AAAA");
        assertThat(one(store, "SELECT position FROM watermark")).isEqualTo("2026-01-31T10:15:30Z");
        assertThat(one(store, "SELECT COUNT(*) FROM ledger_assignment")).isEqualTo("0");
        assertThat(
                one(store, "SELECT calls + sent_bytes + received_bytes + waited_millis FROM run"))
            .isEqualTo("0");
        assertThat(one(store, "SELECT COUNT(*) FROM run WHERE failure_category IS NULL"))
            .isEqualTo("1");
        assertThat(one(store, "SELECT COUNT(*) FROM ledger_turn")).isEqualTo("0");
      }
    }
  }

  @Test
  void whatTheRunsOfAnEarlierStoreCameToIsKnown() throws Exception {
    run("r1", "done", 1_000);
    run("r2", "failed", 2_000);
    run("r3", "failed", 7_200_000);
    try (StateStore store = StateDatabase.reopen(url)) {
      assertThat(
              one(
                  store,
                  "SELECT last_success_at || ' ' || failing_since || ' ' || failures || ' ' ||"
                      + " failed_run FROM flow_status WHERE flow = 'contacts' AND part = 'source'"))
          .isEqualTo("1000 2000 2 r3");
      assertThat(one(store, "SELECT done || ' ' || failed FROM run_hour WHERE hour = 0"))
          .isEqualTo("1 1");
      assertThat(one(store, "SELECT failed FROM run_hour WHERE hour = 2")).isEqualTo("1");
    }
  }

  private void run(String id, String state, long endedAt) throws Exception {
    execute(
        "INSERT INTO run (id, flow, kind, state, started_at, ended_at, host, pid,"
            + " process_started_at, alive_at) VALUES ('%s', 'contacts', 'scheduled', '%s', 0, %d, 'h',"
                .formatted(id, state, endedAt)
            + " 1, 1, 5)");
  }

  private void execute(String sql) throws Exception {
    try (var connection = java.sql.DriverManager.getConnection(url, "postgres", "postgres");
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String one(StateStore store, String sql) {
    return store.inTransaction(handle -> handle.createQuery(sql).mapTo(String.class).one());
  }
}
