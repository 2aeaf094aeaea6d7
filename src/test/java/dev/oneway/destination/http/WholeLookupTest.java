package dev.oneway.destination.http;

import static dev.oneway.destination.http.People.person;
import static dev.oneway.destination.http.Setup.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.SandboxServer;
import dev.oneway.run.FailureCategory;
import dev.oneway.run.Fate;
import dev.oneway.run.Outcome;
import dev.oneway.run.RetriableException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A look-up whose answer doesn't fit a page: what stands further behind isn't missing. */
class WholeLookupTest {
  private static final int A_PAGE = 2;
  private static final Map<String, String> PAGED =
      with(
          Setup.ONE_BY_ONE,
          "lookup",
          "GET /people?of=all",
          "foundNext",
          "more:/has_more",
          "foundCursorParameter",
          "starting_after",
          "foundCursorRecord",
          "/id",
          "attempts",
          "1");

  private final List<Request> asked = new CopyOnWriteArrayList<>();
  private volatile Function<Request, Reply> list = WholeLookupTest::page;
  private SandboxServer server;

  @BeforeEach
  void open() throws IOException {
    server =
        SandboxServer.start(
            0,
            request -> {
              asked.add(request);
              return request.method().equals("GET")
                  ? list.apply(request)
                  : Reply.json(200, Map.of("success", true, "id", "new"));
            });
  }

  @AfterEach
  void close() {
    server.close();
  }

  /** Five people, p1 to p5, with the keys k1 to k5. */
  private static Reply page(Request request) {
    int after = Integer.parseInt(request.query().getOrDefault("starting_after", "p0").substring(1));
    List<Map<String, Object>> rows =
        IntStream.rangeClosed(after + 1, Math.min(after + A_PAGE, 5))
            .mapToObj(i -> Map.<String, Object>of("id", "p" + i, "ext", "k" + i))
            .toList();
    return Reply.json(200, Map.of("results", rows, "has_more", after + A_PAGE < 5));
  }

  private List<Outcome> write(String key) throws Exception {
    try (Setup setup = new Setup(server.url(), PAGED)) {
      return setup.write(person(key, "Ann"));
    }
  }

  private List<String> lines() {
    return asked.stream().map(one -> one.method() + " " + one.path()).toList();
  }

  @Test
  void aRecordOnTheLastPageIsUpdatedAndNotCreatedOnceMore() throws Exception {
    assertThat(((Outcome.Written) write("k5").get(0)).fate()).isEqualTo(Fate.UPDATED);
    assertThat(lines())
        .containsExactly("GET /people", "GET /people", "GET /people", "PATCH /people/p5");
    assertThat(asked.get(2).query())
        .containsOnly(Map.entry("of", "all"), Map.entry("starting_after", "p4"));
  }

  @Test
  void whatIsOnNoPageIsCreated() throws Exception {
    assertThat(((Outcome.Written) write("k6").get(0)).fate()).isEqualTo(Fate.CREATED);
    assertThat(lines())
        .containsExactly("GET /people", "GET /people", "GET /people", "POST /people");
  }

  private void refusesToGuess(Function<Request, Reply> answer) {
    list = answer;
    assertThatThrownBy(() -> write("k6"))
        .isInstanceOfSatisfying(
            RetriableException.class,
            e -> assertThat(e.category()).isEqualTo(FailureCategory.UNEXPECTED_ANSWER));
    assertThat(lines()).doesNotContain("POST /people");
  }

  @Test
  void aPageThatComesAgainIsNoAnswerAndNoEndlessLoop() {
    refusesToGuess(
        request ->
            Reply.json(
                200,
                Map.of("results", List.of(Map.of("id", "p1", "ext", "k1")), "has_more", true)));
    assertThat(asked).hasSize(2);
  }

  @Test
  void aPageThatLeadsNowhereIsNoAnswer() {
    refusesToGuess(request -> Reply.json(200, Map.of("results", List.of(), "has_more", true)));
  }

  @Test
  void aFurtherPageWithoutAListIsNoAnswer() {
    refusesToGuess(
        request ->
            request.query().containsKey("starting_after")
                ? Reply.json(200, Map.of("object", "list"))
                : page(request));
  }

  @Test
  void aFurtherPageThatFailsIsAskedForAgainBeforeAnythingIsCreated() {
    list =
        request -> request.query().containsKey("starting_after") ? Reply.empty(503) : page(request);
    assertThatThrownBy(() -> write("k6"))
        .isInstanceOfSatisfying(
            RetriableException.class,
            e -> assertThat(e.category()).isEqualTo(FailureCategory.UNAVAILABLE));
    assertThat(lines()).doesNotContain("POST /people");
  }

  @ParameterizedTest
  @CsvSource({"foundNext", "foundCursorParameter", "foundCursorRecord"})
  void oneOfThemMissingIsRefused(String missing) {
    Map<String, String> options = with(PAGED, missing, "");
    assertThatThrownBy(() -> new Setup(server.url(), options).write(person("a", "Ann")))
        .rootCause()
        .hasMessageContaining("foundCursorParameter and foundCursorRecord belong together");
  }

  @ParameterizedTest
  @CsvSource({"link", "cursor:/next", "/has_more"})
  void anotherWayToTheNextPageIsRefused(String next) {
    Map<String, String> options = with(PAGED, "foundNext", next);
    assertThatThrownBy(() -> new Setup(server.url(), options).write(person("a", "Ann")))
        .rootCause()
        .hasMessageContaining("a look-up goes on by a boolean only");
  }
}
