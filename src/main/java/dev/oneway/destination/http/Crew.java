package dev.oneway.destination.http;

import dev.oneway.run.FailureCategory;
import dev.oneway.run.RetriableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Sends shipments at the same time, with a bounded number of threads that end when they have had
 * nothing to do for a while. As many failures in a row as there may be requests at once end the
 * round: the vendor is in no state to be asked more. So does one refusal of our credentials.
 * Threads may share it.
 */
final class Crew {
  private static final long IDLE_SECONDS = 10;
  private final String name;
  private final int size;
  private final AtomicInteger threads = new AtomicInteger();
  private ThreadPoolExecutor pool;

  /**
   * @param size how many requests may be under way at once
   */
  Crew(String name, int size) {
    this.name = name;
    this.size = size;
  }

  /**
   * Sends all, or those until the vendor failed too often; what wasn't sent has neither an answer
   * nor a failure.
   *
   * @throws RetriableException when the thread was interrupted; each shipment may have been sent
   */
  void send(List<Shipment> shipments, Shipment.Way way) throws RetriableException {
    AtomicInteger failures = new AtomicInteger();
    if (shipments.size() == 1 || size == 1) {
      shipments.forEach(shipment -> send(shipment, way, failures));
      if (Thread.currentThread().isInterrupted()) {
        throw interrupted(null);
      }
      return;
    }
    await(submit(shipments, shipment -> send(shipment, way, failures)));
  }

  private List<Future<?>> submit(List<Shipment> shipments, Consumer<Shipment> work)
      throws RetriableException {
    ThreadPoolExecutor workers = pool();
    List<Future<?>> sent = new ArrayList<>(shipments.size());
    try {
      for (Shipment shipment : shipments) {
        sent.add(workers.submit(() -> work.accept(shipment)));
      }
      return sent;
    } catch (RejectedExecutionException e) {
      throw interrupted(e);
    }
  }

  private void send(Shipment shipment, Shipment.Way way, AtomicInteger failures) {
    if (failures.get() >= size || Thread.currentThread().isInterrupted()) {
      return;
    }
    shipment.send(way);
    if (shipment.isFatal()) {
      failures.set(size);
    } else if (shipment.failure() != null) {
      failures.incrementAndGet();
    } else {
      failures.updateAndGet(many -> many >= size ? many : 0);
    }
  }

  private static void await(List<Future<?>> sent) throws RetriableException {
    try {
      for (Future<?> one : sent) {
        one.get();
      }
    } catch (InterruptedException e) {
      sent.forEach(one -> one.cancel(true));
      Thread.currentThread().interrupt();
      throw interrupted(e);
    } catch (CancellationException e) {
      throw interrupted(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a shipment keeps what goes wrong", e);
    }
  }

  private static RetriableException interrupted(Exception cause) {
    return new RetriableException(
        FailureCategory.UNAVAILABLE, "the delivery was interrupted", null, cause);
  }

  private synchronized ThreadPoolExecutor pool() {
    if (pool == null) {
      pool =
          new ThreadPoolExecutor(
              size,
              size,
              IDLE_SECONDS,
              TimeUnit.SECONDS,
              new LinkedBlockingQueue<>(),
              this::thread);
      pool.allowCoreThreadTimeOut(true);
    }
    return pool;
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work, name + "-" + threads.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  /** Interrupts what is under way. The next shipment begins anew. */
  synchronized void stop() {
    if (pool != null) {
      // Nobody else would tell those who wait for them.
      pool.shutdownNow().stream()
          .filter(Future.class::isInstance)
          .forEach(unsent -> ((Future<?>) unsent).cancel(true));
      pool = null;
    }
  }
}
