package dev.oneway.webhook.door;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The one server of a process that lets requests in, to the routes that begin with {@code
 * platform-http:}. Without such a route nothing is started and no port is bound.
 *
 * <p>It promises nothing under a crash: a request that wasn't answered may have been taken or not.
 * Whoever answers 2xx must have made it durable before. Threads may share it.
 */
public final class Door implements AutoCloseable {
  private static final int THREADS = 20;
  private static final long CLOSING_SECONDS = 10;

  private final DoorOptions options;
  private Vertx vertx;
  private DoorPaths paths;
  private ExecutorService workers;
  private Listener listener;

  public Door(DoorOptions options) {
    this.options = options;
  }

  /**
   * A route has started: its path is served when the door is open.
   *
   * @throws IllegalArgumentException when another route has that path and method
   */
  synchronized void add(DoorConsumer route) {
    if (vertx == null) {
      vertx = Vertx.vertx(vertxOptions());
      paths = new DoorPaths(vertx, options.limits().requestsPerSecond());
    }
    paths.add(route);
  }

  private static VertxOptions vertxOptions() {
    // One event loop: what it alone uses needs no locks, and it isn't what webhooks wait for.
    return new VertxOptions()
        .setEventLoopPoolSize(1)
        .setWorkerPoolSize(1)
        .setInternalBlockingPoolSize(1)
        .setFileSystemOptions(
            new FileSystemOptions()
                .setFileCachingEnabled(false)
                .setClassPathResolvingEnabled(false));
  }

  /** A route has stopped: its path answers 503 for a moment and 404 from then on. */
  synchronized void remove(DoorConsumer route) {
    if (paths != null) {
      paths.remove(route);
    }
  }

  /**
   * Lets requests in; call it when all routes have started. Does nothing when none wants any.
   *
   * @throws IllegalArgumentException when the address is taken or isn't ours, or when the
   *     certificate or its key can't be used
   */
  public synchronized void open() {
    if (vertx == null || listener != null) {
      return;
    }
    workers = Executors.newFixedThreadPool(THREADS, Door::worker);
    listener = new Listener(vertx, paths, options, workers);
    listener.open();
  }

  private static Thread worker(Runnable work) {
    Thread thread = new Thread(work, "oneway-door");
    thread.setDaemon(true);
    return thread;
  }

  /** The port it listens on; 0 while it is closed. */
  public synchronized int port() {
    return listener == null ? 0 : listener.port();
  }

  /**
   * Takes no more requests (503), waits until those that were let in are answered, and closes. Call
   * it before the routes are stopped.
   */
  @Override
  public synchronized void close() {
    if (vertx == null) {
      return;
    }
    if (listener != null) {
      listener.close();
      workers.shutdown();
      listener = null;
    }
    try {
      vertx
          .close()
          .toCompletionStage()
          .toCompletableFuture()
          .get(CLOSING_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      // It has no more connections; what is left ends with the process.
    }
    vertx = null;
  }
}
