package dev.oneway.webhook.door;

import dev.oneway.run.RetriableException;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.util.ObjectHelper;

/**
 * What a route tells the sender: its status, its body, and of its headers the three that are meant
 * for him. What the request brought is never sent back, nor what went wrong inside.
 */
final class RouteAnswer {
  private static final List<String> HEADERS = List.of("Content-Type", "Location", "Retry-After");
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final int LEAST_STATUS = 200;
  private static final int MOST_STATUS = 599;
  private static final long RETRY_AFTER_SECONDS = 5;

  private final Exchange exchange;
  private final Message message;
  private final Object askedType;
  private final Object askedBody;

  /**
   * @param askedType the request's content type; the very same object is not the answer's
   * @param askedBody the request's body; the very same object is not the answer's
   */
  RouteAnswer(Exchange exchange, Object askedType, Object askedBody) {
    this.exchange = exchange;
    this.message = exchange.getMessage();
    this.askedType = askedType;
    this.askedBody = askedBody;
  }

  Answer answer() {
    Exception failure = exchange.getException();
    return failure == null ? said() : failed(failure);
  }

  private static Answer failed(Exception failure) {
    for (Throwable cause : ObjectHelper.createExceptionIterable(failure)) {
      if (cause instanceof RetriableException retriable) {
        return later(retriable.retryAfter());
      }
      if (cause instanceof SQLTransientException || cause instanceof SQLRecoverableException) {
        return later(Optional.empty());
      }
    }
    return Answer.error(500, "the request could not be processed");
  }

  private static Answer later(Optional<Duration> wait) {
    long seconds = wait.map(Duration::toSeconds).orElse(RETRY_AFTER_SECONDS);
    return Answer.later(503, "not possible now, send it again later", Math.max(1, seconds));
  }

  private Answer said() {
    Buffer body = body();
    int status = status(body);
    if (status < LEAST_STATUS || status > MOST_STATUS) {
      return Answer.error(500, "the request could not be processed");
    }
    Map<String, String> headers = new HashMap<>();
    HEADERS.forEach(name -> header(name).ifPresent(value -> headers.put(name, value)));
    if (body.length() == 0) {
      headers.remove("Content-Type");
    } else {
      headers.putIfAbsent("Content-Type", TEXT);
    }
    return new Answer(status, headers, body);
  }

  private int status(Buffer body) {
    int unsaid = body.length() == 0 ? 204 : 200;
    return message.getHeader(Exchange.HTTP_RESPONSE_CODE, unsaid, Integer.class);
  }

  private Optional<String> header(String name) {
    Object value = message.getHeader(name);
    // A value with a line break would be a header of its own.
    return value == null || value == askedType
        ? Optional.empty()
        : Optional.of(value.toString().replace('\r', ' ').replace('\n', ' '));
  }

  /** Records a route left behind are no answer; only text and bytes are. */
  private Buffer body() {
    Object body = message.getBody();
    if (body == null || body == askedBody || body instanceof Iterable || body instanceof Map) {
      return Buffer.buffer();
    }
    if (body instanceof String text) {
      return Buffer.buffer(text.getBytes(StandardCharsets.UTF_8));
    }
    byte[] bytes = message.getBody(byte[].class);
    return bytes == null ? Buffer.buffer() : Buffer.buffer(bytes);
  }
}
