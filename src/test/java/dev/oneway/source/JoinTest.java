package dev.oneway.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.SandboxServer;
import dev.oneway.demo.http.Vendor;
import dev.oneway.run.FatalException;
import dev.oneway.run.RetriableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records are completed with what a read finds for them. */
class JoinTest {
  private static final String QUERY = "query=RAW(ids=${exchangeProperty.keys})";

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile Vendor vendor = JoinTest::found;
  private SandboxServer server;

  @BeforeEach
  void open() throws IOException {
    server =
        SandboxServer.start(
            0,
            request -> {
              asked.add(request.query().get("ids"));
              return vendor.answer(request);
            });
  }

  @AfterEach
  void close() {
    server.close();
  }

  /** Person 9 doesn't exist. */
  private static Reply found(Request request) {
    return Reply.json(
        200,
        Arrays.stream(request.query().get("ids").split(","))
            .filter(id -> !id.equals("9"))
            .map(id -> Map.of("id", Long.valueOf(id), "name", "Person " + id))
            .toList());
  }

  private Exchange send(String options, Object body) throws Exception {
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      context.addComponent("pages", new PagesComponent());
      context.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("direct:flow").to("pages:" + server.url() + "/people?" + options);
            }
          });
      context.start();
      return context
          .createProducerTemplate()
          .send("direct:flow", exchange -> exchange.getMessage().setBody(body));
    }
  }

  private Object join(String options, Object body) throws Exception {
    Exchange done = send(QUERY + "&" + options, body);
    assertThat(done.getException()).isNull();
    assertThat(done.getProperty("keys")).isNull();
    return done.getMessage().getBody();
  }

  private static List<Object> people(Object records) {
    List<Object> people = new ArrayList<>();
    ((List<?>) records).forEach(record -> people.add(((Map<?, ?>) record).get("person")));
    return people;
  }

  private static Map<String, Object> person(long id) {
    return Map.of("id", id, "name", "Person " + id);
  }

  @Test
  void eachRecordGetsWhatBelongsToItAndIsElseAsItWas() throws Exception {
    Map<String, Object> record = Map.of("n", 1, "person_id", 7L);
    assertThat(join("join=/person_id&joinAs=person", List.of(record)))
        .isEqualTo(List.of(Map.of("n", 1, "person_id", 7L, "person", person(7))));
    assertThat(record).doesNotContainKey("person");
  }

  @Test
  void withoutANameWhatIsFoundBecomesAPartOfTheRecord() throws Exception {
    assertThat(join("join=/p", List.of(Map.of("p", 7L, "name", "old"), Map.of("p", 9, "n", 1))))
        .isEqualTo(List.of(Map.of("p", 7L, "id", 7L, "name", "Person 7"), Map.of("p", 9, "n", 1)));
  }

  @Test
  void manyRecordsAreOneQuestionAndAKeyIsAskedForOnce() throws Exception {
    List<Map<String, Object>> records =
        List.of(Map.of("p", 1), Map.of("p", 2), Map.of("p", 1), Map.of("p", 3));
    assertThat(people(join("join=/p&joinAs=person&joinBatch=2", records)))
        .containsExactly(person(1), person(2), person(1), person(3));
    assertThat(asked).containsExactly("1,2", "3");
  }

  @Test
  void keysAreThereQuotedToo() throws Exception {
    vendor = request -> Reply.json(200, List.of());
    String soql = "query=RAW(ids=IN (${exchangeProperty.quotedKeys}))&join=/p&joinAs=person";
    Exchange done = send(soql, List.of(Map.of("p", "a"), Map.of("p", "o'b\\c")));
    assertThat(done.getException()).isNull();
    assertThat(done.getProperty("quotedKeys")).isNull();
    assertThat(asked).containsExactly("IN ('a','o\\'b\\\\c')");
  }

  @Test
  void ofSeveralPlacesTheFirstThatIsThereCounts() throws Exception {
    List<Map<String, Object>> records =
        List.of(
            Map.of("payload", Map.of("people", List.of(Map.of("id", 4))), "id", 1),
            Map.of("id", "5"));
    assertThat(people(join("join=/payload/people/0/id,/id&joinAs=person", records)))
        .containsExactly(person(4), person(5));
  }

  @Test
  void whatIsNotFoundIsMissingAndWithoutKeysNothingIsAsked() throws Exception {
    assertThat(join("join=/p&joinAs=person", Map.of("p", 9))).isEqualTo(List.of(Map.of("p", 9)));
    assertThat(asked).containsExactly("9");
    asked.clear();
    assertThat(join("join=/p&joinAs=person", List.of(Map.of("q", 9))))
        .isEqualTo(List.of(Map.of("q", 9)));
    assertThat(asked).isEmpty();
  }

  @Test
  void anOutageIsOneThatMayHeal() throws Exception {
    vendor = request -> Reply.empty(503);
    Exchange done = send(QUERY + "&join=/p&joinAs=person&attempts=1", List.of(Map.of("p", 1)));
    assertThat(done.getException()).isInstanceOf(RetriableException.class);
  }

  @Test
  void aBodyThatIsNoChunkIsTold() throws Exception {
    assertThat(send(QUERY + "&join=/p&joinAs=person", "text").getException())
        .isInstanceOf(FatalException.class)
        .hasMessageContaining("a list of records, or one");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "query=RAW(a=b)&join=/p&joinAs=x | doesn't say which",
        "query=RAW(ids=${exchangeProperty.keys})&join=/p&joinAs= | joinAs is blank",
        "query=RAW(ids=${exchangeProperty.keys})&join=p&joinAs=x | join",
        "query=RAW(ids=${exchangeProperty.keys})&join=/p&joinAs=x&joinBatch=0 | less than 1",
        "joinAs=x | of no use without join"
      })
  void whatIsWrongIsToldAtTheStart(String options, String message) {
    assertThatThrownBy(() -> send(options, List.of())).rootCause().hasMessageContaining(message);
  }
}
