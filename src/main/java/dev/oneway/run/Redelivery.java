package dev.oneway.run;

import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Told by Camel of each failure it may try again; bound as {@code redelivery} and named by the
 * shipped error handling as {@code onExceptionOccurredRef}. Makes Camel wait as long as the other
 * side asked for, and says in one line what went wrong.
 */
public final class Redelivery implements Processor {
  private static final Logger LOG = LoggerFactory.getLogger(Redelivery.class);

  @Override
  public void process(Exchange exchange) {
    Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    Optional<Duration> asked = retriable(failure).flatMap(RetriableException::retryAfter);
    if (asked.isPresent()) {
      exchange.getMessage().setHeader(Exchange.REDELIVERY_DELAY, asked.get().toMillis());
    } else {
      exchange.getMessage().removeHeader(Exchange.REDELIVERY_DELAY);
    }
    LOG.warn("{}: {}", exchange.getFromRouteId(), Reasons.of(failure));
  }

  private static Optional<RetriableException> retriable(Throwable caught) {
    for (Throwable cause = caught; cause != null; cause = cause.getCause()) {
      if (cause instanceof RetriableException retriable) {
        return Optional.of(retriable);
      }
    }
    return Optional.empty();
  }
}
