package dev.oneway.destination.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.deadletter.DeadLetters;
import dev.oneway.record.MappedRecord;
import dev.oneway.run.Books;
import dev.oneway.run.ChunkExpression;
import dev.oneway.run.Overlap;
import dev.oneway.run.RetriableException;
import dev.oneway.run.RunPolicyFactory;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.state.StateDatabase;
import dev.oneway.state.StateStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code http-upsert:} inside a Kamelet, behind a ledger, under the books. */
class HttpUpsertRouteTest {
  @TempDir Path folder;
  private Crm crm;
  private StateStore store;
  private Books books;
  private CamelContext context;

  @BeforeEach
  void start() throws Exception {
    crm = new Crm();
    store = StateDatabase.SQLITE.open(folder);
    Clock clock = Clock.systemUTC();
    books = new Books(store, new DeadLetters(store, clock), new Overlap(Duration.ZERO, 0), clock);
    context = new DefaultCamelContext();
    context.getRegistry().bind("state", store);
    context.getRegistry().bind("chunk10", new ChunkExpression(10));
    context.addRoutePolicyFactory(new RunPolicyFactory(books, Optional::of));
    context.addRoutesConfigurations(errorHandling());
    context.addRoutes(kamelet());
    context.addRoutes(routes());
    context.start();
  }

  /** As shipped: one for all routes, those of Kamelets included. */
  private static RouteConfigurationBuilder errorHandling() {
    return new RouteConfigurationBuilder() {
      @Override
      public void configuration() {
        routeConfiguration()
            .onException(RetriableException.class)
            .maximumRedeliveries(1)
            .redeliveryDelay(0);
      }
    };
  }

  private static RouteBuilder kamelet() {
    Map<String, String> options =
        Setup.with(
            Setup.ONE_BY_ONE,
            "attempts",
            "1",
            "concurrent",
            "1",
            "lookupWhen",
            "doubt",
            "responseTimeout",
            "1s");
    String uri = Setup.uri("{{url}}", options);
    return new RouteBuilder() {
      @Override
      public void configure() {
        routeTemplate("people-sink").templateParameter("url").from("kamelet:source").to(uri);
      }
    };
  }

  private RouteBuilder routes() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("direct:people")
            .routeId("people")
            .split()
            .ref("chunk10")
            .streaming()
            .stopOnException()
            .to("dedup:ledger")
            .to("kamelet:people-sink?url=" + crm.url());
      }
    };
  }

  @AfterEach
  void stop() {
    context.stop();
    store.close();
    crm.close();
  }

  @Test
  void camelsRedeliveryOnlySendsWhatIsLeft() {
    crm.next("POST", Crm.answers(201, Map.of("success", true, "id", "9")), Crm.cut());

    run(People.people(4));

    assertThat(last().countsInWords()).isEqualTo("read 4, created 4");
    assertThat(crm.count("POST /people")).isEqualTo(5);
    assertThat(crm.names()).containsOnlyKeys("k2", "k3", "k4");
  }

  @Test
  void aCreateThatWasCutOffIsLookedUpByTheNextRunAndTheIdIsRemembered() {
    crm.next("POST", Crm.doesItSilently()).next("GET", Crm.cut());
    assertThatThrownBy(() -> run(People.people(1))).isInstanceOf(CamelExecutionException.class);
    assertThat(last().state()).isEqualTo(RunState.FAILED);
    crm.forgetRequests();

    run(People.people(1));

    assertThat(last().state()).isEqualTo(RunState.DONE);
    assertThat(crm.names()).containsOnlyKeys("k1");
    assertThat(crm.lines()).containsExactly("GET /people", "PATCH /people/101");
    crm.forgetRequests();

    run(People.people(1));
    assertThat(crm.lines()).isEmpty();
    run(List.of(People.person("k1", "Renamed")));
    assertThat(crm.lines()).containsExactly("PATCH /people/101");
  }

  @Test
  void aRefusedRecordIsADeadLetterAndTheBooksBalance() {
    List<MappedRecord> people = new ArrayList<>(People.people(3));
    people.set(1, People.person("k2", "bad"));

    run(people);

    assertThat(last().state()).isEqualTo(RunState.DONE);
    assertThat(last().countsInWords()).isEqualTo("read 3, created 2, rejected 1");
  }

  private void run(List<?> records) {
    context.createProducerTemplate().sendBody("direct:people", records);
  }

  private RunSummary last() {
    return books.log().latest(1).get(0);
  }
}
