package dev.oneway.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(StateDatabase.class)
class StateStoreTest {
  @Parameter StateDatabase database;
  @TempDir Path folder;
  private String url;
  private StateStore store;

  @BeforeEach
  void open() {
    url = database.newUrl(folder);
    store = StateDatabase.reopen(url);
    store.useTransaction(handle -> handle.execute("CREATE TABLE note (text TEXT NOT NULL)"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void theTablesAreThereAndStayWhenItIsOpenedAgain() {
    write("kept");
    store.close();
    store = StateDatabase.reopen(url);
    assertThat(notes()).isEqualTo(1);
    for (String table : new String[] {"run", "watermark", "ledger_entry", "dead_letter"}) {
      assertThat(count(table)).isZero();
    }
  }

  @Test
  @Timeout(10)
  void aTransactionInsideAnotherOneJoinsItAndDoesNotWaitForASecondConnection() {
    int seen =
        store.inTransaction(
            outer -> {
              outer.execute("INSERT INTO note (text) VALUES ('outer')");
              return store.inTransaction(inner -> notes(inner));
            });
    assertThat(seen).isEqualTo(1);
  }

  @Test
  void whatAnInnerTransactionWroteGoesWhenTheOuterOneFails() {
    assertThatThrownBy(
            () ->
                store.useTransaction(
                    outer -> {
                      write("inner");
                      throw new IllegalStateException("broken");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("broken");
    assertThat(notes()).isZero();
  }

  @Test
  void anInnerFailureTakesTheOuterTransactionWithIt() {
    assertThatThrownBy(
            () ->
                store.useTransaction(
                    outer -> {
                      outer.execute("INSERT INTO note (text) VALUES ('outer')");
                      store.useTransaction(
                          inner -> {
                            throw new IllegalStateException("broken");
                          });
                    }))
        .hasMessage("broken");
    assertThat(notes()).isZero();
  }

  @Test
  @Timeout(10)
  void manyThreadsTakeTurns() throws Exception {
    int threads = 12;
    CountDownLatch start = new CountDownLatch(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> futures = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        futures.add(
            pool.submit(
                () -> {
                  start.countDown();
                  start.await();
                  write("one of many");
                  return null;
                }));
      }
      for (Future<?> future : futures) {
        future.get();
      }
    } finally {
      pool.shutdown();
    }
    assertThat(notes()).isEqualTo(threads);
  }

  @Test
  @Timeout(60)
  void nodesThatStartAtOnceOnANewDatabaseAllStart(@TempDir Path other) throws Exception {
    String fresh = database.newUrl(other);
    CountDownLatch start = new CountDownLatch(4);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> nodes = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        nodes.add(
            pool.submit(
                () -> {
                  start.countDown();
                  start.await();
                  StateDatabase.reopen(fresh).close();
                  return null;
                }));
      }
      for (Future<?> node : nodes) {
        node.get();
      }
    } finally {
      pool.shutdown();
    }
    try (StateStore last = StateDatabase.reopen(fresh)) {
      assertThat(last.<Integer>inTransaction(h -> h.execute("DELETE FROM run"))).isZero();
    }
  }

  @Test
  void aClosedStoreRefusesWork() {
    store.close();
    assertThatThrownBy(this::notes).isInstanceOf(RuntimeException.class);
  }

  private void write(String text) {
    store.useTransaction(handle -> handle.execute("INSERT INTO note (text) VALUES (?)", text));
  }

  private int notes() {
    return count("note");
  }

  private static int notes(Handle handle) {
    return handle.createQuery("SELECT COUNT(*) FROM note").mapTo(Integer.class).one();
  }

  private int count(String table) {
    return store.inTransaction(
        handle -> handle.createQuery("SELECT COUNT(*) FROM " + table).mapTo(Integer.class).one());
  }
}
