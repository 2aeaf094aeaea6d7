package dev.oneway.webhook.inbox;

import dev.oneway.run.Reasons;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores what many requests bring with one commit: while one transaction is being written, the next
 * one's requests gather. What waits here is bounded.
 *
 * <p>Threads share it. Nothing is acknowledged before its transaction is on disk.
 */
public final class GroupCommit implements Appender {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
  private static final int MOST_REQUESTS = 2000;
  private static final long MOST_BYTES = 16L << 20;
  private static final int MOST_WAITING = 10_000;
  private static final long MOST_BYTES_WAITING = 64L << 20;

  private final String inbox;
  private final Arrivals arrivals;
  private final Runnable arrived;
  private final Executor answers;
  private final BlockingQueue<Request> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
  private final AtomicLong bytesWaiting = new AtomicLong();
  private final Thread writer;
  private volatile boolean closed;

  /** The writer's own. */
  private boolean failing;

  private record Request(List<Event> events, long bytes, CompletableFuture<Receipt> receipt) {
    boolean isLast() {
      return events == null;
    }
  }

  /** Ends the writer when all before it is stored. */
  private static final Request LAST = new Request(null, 0, null);

  /**
   * @param arrived told after each transaction
   * @param answers where the receipts of a group are handed out, so that the next group is written
   *     meanwhile
   */
  public GroupCommit(String inbox, Arrivals arrivals, Runnable arrived, Executor answers) {
    this.inbox = inbox;
    this.arrivals = arrivals;
    this.arrived = arrived;
    this.answers = answers;
    this.writer = new Thread(this::write, "inbox-" + inbox + "-writer");
    writer.setDaemon(true);
    writer.start();
  }

  @Override
  public CompletableFuture<Receipt> append(List<Event> events) {
    CompletableFuture<Receipt> receipt = new CompletableFuture<>();
    long bytes = events.stream().mapToLong(Event::bytes).sum();
    Request request = new Request(events, bytes, receipt);
    boolean room = bytesWaiting.addAndGet(bytes) <= MOST_BYTES_WAITING + bytes;
    if (closed || !room || !waiting.offer(request)) {
      refuse(request, closed ? "the inbox is closing" : "too many requests wait already");
    }
    return receipt;
  }

  private void refuse(Request request, String why) {
    bytesWaiting.addAndGet(-request.bytes());
    request.receipt().completeExceptionally(new InboxUnavailableException(why));
  }

  private void write() {
    boolean last = false;
    while (!last) {
      List<Request> group = new ArrayList<>();
      last = gather(group);
      if (!group.isEmpty()) {
        store(group);
      }
    }
  }

  /** Waits for a request and takes along those that wait with it; true after the last of all. */
  private boolean gather(List<Request> group) {
    try {
      Request next = waiting.take();
      long bytes = 0;
      while (next != null && !next.isLast()) {
        group.add(next);
        bytes += next.bytes();
        next = group.size() < MOST_REQUESTS && bytes < MOST_BYTES ? waiting.poll() : null;
      }
      return next != null;
    } catch (InterruptedException e) {
      return true;
    }
  }

  private void store(List<Request> group) {
    try {
      List<Receipt> receipts = arrivals.store(group.stream().map(Request::events).toList());
      healed();
      answers.execute(() -> answer(group, receipts));
      arrived.run();
    } catch (RuntimeException e) {
      failed(e);
      group.forEach(request -> refuse(request, "events can't be stored now"));
    }
  }

  private void answer(List<Request> group, List<Receipt> receipts) {
    for (int i = 0; i < receipts.size(); i++) {
      bytesWaiting.addAndGet(-group.get(i).bytes());
      group.get(i).receipt().complete(receipts.get(i));
    }
  }

  /** Says so once, and not for every request until it is mended. */
  private void failed(RuntimeException failure) {
    if (!failing) {
      failing = true;
      LOG.warn(
          "inbox {}: events can't be stored, their senders are told to come again: {}",
          inbox,
          Reasons.of(failure));
    }
  }

  private void healed() {
    if (failing) {
      failing = false;
      LOG.info("inbox {}: events are stored again", inbox);
    }
  }

  /** Stores what waits and takes no more. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      waiting.put(LAST);
      writer.join();
      arrivals.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
