package dev.oneway.testing;

import dev.oneway.state.StateStore;

/** Fills a state store with what flows did for a long time, without letting them do it. */
public final class LongHistory {
  private static final long WEEK_MILLIS = 7 * 86_400_000L;

  private static final String NUMBERS =
      " WITH RECURSIVE n (i) AS (SELECT CAST(0 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < "
          + ":last)";

  private static final String STEPS =
      "[{\"step\":\"kamelet:shop-orders-source\",\"kind\":\"source\",\"millis\":812,\"chunks\":3},"
          + "{\"step\":\"mapping:order\",\"kind\":\"mapping\",\"millis\":12,\"chunks\":4},"
          + "{\"step\":\"dedup:ledger\",\"kind\":\"dedup\",\"millis\":31,\"chunks\":4},"
          + "{\"step\":\"jdbc-upsert:orders\",\"kind\":\"destination\",\"millis\":204,\"chunks\":4}]";

  private LongHistory() {}

  /**
   * Half of the runs lie in the last week, the others before; half of the letters wait.
   *
   * @param flows that are called {@code flow-0}, {@code flow-1}, …
   */
  public static void fill(String url, int flows, int runs, int letters) {
    try (StateStore store = StateStore.open(url, "postgres", "postgres")) {
      store.useTransaction(
          handle -> {
            handle
                .createUpdate(
                    "INSERT INTO run (id, flow, kind, state, started_at, ended_at, host, pid,"
                        + " process_started_at, alive_at, read_count, created, unchanged, calls,"
                        + " steps)"
                        + NUMBERS
                        + " SELECT 'run-' || i, 'flow-' || (i % :flows), 'scheduled',"
                        + " CASE WHEN i % 50 = 49 THEN 'failed' ELSE 'done' END,"
                        + " CASE WHEN i < :half THEN :now - :week - (:half - i) * 14400"
                        + " ELSE :now - (:runs - i) * :step END, 0, 'h', 1, 1, 0, 100, 10, 90, 3,"
                        + " :steps FROM n")
                .bind("last", runs - 1L)
                .bind("flows", (long) flows)
                .bind("half", runs / 2L)
                .bind("runs", (long) runs)
                .bind("now", System.currentTimeMillis())
                .bind("week", WEEK_MILLIS)
                .bind("step", WEEK_MILLIS / (runs / 2))
                .bind("steps", STEPS)
                .execute();
            handle.execute("UPDATE run SET ended_at = started_at + 100 + started_at % 59999");
            handle.execute(
                "INSERT INTO run_hour SELECT flow, ended_at / 3600000,"
                    + " SUM(CASE state WHEN 'done' THEN 1 ELSE 0 END),"
                    + " SUM(CASE state WHEN 'failed' THEN 1 ELSE 0 END), 0,"
                    + " SUM(ended_at - started_at), SUM(read_count), 0, SUM(unchanged), 0,"
                    + " SUM(created), 0, 0, 0, 0, 0, 0, SUM(calls) FROM run"
                    + " GROUP BY flow, ended_at / 3600000");
            handle.execute(
                "INSERT INTO run_day_duration SELECT flow, ended_at / 86400000,"
                    + " CAST(8 * ln(ended_at - started_at) / ln(2) AS INTEGER), COUNT(*) FROM run"
                    + " GROUP BY flow, ended_at / 86400000,"
                    + " CAST(8 * ln(ended_at - started_at) / ln(2) AS INTEGER)");
            handle.execute(
                "INSERT INTO flow_status (flow, part, last_ended_at, last_success_at)"
                    + " SELECT flow, 'source', MAX(ended_at), MAX(ended_at) FROM run GROUP BY flow");
            handle
                .createUpdate(
                    "INSERT INTO dead_letter (id, flow, identity, source, category, reason,"
                        + " attempts, first_at, last_at, run_id, state, closed_at)"
                        + NUMBERS
                        + " SELECT 'abcdef00-0000-4000-8000-' || (100000000000 + i), 'flow-' || (i % :flows), 'k' || i, '{}', 'value',"
                        + " 'no', 1, :now - i * 1000, :now - i * 1000, 'r',"
                        + " CASE WHEN i % 2 = 0 THEN 'waiting' ELSE 'delivered' END,"
                        + " CASE WHEN i % 2 = 0 THEN NULL ELSE :now END FROM n")
                .bind("last", letters - 1L)
                .bind("flows", (long) flows)
                .bind("now", System.currentTimeMillis())
                .execute();
          });
      if (url.startsWith("jdbc:postgresql:")) {
        // As PostgreSQL does by itself after a while; SQLite never does.
        store.useTransaction(handle -> handle.execute("ANALYZE"));
      }
    }
  }
}
