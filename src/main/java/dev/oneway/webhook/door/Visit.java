package dev.oneway.webhook.door;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * One request, from its first line to its answer. Only the event loop may use it.
 *
 * <p>It is answered once. What was refused before it had arrived is read to its end and thrown
 * away, because a sender who is hung up on while he is sending doesn't see the answer.
 */
final class Visit {
  /** What all visits of a door share. */
  record Hall(Answered answered, Executor workers, DoorLimits limits, Capacity capacity) {}

  /** What the event loop reads, checks and signs itself takes it a small part of a millisecond. */
  private static final int SMALL_BYTES = 64 << 10;

  private static final long SOON_SECONDS = 1;

  private final Hall hall;
  private final Caller caller;
  private final HttpServerRequest request;
  private DoorConsumer route;
  private Map<String, String> parameters;
  private Buffer body = Buffer.buffer();
  private int held;
  private boolean entered;
  private boolean arrived;
  private boolean inWork;
  private boolean answered;
  private boolean hangUp;
  private boolean atOnce;

  Visit(Hall hall, Caller caller, HttpServerRequest request) {
    this.hall = hall;
    this.caller = caller;
    this.request = request;
    request.handler(this::take);
    request.endHandler(end -> arrived());
    request.exceptionHandler(e -> brokenOff());
  }

  boolean isInWork() {
    return inWork;
  }

  /** The request is for this path: lets it in, or says why not. */
  void enter(DoorPath path, Map<String, String> parameters) {
    this.parameters = parameters;
    route = path.route(request.method()).orElse(null);
    if (path.isEmpty()) {
      answer(nobody(path));
    } else if (request.method().equals(HttpMethod.OPTIONS)) {
      answer(Answer.empty(204).with("Allow", path.allowed()));
    } else if (route == null) {
      answer(Answer.error(405, "not with this method").with("Allow", path.allowed()));
    } else if (route.isSuspended()) {
      answer(Answer.later(503, "suspended, send it again later", SOON_SECONDS));
    } else if (!path.permits()) {
      answer(Answer.later(429, "too many requests a second", SOON_SECONDS));
    } else {
      enter();
    }
  }

  private static Answer nobody(DoorPath path) {
    return path.wasJustLeft() ? Answer.notServed() : Answer.error(404, "nothing is here");
  }

  private void enter() {
    if (request.headers().contains(HttpHeaders.CONTENT_ENCODING)) {
      answer(Answer.error(415, "send the body without Content-Encoding"));
    } else if (declaredBytes() > hall.limits().bodyBytes()) {
      answer(tooLarge());
    } else if (!hall.capacity().enter()) {
      answer(full());
    } else {
      entered = true;
      if (expectsContinue()) {
        request.response().writeContinue();
      }
    }
  }

  private Answer tooLarge() {
    return Answer.error(413, "the body is larger than " + hall.limits().bodyBytes() + " bytes");
  }

  private static Answer full() {
    return Answer.later(503, "too much is in work, send it again later", SOON_SECONDS);
  }

  /** 0 when it isn't said, or isn't a number: then what arrives is counted. */
  private long declaredBytes() {
    try {
      String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private boolean expectsContinue() {
    return "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT));
  }

  private void take(Buffer piece) {
    if (answered) {
      return;
    }
    if (body.length() + piece.length() > hall.limits().bodyBytes()) {
      answer(tooLarge());
    } else if (!hall.capacity().hold(piece.length())) {
      answer(full());
    } else {
      held += piece.length();
      body = body.length() == 0 ? piece : body.appendBuffer(piece);
    }
  }

  private void arrived() {
    arrived = true;
    if (answered) {
      through();
    } else {
      work();
    }
  }

  private void work() {
    inWork = true;
    caller.waits(this);
    Arrival arrival = new Arrival(request, parameters, body.getBytes(), route.filter());
    boolean atOnce = route.isPrompt() && body.length() <= SMALL_BYTES;
    body = null;
    if (atOnce) {
      work(arrival);
    } else {
      hall.workers().execute(() -> work(arrival));
    }
  }

  private void work(Arrival arrival) {
    route.process(arrival, answer -> hall.answered().add(() -> worked(answer)));
  }

  /** The route has ended; its sender may have been told something else by now. */
  private void worked(Answer answer) {
    leave();
    if (!answered) {
      answer(answer);
    }
  }

  private void leave() {
    if (entered) {
      entered = false;
      hall.capacity().leave(held);
    }
  }

  /** Answers, and hangs up when the request has arrived. */
  void dismiss(Answer answer) {
    hangUp = true;
    answer(answer);
  }

  /** Answers and hangs up at once: what follows can't be read, or isn't worth the time. */
  private void cutOff(Answer answer) {
    atOnce = true;
    dismiss(answer);
  }

  void answer(Answer answer) {
    answered = true;
    if (!inWork) {
      leave();
      body = null;
    }
    inWork = false;
    if (!arrived && expectsContinue()) {
      // A sender who waits for our word to go on may send the body now, or not: who could tell?
      hangUp = true;
      atOnce = true;
    }
    write(answer);
  }

  private void write(Answer answer) {
    HttpServerResponse response = request.response();
    if (response.closed()) {
      return;
    }
    response.setStatusCode(answer.status());
    answer.headers().forEach(response::putHeader);
    if (hangUp) {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    if (arrived) {
      caller.rests(this);
    } else {
      caller.drains(this);
    }
    caller.end(response, answer.body(), this::written);
  }

  private void written() {
    if (hangUp && (arrived || atOnce)) {
      caller.hangUp();
    } else {
      caller.listens();
    }
  }

  /** What was answered early has arrived after all. */
  private void through() {
    caller.rests(this);
    if (hangUp) {
      caller.hangUp();
    }
  }

  /** The sender has gone, or what he sends is no HTTP any more. */
  private void brokenOff() {
    if (!arrived && !answered) {
      cutOff(Answer.error(400, "the request broke off"));
    }
  }

  /** Time is up for what we wait for. */
  void late() {
    if (answered) {
      caller.cutOff();
    } else if (arrived) {
      answer(Answer.later(503, "no answer in time, send it again later", SOON_SECONDS));
    } else {
      cutOff(Answer.error(408, "the request did not arrive in time"));
    }
  }
}
