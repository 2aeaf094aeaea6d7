package dev.oneway.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonPointer;
import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.SandboxServer;
import dev.oneway.http.Auth;
import dev.oneway.http.paging.Paging;
import dev.oneway.run.FatalException;
import dev.oneway.testing.Threads;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.core5.http.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** What a read does while nobody asks it for a record. */
class PagedReadAheadTest {
  private static final int PAGES = 6;

  private final List<Request> asked = new CopyOnWriteArrayList<>();
  private volatile int refusedFrom = Integer.MAX_VALUE;
  private SandboxServer server;
  private Reads reads;

  @BeforeEach
  void start() throws IOException {
    await().until(() -> Threads.readingAhead().isEmpty());
    server = SandboxServer.start(0, this::page);
    reads =
        new Reads(server.url() + "/1")
            .patient()
            .paging(new Paging.Url(JsonPointer.compile("/next")));
  }

  @AfterEach
  void stop() {
    server.close();
    await().until(() -> Threads.readingAhead().isEmpty());
  }

  /** Six pages of two records each. */
  private Reply page(Request request) {
    asked.add(request);
    int page = Integer.parseInt(request.path().substring(1));
    if (page >= refusedFrom) {
      return Reply.text(400, "no such page");
    }
    List<Map<String, Integer>> items = List.of(Map.of("id", 2 * page - 1), Map.of("id", 2 * page));
    return page < PAGES
        ? Reply.json(200, Map.of("items", items, "next", "/" + (page + 1)))
        : Reply.json(200, Map.of("items", items));
  }

  private static void untilTheReaderIsIn(String method) {
    await()
        .until(
            () ->
                Thread.getAllStackTraces().entrySet().stream()
                    .filter(thread -> thread.getKey().getName().equals("read-ahead"))
                    .filter(thread -> thread.getKey().getState() != Thread.State.RUNNABLE)
                    .flatMap(thread -> List.of(thread.getValue()).stream())
                    .anyMatch(frame -> frame.getMethodName().equals(method)));
  }

  @Test
  void nothingIsAskedForBeforeTheFirstRecordIs() {
    PagedRead read = reads.open();
    assertThat(Threads.readingAhead()).isEmpty();
    read.close();
    assertThat(asked).isEmpty();
  }

  @Test
  void whileARecordIsInUseTheNextTwoPagesAreReadAndNoMore() {
    try (PagedRead read = reads.open()) {
      read.next();
      untilTheReaderIsIn("awaitPage");
      assertThat(asked).as("page 1 isn't used up").hasSize(2);
      read.next();
      await().until(() -> asked.size() == 3);
      untilTheReaderIsIn("awaitPage");
      assertThat(asked).as("pages 2 and 3 wait").hasSize(3);
      read.next();
      untilTheReaderIsIn("awaitPage");
      assertThat(asked).as("page 2 isn't used up").hasSize(3);
    }
  }

  @Test
  void theRecordsComeInTheirOrderAndTheThreadEndsWithThem() {
    assertThat(reads.ids())
        .containsExactlyElementsOf(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L));
    assertThat(asked).hasSize(PAGES);
    await().until(() -> Threads.readingAhead().isEmpty());
  }

  @Test
  void aPageThatIsRefusedFailsTheReadOnlyBehindTheRecordsBeforeIt() {
    refusedFrom = 2;
    PagedRead read = reads.open();
    assertThat(read.next()).containsEntry("id", 1L);
    await().until(() -> Threads.readingAhead().isEmpty());
    assertThat(asked).hasSize(2);
    assertThat(read.hasNext()).isTrue();
    assertThat(read.next()).containsEntry("id", 2L);
    Throwable failure = catchThrowable(read::hasNext);
    assertThat(failure)
        .isInstanceOf(FatalException.class)
        .hasMessageContaining("/2 was answered with status 400");
    read.close();
    assertThat(catchThrowable(read::next)).isSameAs(failure);
  }

  @Test
  void aReadClosedWhileItWaitsForRoomIsOver() {
    PagedRead read = reads.open();
    read.next();
    untilTheReaderIsIn("awaitPage");
    read.close();
    assertThat(Threads.readingAhead()).isEmpty();
    assertThat(asked).hasSize(2);
    assertThatThrownBy(read::hasNext).hasMessage("the read was closed before its end");
  }

  @Test
  void aReadClosedWhileItWaitsForALimitIsOver() {
    PagedRead read = reads.rate("1/1m").open();
    read.next();
    untilTheReaderIsIn("awaitRoom");
    read.close();
    assertThat(Threads.readingAhead()).isEmpty();
    assertThat(asked).hasSize(1);
  }

  @Test
  void anInterruptEndsTheWaitOfTheReaderAndIsKept() throws Exception {
    PagedRead read = reads.rate("1/1m").open();
    read.next();
    read.next();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    AtomicReference<Boolean> kept = new AtomicReference<>();
    Thread taker =
        new Thread(
            () -> {
              failure.set(catchThrowable(read::hasNext));
              kept.set(Thread.currentThread().isInterrupted());
            });
    taker.start();
    untilTheReaderIsIn("awaitRoom");
    taker.interrupt();
    taker.join();
    assertThat(failure.get())
        .isInstanceOf(SourceFailedException.class)
        .hasMessageStartingWith("stopped while waiting for " + server.url());
    assertThat(kept.get()).isTrue();
    assertThat(catchThrowable(read::hasNext)).isSameAs(failure.get());
  }

  @Test
  void whatIsLoggedWhileItReadsBelongsToTheRun() {
    List<String> runs = new CopyOnWriteArrayList<>();
    MDC.put("run", "the-run");
    try {
      assertThat(reads.auth(new Witness(runs)).all()).hasSize(2 * PAGES);
    } finally {
      MDC.remove("run");
    }
    assertThat(runs).hasSize(PAGES).containsOnly("the-run");
  }

  /** Notes which run a request is made for. */
  private record Witness(List<String> runs) implements Auth {
    @Override
    public void sign(HttpRequest request) {
      runs.add(MDC.get("run"));
    }

    @Override
    public boolean renew(HttpRequest refused) {
      return false;
    }

    @Override
    public String conceal(String text) {
      return text;
    }

    @Override
    public String place() {
      return "nowhere";
    }
  }
}
