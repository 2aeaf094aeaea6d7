package dev.oneway.run;

import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a {@link Run} when an exchange enters a flow's route and closes it when it is done. */
final class RunPolicy extends RoutePolicySupport {
  private static final Logger LOG = LoggerFactory.getLogger(RunPolicy.class);
  private final Books books;
  private final String flow;

  RunPolicy(Books books, String flow) {
    this.books = books;
    this.flow = flow;
  }

  @Override
  public void onExchangeBegin(Route route, Exchange exchange) {
    if (exchange.getProperty(Run.PROPERTY) != null) {
      // A route that is called by another route of its flow goes on with that one's run.
      return;
    }
    try {
      Errand errand =
          exchange.getProperty(Run.ERRAND_PROPERTY, Errand.of(RunKind.SCHEDULED), Errand.class);
      Run run = books.open(errand.flow().orElse(flow), errand);
      LogContext.enter(run);
      run.concludes(run.kind().concludes() && Concluding.any(route));
      exchange.setProperty(Run.PROPERTY, run);
      tellSince(run, exchange);
      exchange.getExchangeExtension().addOnCompletion(new Closing(run));
    } catch (RuntimeException e) {
      // Camel only logs what a policy throws and goes on; without a run nothing may go on.
      LOG.error("{}: no run could be opened: {}", flow, Reasons.of(e));
      exchange.setException(e);
      exchange.setRouteStop(true);
    }
  }

  private static void tellSince(Run run, Exchange exchange) {
    exchange.setProperty(Run.SINCE_PROPERTY, run.since());
    exchange.setProperty(Run.SINCE_NUMBER_PROPERTY, run.sinceNumber());
    exchange.setProperty(Run.SINCE_SECONDS_PROPERTY, Long.toString(run.sinceSeconds()));
    exchange.setProperty(Run.SINCE_MILLIS_PROPERTY, Long.toString(run.sinceMillis()));
    exchange.setProperty(Run.SINCE_DATE_TIME_PROPERTY, run.sinceDateTime());
  }

  /**
   * Closes the run with the exchange's unit of work, not in {@code onExchangeDone}: Camel doesn't
   * call that one while it is stopping, and a run that ends just then must be closed too.
   */
  private final class Closing extends SynchronizationAdapter {
    private final Run run;

    Closing(Run run) {
      this.run = run;
    }

    @Override
    public void onDone(Exchange exchange) {
      failureOf(exchange).map(failure -> named(failure, exchange)).ifPresent(run::fail);
      ChunkExpression.requireExhausted(exchange, run);
      try {
        books.close(run);
      } catch (RuntimeException e) {
        // The run stays open in the state store; the next start finds it and reads its work again.
        LOG.error("{}: the run {} could not be closed: {}", flow, run.id(), Reasons.of(e));
      } finally {
        LogContext.leave();
      }
    }
  }

  /** Camel refuses the next step of a run that began while it was told to stop. */
  static Throwable named(Throwable failure, Exchange exchange) {
    return isRefusal(failure) && exchange.getContext().isStopping()
        ? new StoppedException()
        : failure;
  }

  /** A splitter wraps what its steps throw. */
  private static boolean isRefusal(Throwable failure) {
    for (Throwable cause : ObjectHelper.createExceptionIterable(failure)) {
      if (cause instanceof RejectedExecutionException) {
        return true;
      }
    }
    return false;
  }

  /** A failure counts also when the route handled it: the records behind it went nowhere. */
  static Optional<Throwable> failureOf(Exchange exchange) {
    if (exchange.getException() != null) {
      return Optional.of(exchange.getException());
    }
    return exchange.getExchangeExtension().isFailureHandled()
        ? Optional.ofNullable(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class))
        : Optional.empty();
  }
}
