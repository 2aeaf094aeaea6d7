package dev.oneway.destination.jdbc;

import static dev.oneway.destination.jdbc.Orders.record;
import static dev.oneway.destination.jdbc.Orders.shape;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.record.MappedRecord;
import dev.oneway.record.Shape;
import dev.oneway.run.Books;
import dev.oneway.run.FatalException;
import dev.oneway.run.Overlap;
import dev.oneway.run.Rejection;
import dev.oneway.run.Run;
import dev.oneway.run.RunKind;
import dev.oneway.state.StateStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbcUpsertEndpointTest extends DatabaseTest {
  private final Shape person = shape("people", "*id", "name");
  private final List<Rejection> rejections = new ArrayList<>();
  private DefaultCamelContext context;
  private StateStore store;
  private Run run;

  @BeforeEach
  void start() {
    store = StateStore.open("jdbc:sqlite:" + folder.resolve("state.db"), "", "");
    Books books =
        new Books(
            store,
            (of, some) -> rejections.addAll(some),
            new Overlap(Duration.ZERO, 0),
            Clock.systemUTC());
    run = books.open("flow", RunKind.SCHEDULED);
    context = new DefaultCamelContext();
    context.start();
  }

  @AfterEach
  void stop() {
    context.stop();
    store.close();
  }

  private Exchange send(String uri, List<MappedRecord> chunk) {
    return context
        .createProducerTemplate()
        .send(
            uri,
            exchange -> {
              exchange.setProperty(Run.PROPERTY, run);
              exchange.getIn().setBody(chunk);
            });
  }

  @Test
  void writesTheChunkInTheBodyAndSettlesIt() {
    Database database = openAlone();
    database.run(
        "CREATE SCHEMA hr", "CREATE TABLE hr.people (id int PRIMARY KEY, name varchar(5))");
    context.getRegistry().bind("hr", database.pool());

    Exchange sent =
        send(
            "jdbc-upsert:hr.people?dataSource=#hr",
            List.of(record(person, 1L, "Ann"), record(person, 2L, "much too long")));

    assertThat(sent.getException()).isNull();
    assertThat(database.rows("SELECT * FROM hr.people")).containsExactly("1|Ann");
    assertThat(run.counts().settled()).isEqualTo(2);
    assertThat(rejections)
        .singleElement()
        .satisfies(one -> assertThat(one.category()).isEqualTo("too-long"));
  }

  @Test
  void wantsItsDatabase() {
    assertThatThrownBy(() -> context.getEndpoint("jdbc-upsert:people"))
        .hasRootCauseInstanceOf(FatalException.class)
        .hasMessageContaining("Add dataSource=#name.");
  }

  @Test
  void refusesAnOptionItDoesNotKnow() {
    context.getRegistry().bind("hr", open(Engine.SQLITE).pool());

    assertThatThrownBy(() -> context.getEndpoint("jdbc-upsert:people?dataSource=#hr&bathc=5"))
        .isInstanceOf(ResolveEndpointFailedException.class)
        .hasMessageContaining("bathc");
  }

  @Test
  void startsWhileTheDatabaseIsDown() throws Exception {
    context.getRegistry().bind("down", new org.sqlite.SQLiteDataSource());

    var producer = context.getEndpoint("jdbc-upsert:people?dataSource=#down").createProducer();
    producer.start();

    assertThat(producer.isSingleton()).isTrue();
  }
}
