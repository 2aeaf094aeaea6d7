package dev.oneway.webhook.door;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;

/**
 * A connection, and until when it may keep us waiting. Only the event loop may use it.
 *
 * <p>While a request is in work nothing more is read from its connection, so that a sender who
 * doesn't wait for answers, or doesn't read them, fills his own buffers and not ours.
 */
final class Caller {
  private final Context loop;
  private final HttpConnection connection;
  private final DoorTimes times;
  private Visit visit;
  private long deadlineNanos;
  private boolean ending;

  Caller(Context loop, HttpConnection connection, DoorTimes times) {
    this.loop = loop;
    this.connection = connection;
    this.times = times;
    await(times.arrival());
  }

  /** A request begins. */
  void begins(Visit next) {
    visit = next;
    await(times.arrival());
  }

  /** The request it sends, or waits for the answer to. */
  Visit visit() {
    return visit;
  }

  /** A request has arrived and is worked on. */
  void waits(Visit of) {
    if (visit == of) {
      ((ConnectionBase) connection).doPause();
      await(times.answer());
    }
  }

  /** A request was answered before it has arrived; what is left of it is thrown away. */
  void drains(Visit of) {
    if (visit == of) {
      await(times.arrival());
    }
  }

  /** A request is through; the next one may have begun already. */
  void rests(Visit of) {
    if (visit == of) {
      visit = null;
      await(times.idle());
    }
  }

  /**
   * Ends a response. Vert.x begins with the next request of the same packet inside of that, so the
   * answers to a packet full of bad ones would stack up; one within another is put off.
   */
  void end(HttpServerResponse response, Buffer body, Runnable written) {
    if (ending) {
      loop.runOnContext(v -> end(response, body, written));
      return;
    }
    ending = true;
    try {
      response.end(body).onComplete(done -> written.run());
    } finally {
      ending = false;
    }
  }

  /** An answer is written, so more may be read. */
  void listens() {
    if (visit == null || !visit.isInWork()) {
      ((ConnectionBase) connection).doResume();
    }
  }

  /** When all that is written has gone out. */
  void hangUp() {
    connection.close();
  }

  /** At once, read or not: Vert.x's own close waits for whoever doesn't read, and for ever. */
  void cutOff() {
    var unused = ((ConnectionBase) connection).channelHandlerContext().close();
  }

  /** Looks whether it is late, and acts. */
  void look(long nowNanos) {
    if (nowNanos - deadlineNanos < 0) {
      return;
    }
    if (visit == null) {
      cutOff();
    } else {
      visit.late();
    }
  }

  private void await(Duration time) {
    deadlineNanos = System.nanoTime() + time.toNanos();
  }
}
