package dev.oneway.http.auth;

import dev.oneway.run.FatalException;
import dev.oneway.run.RetriableException;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * One token for many requests. It is obtained when the first request needs it, and again when it is
 * no longer good or was refused; at most once at a time. Who needs it meanwhile waits, and shares
 * what comes of it, be it a token or a failure.
 *
 * <p>Threads may share it. Nothing of it outlives the process.
 */
final class CurrentToken {
  private final TokenSource source;
  private final InstantSource clock;
  private Token current;
  private CompletableFuture<Token> renewal;

  CurrentToken(TokenSource source, InstantSource clock) {
    this.source = source;
    this.clock = clock;
  }

  /**
   * @throws RetriableException when there may be a token later
   * @throws FatalException when somebody must act first
   */
  String value() throws RetriableException {
    CompletableFuture<Token> mine = new CompletableFuture<>();
    CompletableFuture<Token> running;
    synchronized (this) {
      if (current != null && clock.instant().isBefore(current.goodUntil())) {
        return current.value();
      }
      running = renewal;
      if (running == null) {
        renewal = mine;
      }
    }
    return (running == null ? obtain(mine) : await(running)).value();
  }

  /** The token is of no use any more, unless another has taken its place already. */
  synchronized void refused(String value) {
    if (current != null && current.value().equals(value)) {
      current = null;
    }
  }

  private Token obtain(CompletableFuture<Token> mine) throws RetriableException {
    try {
      Token token = source.obtain();
      end(token);
      mine.complete(token);
      return token;
    } catch (RetriableException | RuntimeException | Error e) {
      end(null);
      mine.completeExceptionally(e);
      throw e;
    }
  }

  private synchronized void end(Token token) {
    current = token;
    renewal = null;
  }

  private static Token await(CompletableFuture<Token> running) throws RetriableException {
    try {
      return running.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RetriableException("interrupted while waiting for an access token", e);
    } catch (ExecutionException e) {
      throw shared(e.getCause());
    }
  }

  /** The same failure with the trace of who shares it. */
  private static RetriableException shared(Throwable cause) {
    if (cause instanceof RetriableException later) {
      return new RetriableException(
          later.category(), later.getMessage(), later.retryAfter().orElse(null), later);
    }
    if (cause instanceof FatalException never) {
      throw new FatalException(never.category().orElse(null), never.getMessage(), never);
    }
    throw new IllegalStateException("an access token can't be obtained", cause);
  }
}
