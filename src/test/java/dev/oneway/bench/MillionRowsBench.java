package dev.oneway.bench;

import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import dev.oneway.testing.Postgres;
import dev.oneway.testing.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * A million rows of ten mapped fields from one PostgreSQL database to another, through a flow and,
 * in the same run, through a plain JDBC batch upsert written by hand (without mapping, ledger,
 * history or dead letters). Prints both and their ratio, for a first load and for a second run that
 * finds nothing changed.
 *
 * <p>Run it with {@code -Xmx256m}: {@code mvn -q test-compile
 * org.codehaus.mojo:exec-maven-plugin:3.5.1:java -Dexec.classpathScope=test
 * -Dexec.mainClass=dev.oneway.bench.MillionRowsBench}, the heap bound in MAVEN_OPTS.
 */
public final class MillionRowsBench {
  private static final int BATCH = 1000;
  private static final String TABLE =
      "CREATE TABLE people (id bigint PRIMARY KEY, first_name text, last_name text, email text,"
          + " department text, salary numeric(12,2), hired_on date, active boolean, note text,"
          + " updated_at timestamptz NOT NULL)";

  private MillionRowsBench() {}

  public static void main(String[] arguments) throws IOException, SQLException {
    int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
    String source = Postgres.newDatabase();
    Sql.execute(source, TABLE);
    Sql.execute(source, people(rows));
    for (int round = 1; round <= 3; round++) {
      round(round, source);
    }
  }

  private static void round(int round, String source) throws IOException, SQLException {
    String byHand = Postgres.newDatabase();
    String byFlow = Postgres.newDatabase();
    Sql.execute(byHand, TABLE);
    Sql.execute(byFlow, TABLE);
    Home home = home(source, byFlow);
    for (String run : new String[] {"first load", "nothing changed"}) {
      Duration plain = upsertByHand(source, byHand);
      RunSummary flow = home.runOnce("people");
      System.out.printf(
          Locale.ROOT,
          "round %d, %s: by hand %.1f s, flow %.1f s, ratio %.2f (%s)%n",
          round,
          run,
          seconds(plain),
          seconds(flow.duration()),
          seconds(flow.duration()) / seconds(plain),
          flow.countsInWords());
    }
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static Duration upsertByHand(String source, String target) throws SQLException {
    Instant start = Instant.now();
    try (Connection from = DriverManager.getConnection(source);
        Connection to = DriverManager.getConnection(target + "&reWriteBatchedInserts=true");
        PreparedStatement read = from.prepareStatement("SELECT * FROM people ORDER BY id");
        PreparedStatement write = to.prepareStatement(upsert())) {
      from.setAutoCommit(false);
      to.setAutoCommit(false);
      read.setFetchSize(BATCH);
      int batched = 0;
      try (ResultSet row = read.executeQuery()) {
        while (row.next()) {
          for (int column = 1; column <= 10; column++) {
            write.setObject(column, row.getObject(column));
          }
          write.addBatch();
          if (++batched % BATCH == 0) {
            write.executeBatch();
            to.commit();
          }
        }
      }
      write.executeBatch();
      to.commit();
    }
    return Duration.between(start, Instant.now());
  }

  private static String upsert() {
    return "INSERT INTO people VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
        + " first_name = excluded.first_name, last_name = excluded.last_name, email ="
        + " excluded.email, department = excluded.department, salary = excluded.salary, hired_on ="
        + " excluded.hired_on, active = excluded.active, note = excluded.note, updated_at ="
        + " excluded.updated_at";
  }

  private static String people(int rows) {
    return "INSERT INTO people SELECT i, 'First' || i % 5000, 'Last' || i % 7000, ' Person' || i ||"
        + " '@Example.com ', (array['Sales', 'Engineering', 'HR', 'Finance'])[1 + i % 4], 30000 +"
        + " i % 900000 / 10.0, date '2000-01-01' + i % 9000, i % 7 <> 0, CASE WHEN i % 3 > 0 THEN"
        + " 'Notiz № ' || i || ' – naïve' END, timestamptz '2024-01-01' + i * interval '7 seconds'"
        + " FROM generate_series(1, "
        + rows
        + ") i";
  }

  private static Home home(String source, String target) throws IOException {
    return new Home(Files.createTempDirectory(Path.of("target"), "bench"))
        .source("source", source)
        .destination("target", target)
        .write(
            "routes/people.camel.yaml",
            """
            - route:
                id: people
                from:
                  uri: quartz:people
                  parameters: { cron: "0 0 3 * * ?", stateful: true }
                  steps:
                    - to:
                        uri: "sql:SELECT * FROM people ORDER BY id"
                        parameters: { dataSource: "#source", outputType: StreamList, fetchSize: 1000 }
                    - split:
                        expression: { ref: { expression: chunk1000 } }
                        streaming: true
                        stopOnException: true
                        steps:
                          - to: mapping:people
                          - to: dedup:ledger
                          - to: jdbc-upsert:people?dataSource=#target
            """)
        .write(
            "mappings/people.yaml",
            """
            source: { system: HR, object: people, owner: hr }
            destination: { system: Target, object: people }
            key: { id: id }
            changedAt: updated_at
            fields:
              first_name: first_name
              last_name: last_name
              email: { from: email, text: [trim, lower] }
              department: department
              salary: salary
              hired_on: hired_on
              active: active
              note: note
              updated_at: updated_at
            """);
  }
}
