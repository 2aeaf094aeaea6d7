package dev.oneway.demo;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * A warehouse in a SQLite file, the table {@code account_usage}: how each account uses the product.
 * Money is text, because SQLite keeps decimals as floating point; times are ISO-8601 texts in UTC
 * with whole seconds, so that they sort as text.
 *
 * <p>What happened is in the file. Threads may share it; other processes may read the file.
 */
public final class WarehouseSandbox {
  private static final int ACCOUNTS = 200;
  private static final long SEED = 20_260_131;
  private static final int FIRST_NUMBER = 1001;
  private static final int DAYS_OF_HISTORY = 90;
  private static final List<String> PLANS =
      List.of("free", "starter", "team", "business", "enterprise");

  private static final String TABLE =
      """
      CREATE TABLE IF NOT EXISTS account_usage (
        external_id    TEXT    NOT NULL PRIMARY KEY,
        name           TEXT    NOT NULL,
        domain         TEXT,
        plan           TEXT    NOT NULL,
        seats          INTEGER NOT NULL,
        active_users   INTEGER NOT NULL,
        mrr            TEXT    NOT NULL,
        last_active_at TEXT,
        updated_at     TEXT    NOT NULL
      )""";

  private static final String INDEX =
      "CREATE INDEX IF NOT EXISTS account_usage_by_change ON account_usage (updated_at)";

  private final Path file;
  private final InstantSource clock;
  private final Jdbi jdbi;
  private final DemoData data = new DemoData(new Random(SEED));

  private WarehouseSandbox(Path file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
    this.jdbi = SandboxFile.open(file);
  }

  /** Opens the warehouse; a new one has 200 accounts. */
  public static WarehouseSandbox open(Path file) {
    return open(file, InstantSource.system());
  }

  /** Opens a warehouse that lives in the time of this clock. */
  public static WarehouseSandbox open(Path file, InstantSource clock) {
    WarehouseSandbox warehouse = new WarehouseSandbox(file, clock);
    warehouse.jdbi.useTransaction(warehouse::fill);
    return warehouse;
  }

  private void fill(Handle handle) {
    handle.execute(TABLE);
    handle.execute(INDEX);
    if (count(handle) == 0) {
      for (int i = 0; i < ACCOUNTS; i++) {
        add(handle, now().minus(data.below(DAYS_OF_HISTORY), ChronoUnit.DAYS));
      }
    }
  }

  /** An account is used, as accounts are. */
  public synchronized void tick() {
    String account = "A-" + (FIRST_NUMBER + data.below(accounts().size()));
    int dice = data.below(100);
    if (dice < 10) {
      add();
    } else if (dice < 80) {
      use(account, data.below(50));
    } else if (dice < 95) {
      set(account, "plan", data.pick(PLANS));
    } else {
      recompute(account);
    }
  }

  /** A new customer. Returns the account's external id. */
  public synchronized String add() {
    return jdbi.inTransaction(handle -> add(handle, now()));
  }

  /** So many users were active, until now. */
  public void use(String externalId, int activeUsers) {
    set(externalId, "active_users", activeUsers);
    set(externalId, "last_active_at", now().toString());
  }

  /** Monthly recurring revenue, e.g. {@code 1990.50}. */
  public void pay(String externalId, String revenue) {
    set(externalId, "mrr", revenue);
  }

  /** The nightly job writes the row anew, and nothing in it has changed. */
  public void recompute(String externalId) {
    set(externalId, "external_id", externalId);
  }

  private void set(String externalId, String column, Object value) {
    String sql =
        "UPDATE account_usage SET " + column + " = ?, updated_at = ? WHERE external_id = ?";
    int changed =
        jdbi.<Integer, RuntimeException>inTransaction(
            handle -> handle.execute(sql, value, now().toString(), externalId));
    if (changed == 0) {
      throw new IllegalArgumentException("the warehouse knows no " + externalId);
    }
  }

  private String add(Handle handle, Instant when) {
    int number = FIRST_NUMBER + count(handle);
    String name = data.lastName() + " & " + data.lastName() + " " + number;
    int seats = 1 + data.below(100);
    handle.execute(
        "INSERT INTO account_usage (external_id, name, domain, plan, seats, active_users, mrr,"
            + " last_active_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        "A-" + number,
        name,
        "customer" + number + ".example",
        data.pick(PLANS),
        seats,
        data.below(seats),
        seats * 19 + ".50",
        data.chance(90) ? when.toString() : null,
        when.toString());
    return "A-" + number;
  }

  /** All accounts by column name, ordered by external id. */
  public List<Map<String, Object>> accounts() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT * FROM account_usage ORDER BY external_id")
                .mapToMap()
                .list());
  }

  /** What a data source needs to read it. */
  public String jdbcUrl() {
    return SandboxFile.url(file);
  }

  private static int count(Handle handle) {
    return handle.createQuery("SELECT count(*) FROM account_usage").mapTo(Integer.class).one();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
