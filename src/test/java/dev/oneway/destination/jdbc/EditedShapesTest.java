package dev.oneway.destination.jdbc;

import static dev.oneway.destination.jdbc.Orders.record;
import static dev.oneway.destination.jdbc.Orders.shape;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.record.Shape;
import dev.oneway.run.Traffic;
import java.sql.Connection;
import java.util.List;
import java.util.Map;

/** A mapping is edited while its destination is in use: each edit gives another shape. */
class EditedShapesTest extends DatabaseTest {
  private final Shape first = shape("people", "*id", "name");

  @EachDatabase
  void eachOfAHundredShapesIsWrittenByItsOwnFields(Engine engine) throws Exception {
    Database database = open(engine);
    database.run("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, age INTEGER)");
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "people");
    upsert.write(List.of(record(first, 1L, "Ann")), new Traffic());

    for (long i = 1; i <= 100; i++) {
      Shape edited = i % 2 == 0 ? shape("people", "*id", "name") : shape("people", "*id", "age");
      assertThat(write(upsert, record(edited, 1L, i % 2 == 0 ? (Object) ("Ann " + i) : i)))
          .isEqualTo(Map.of("1", "updated"));
    }

    assertThat(database.rows("SELECT * FROM people")).containsExactly("1|Ann 100|99");
  }

  private static Target target(Shape shape) {
    return new Target(TableName.parse("people"), shape);
  }

  @EachDatabase
  void onlyTheLastFewPlansAreKept(Engine engine) throws Exception {
    Database database = open(engine);
    database.run("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, age INTEGER)");
    Plans plans = new Plans(TableChoice.parse("people"), Growth.NONE, false);
    try (Connection connection = database.pool().getConnection()) {
      Dialect dialect = Dialect.named(connection.getMetaData().getDatabaseProductName());
      TablePlan plan = plans.of(target(first), List.of(), dialect, connection);
      assertThat(plans.of(target(first), List.of(), dialect, connection)).isSameAs(plan);
      for (int i = 0; i < Plans.MOST; i++) {
        plans.of(target(shape("people", "*id", "age")), List.of(), dialect, connection);
      }

      assertThat(plans.of(target(first), List.of(), dialect, connection)).isNotSameAs(plan);
    }
  }
}
