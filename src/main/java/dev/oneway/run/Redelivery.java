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
 * side asked for, and says in one line what went wrong. What somebody must mend isn't tried again,
 * nor a server that is known to be down: that would only hold the thread of a run.
 */
public final class Redelivery implements Processor {
  private static final Logger LOG = LoggerFactory.getLogger(Redelivery.class);

  /** Asked for more, the run fails at once: its next time comes sooner than this one would end. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  @Override
  public void process(Exchange exchange) {
    Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    Optional<Duration> asked =
        cause(failure, RetriableException.class).flatMap(RetriableException::retryAfter);
    boolean hopeless =
        cause(failure, FatalException.class).isPresent()
            || cause(failure, OutageException.class).isPresent();
    if (hopeless || asked.filter(wait -> wait.compareTo(LONGEST_WAIT) > 0).isPresent()) {
      exchange.getExchangeExtension().setRedeliveryExhausted(true);
    } else if (asked.isPresent()) {
      exchange.getMessage().setHeader(Exchange.REDELIVERY_DELAY, asked.get().toMillis());
    } else {
      exchange.getMessage().removeHeader(Exchange.REDELIVERY_DELAY);
    }
    LOG.warn("{}: {}", exchange.getFromRouteId(), Reasons.of(failure));
  }

  private static <T extends Throwable> Optional<T> cause(Throwable caught, Class<T> type) {
    for (Throwable cause = caught; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return Optional.of(type.cast(cause));
      }
    }
    return Optional.empty();
  }
}
