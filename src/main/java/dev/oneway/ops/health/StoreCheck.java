package dev.oneway.ops.health;

import dev.oneway.state.StateStore;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the state store whether it answers, with one question at a time: a store that hangs holds
 * one thread, however often is asked. Threads may share it.
 */
final class StoreCheck {
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private final StateStore store;
  private CompletableFuture<Boolean> question = CompletableFuture.completedFuture(true);

  StoreCheck(StateStore store) {
    this.store = store;
  }

  boolean answers() {
    try {
      return ask().get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  private synchronized CompletableFuture<Boolean> ask() {
    if (question.isDone()) {
      question = new CompletableFuture<>();
      CompletableFuture<Boolean> asked = question;
      Thread thread = new Thread(() -> ask(asked), "oneway-health");
      thread.setDaemon(true);
      thread.start();
    }
    return question;
  }

  private void ask(CompletableFuture<Boolean> asked) {
    try {
      asked.complete(
          store.inTransaction(
              handle -> handle.createQuery("SELECT 1").mapTo(Integer.class).one() == 1));
    } catch (RuntimeException e) {
      asked.completeExceptionally(e);
    }
  }
}
