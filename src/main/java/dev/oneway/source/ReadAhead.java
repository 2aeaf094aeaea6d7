package dev.oneway.source;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where a thread that reads records and one that takes them meet. It holds what was read and not
 * yet taken: records of {@value #MOST_PAGES} pages at most, and no more of them than {@value
 * #MOST_BYTES} bytes of their answers, or one larger record.
 *
 * <p>For these two threads.
 */
final class ReadAhead {
  static final int MOST_PAGES = 2;
  static final long MOST_BYTES = 4_000_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private long bytes;
  private boolean ended;
  private boolean closed;
  private Throwable failure;

  private record Waiting(Map<String, Object> record, long page, long bytes) {}

  /**
   * The reader waits until it may ask for a page.
   *
   * @param page its number, from 1
   * @throws CancellationException when nobody wants it any more
   */
  void awaitPage(long page) {
    lock.lock();
    try {
      while (!closed && !waiting.isEmpty() && waiting.peek().page() <= page - MOST_PAGES) {
        changed.awaitUninterruptibly();
      }
      requireOpen();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The reader hands a record over, as soon as there is room for it.
   *
   * @param size of its text, in bytes
   * @throws CancellationException when nobody wants it any more
   */
  void put(Map<String, Object> record, long page, long size) {
    lock.lock();
    try {
      while (!closed && !waiting.isEmpty() && bytes + size > MOST_BYTES) {
        changed.awaitUninterruptibly();
      }
      requireOpen();
      waiting.add(new Waiting(record, page, size));
      bytes += size;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new CancellationException();
    }
  }

  /**
   * The reader has read all.
   *
   * @param cause why it couldn't; empty at the source's end
   */
  void end(Optional<Throwable> cause) {
    lock.lock();
    try {
      failure = cause.orElse(null);
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The taker waits for a record, or for the end. An interrupt is passed on to the reader, whose
   * work it is that this thread waits for.
   *
   * @return false at the source's end
   * @throws RuntimeException what ended the reader, once all it had read was taken
   */
  boolean awaitRecord(Thread reader) {
    boolean interrupted = false;
    lock.lock();
    try {
      while (waiting.isEmpty() && !ended) {
        try {
          changed.await();
        } catch (InterruptedException e) {
          interrupted = true;
          reader.interrupt();
        }
      }
      if (waiting.isEmpty()) {
        rethrow();
      }
      return !waiting.isEmpty();
    } finally {
      lock.unlock();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void rethrow() {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
  }

  /** Takes the record that {@link #awaitRecord} has told of. */
  Map<String, Object> take() {
    lock.lock();
    try {
      Waiting next = waiting.remove();
      bytes -= next.bytes();
      changed.signalAll();
      return next.record();
    } finally {
      lock.unlock();
    }
  }

  /** The taker wants no more: what was read is dropped, and the reader told at its next word. */
  void close() {
    lock.lock();
    try {
      closed = true;
      waiting.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
