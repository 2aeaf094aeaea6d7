package dev.oneway.http;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.concurrent.Cancellable;

/**
 * Ends what takes too long as a whole. The socket's own timeout is for one packet: a server that
 * drips a byte now and then never runs into it. One thread, started with the first request. Threads
 * may share it.
 */
final class Watchdog implements Closeable {
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, Watchdog::daemon);

  Watchdog() {
    thread.setRemoveOnCancelPolicy(true);
    // Once closed, there is nothing left to watch.
    thread.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
  }

  /**
   * Cancels the request unless the watch is closed in time.
   *
   * @param what the message when it is cancelled
   */
  Watch watch(Cancellable request, Duration time, String what) {
    return new Watch(request, time, what);
  }

  /** Drops what is watched without another word. */
  @Override
  public void close() {
    thread.shutdownNow();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "http-watchdog");
    thread.setDaemon(true);
    return thread;
  }

  /** One thread's wait. */
  final class Watch implements AutoCloseable {
    private final String what;
    private final Future<?> alarm;
    private volatile boolean expired;

    private Watch(Cancellable request, Duration time, String what) {
      this.what = what;
      this.alarm =
          thread.schedule(
              () -> {
                expired = true;
                request.cancel();
              },
              time.toNanos(),
              TimeUnit.NANOSECONDS);
    }

    /** The exception for what came of it: a cancelled request only says that its socket closed. */
    IOException explain(IOException cause) {
      return timeout(cause).orElse(cause);
    }

    /** The timeout that is behind it; empty where the time isn't over. */
    Optional<IOException> timeout(Exception cause) {
      if (!expired) {
        return Optional.empty();
      }
      SocketTimeoutException timeout = new SocketTimeoutException(what);
      timeout.initCause(cause);
      return Optional.of(timeout);
    }

    @Override
    public void close() {
      alarm.cancel(false);
    }
  }
}
