package dev.oneway.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.governance.ColumnLocks.Lock;
import dev.oneway.testing.Postgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The statements that lock synced columns, on a real PostgreSQL. */
class ColumnLocksTest {
  private static final String MAPPING =
      """
      source: { system: Sales, object: orders }
      destination: { system: BI, object: orders, owns: [comment, "Rating"] }
      key: { id: id }
      fields:
        total: total
        clerk: { from: clerk, on: create }
        region: { from: region, on: empty }
      children:
        order_lines:
          each: lines
          parent: { order_id: id }
          key: { line: line }
          missing: delete
          fields: { sku: sku }
      """;

  @TempDir private Path path;
  private Folder folder;

  @BeforeEach
  void aFlowIntoTwoTables() {
    folder =
        new Folder(path)
            .write("mappings/orders.yaml", MAPPING)
            .route("orders", "mapping:orders", "jdbc-upsert:sales.orders?dataSource=#bi");
  }

  private List<Lock> locks(Map<String, String> settings) {
    return new ColumnLocks(
            List.of("clerks", "Bob's"), name -> Optional.ofNullable(settings.get(name)))
        .of(folder.flows());
  }

  @Test
  void whoeverIsNotOnewayChangesTheirOwnColumnsAlone() throws SQLException {
    String url = Postgres.newDatabase();
    try (Connection connection = DriverManager.getConnection(url);
        Statement sql = connection.createStatement()) {
      sql.execute(
          """
          CREATE ROLE clerks; CREATE ROLE "Bob's"; CREATE ROLE writer;
          CREATE SCHEMA sales; SET search_path TO sales;
          GRANT USAGE ON SCHEMA sales TO clerks, "Bob's", writer;
          CREATE TABLE orders (id int PRIMARY KEY, total int, clerk text, region text,
            comment text, "Rating" int);
          CREATE TABLE order_lines (order_id int, line int, sku text, PRIMARY KEY (order_id, line));
          INSERT INTO orders VALUES (1, 10); INSERT INTO order_lines VALUES (1, 1, 'a');
          GRANT ALL ON orders, order_lines TO clerks, "Bob's"; GRANT UPDATE (total) ON orders TO clerks;
          GRANT UPDATE ON orders TO PUBLIC;
          """);
      for (Lock lock : locks(Map.of("oneway.datasource.bi.user", "writer"))) {
        assertThat(lock.note()).isEmpty();
        for (String statement : lock.statements()) {
          sql.execute(statement);
        }
      }
      for (String role : List.of("clerks", "\"Bob's\"")) {
        sql.execute("SET ROLE " + role);
        refused(sql, "UPDATE orders SET total = 11");
        refused(sql, "UPDATE orders SET id = 2");
        refused(sql, "UPDATE orders SET comment = 'x', total = 11");
        refused(sql, "UPDATE order_lines SET sku = 'b'");
        refused(sql, "INSERT INTO orders VALUES (2, 10)");
        refused(sql, "DELETE FROM order_lines");
        refused(sql, "TRUNCATE orders");
        allowed(
            sql, "UPDATE orders SET comment = 'x', \"Rating\" = 5, clerk = 'Ann', region = 'EU'");
        allowed(sql, "SELECT * FROM orders JOIN order_lines ON order_id = id");
        sql.execute("RESET ROLE");
      }
      sql.execute("SET ROLE writer");
      allowed(sql, "UPDATE orders SET total = 11");
      allowed(sql, "INSERT INTO orders VALUES (2, 10) ON CONFLICT (id) DO UPDATE SET total = 10");
      allowed(sql, "DELETE FROM order_lines");
    }
  }

  private static void refused(Statement sql, String statement) {
    assertThatThrownBy(() -> sql.execute(statement))
        .as(statement)
        .hasMessageContaining("permission denied");
  }

  private static void allowed(Statement sql, String statement) {
    assertThatCode(() -> sql.execute(statement)).as(statement).doesNotThrowAnyException();
  }

  @Test
  void aColumnThatAnotherFlowAlwaysWritesIsNotTheirs() {
    folder
        .write("mappings/regions.yaml", Folder.mapping("Map place", "BI orders", "region: region"))
        .route("regions", "mapping:regions", "jdbc-upsert:sales.orders?dataSource=#bi");
    assertThat(locks(Map.of()).get(0).statements())
        .last()
        .isEqualTo(
            "GRANT UPDATE (\"comment\", \"Rating\", \"clerk\") ON \"sales\".\"orders\" TO"
                + " \"clerks\", \"Bob's\";");
  }

  @Test
  void sqliteHasNoPrivileges() {
    assertThat(locks(Map.of("oneway.datasource.bi.url", "jdbc:sqlite:bi.db")))
        .hasSize(2)
        .allSatisfy(lock -> assertThat(lock.statements()).isEmpty())
        .allSatisfy(lock -> assertThat(lock.note()).startsWith("SQLite has neither users"));
  }

  @Test
  void tablesThatOnewayMakesAreItsOwn() {
    folder.route("orders", "mapping:orders", "jdbc-upsert:orders_{day}?dataSource=#bi&create=true");
    assertThat(locks(Map.of()).get(0).statements()).isEmpty();
    assertThat(locks(Map.of()).get(0).note()).contains("they belong to its user");
  }
}
