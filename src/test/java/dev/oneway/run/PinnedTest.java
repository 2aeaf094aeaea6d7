package dev.oneway.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.deadletter.DeadLetters;
import dev.oneway.state.StateDatabase;
import dev.oneway.state.StateStore;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a run holds on to from its first to its last chunk. */
class PinnedTest {
  private final TestClock clock = new TestClock();
  private final StateStore store = StateDatabase.SQLITE.shared();
  private final Books books =
      new Books(store, new DeadLetters(store, clock), Overlap.DEFAULT, clock);
  private final AtomicInteger definition = new AtomicInteger();

  private int pinned(Run run, Object key) {
    return run.pinned(key, definition::incrementAndGet);
  }

  @Test
  void aRunKeepsWhatItSawFirstAndTheNextRunSeesTheNewest() {
    Run run = books.open("pinned", RunKind.ONCE);
    assertThat(pinned(run, "a")).isEqualTo(1);
    assertThat(pinned(run, "a")).isEqualTo(1);
    assertThat(pinned(run, "b")).isEqualTo(2);

    assertThat(pinned(books.open("pinned", RunKind.ONCE), "a")).isEqualTo(3);
    assertThat(pinned(run, "a")).isEqualTo(1);
  }

  @Test
  void nothingIsPinnedByASupplierThatFails() {
    Run run = books.open("pinned", RunKind.ONCE);
    assertThatThrownBy(
            () ->
                run.pinned(
                    "a",
                    () -> {
                      throw new FatalException("not now");
                    }))
        .hasMessage("not now");

    assertThat(pinned(run, "a")).isEqualTo(1);
  }

  @Test
  void threadsThatShareARunShareWhatItHolds() throws Exception {
    Run run = books.open("pinned", RunKind.ONCE);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Integer>> chunks =
          Stream.generate(() -> (Callable<Integer>) () -> pinned(run, "a")).limit(200).toList();
      for (Future<Integer> seen : threads.invokeAll(chunks)) {
        assertThat(seen.get()).isEqualTo(1);
      }
    } finally {
      threads.shutdown();
    }
  }
}
