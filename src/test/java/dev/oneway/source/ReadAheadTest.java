package dev.oneway.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The two threads' meeting place, without a server. */
class ReadAheadTest {
  private static final Map<String, Object> RECORD = Map.of("id", 1L);
  private static final long THIRD = ReadAhead.MOST_BYTES / 3;

  private final ReadAhead ahead = new ReadAhead();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private Thread reader = Thread.currentThread();

  private void reading(Runnable work) {
    reader = new Thread(work);
    reader.setUncaughtExceptionHandler((thread, e) -> failure.set(e));
    reader.start();
  }

  private void readerWaits() {
    await().until(() -> reader.getState() == Thread.State.WAITING);
  }

  private void readerIsDone() {
    await().until(() -> !reader.isAlive());
  }

  @AfterEach
  void close() {
    ahead.close();
  }

  @Test
  void aRecordBeyondTheBytesThatMayBeHeldWaitsUntilOneIsTaken() {
    List.of(1, 2, 3).forEach(page -> ahead.put(RECORD, 1, THIRD));
    reading(() -> ahead.put(Map.of("id", 4L), 1, THIRD));
    readerWaits();
    ahead.take();
    readerIsDone();
    ahead.take();
    ahead.take();
    assertThat(ahead.take()).containsEntry("id", 4L);
  }

  @Test
  void aRecordLargerThanAllThatMayBeHeldIsHeldAlone() {
    ahead.put(RECORD, 1, 1);
    reading(() -> ahead.put(RECORD, 1, 10 * ReadAhead.MOST_BYTES));
    readerWaits();
    ahead.take();
    readerIsDone();
    assertThat(ahead.awaitRecord(reader)).isTrue();
  }

  @Test
  void aPageIsAskedForOnceTheOneBeforeTheLastWasTaken() {
    ahead.awaitPage(1);
    ahead.put(RECORD, 1, 1);
    ahead.put(RECORD, 1, 1);
    ahead.awaitPage(2);
    ahead.put(RECORD, 2, 1);
    reading(() -> ahead.awaitPage(3));
    readerWaits();
    ahead.take();
    readerWaits();
    ahead.take();
    readerIsDone();
    assertThat(failure).hasNullValue();
  }

  @Test
  void whatEndedTheReaderIsToldAfterWhatItHadRead() {
    IllegalStateException cause = new IllegalStateException("page 2");
    ahead.put(RECORD, 1, 1);
    ahead.end(Optional.of(cause));
    assertThat(ahead.awaitRecord(reader)).isTrue();
    ahead.take();
    assertThatThrownBy(() -> ahead.awaitRecord(reader)).isSameAs(cause);
    assertThatThrownBy(() -> ahead.awaitRecord(reader)).isSameAs(cause);
  }

  @Test
  void anErrorOfTheReaderIsToldToo() {
    ahead.end(Optional.of(new StackOverflowError("deep")));
    assertThatThrownBy(() -> ahead.awaitRecord(reader)).isInstanceOf(StackOverflowError.class);
  }

  @Test
  void whenNobodyTakesAnyMoreTheReaderIsToldWhereverItWaits() {
    ahead.put(RECORD, 1, ReadAhead.MOST_BYTES);
    reading(() -> ahead.put(RECORD, 1, 1));
    readerWaits();
    ahead.close();
    readerIsDone();
    assertThat(failure.get()).isInstanceOf(CancellationException.class);
    assertThatThrownBy(() -> ahead.awaitPage(2)).isInstanceOf(CancellationException.class);
  }
}
