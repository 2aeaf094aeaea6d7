package dev.oneway.trace;

import dev.oneway.run.Step;
import dev.oneway.run.StepWitness;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The trace of a run while it goes on. Of a run of very many chunks the first are told, so that no
 * trace is larger than what shows traces can show. Threads may share it.
 */
final class RunTrace implements StepWitness {
  /** What the names of our attributes begin with. */
  static final String OURS = "oneway.";

  private static final long MOST = 1000;
  private static final AttributeKey<String> STEP = AttributeKey.stringKey(OURS + "step");
  private static final AttributeKey<String> KIND = AttributeKey.stringKey(OURS + "step.kind");

  private final Tracer tracer;
  private final Span span;
  private final AtomicLong steps = new AtomicLong();

  RunTrace(Tracer tracer, Span span) {
    this.tracer = tracer;
    this.span = span;
  }

  Span span() {
    return span;
  }

  /** How many were too many to be told. */
  long untold() {
    return Math.max(0, steps.get() - MOST);
  }

  @Override
  public void took(Step step, long nanos, Optional<Throwable> failure) {
    if (steps.incrementAndGet() > MOST) {
      return;
    }
    Instant end = Instant.now();
    Span taken =
        tracer
            .spanBuilder(step.name())
            .setParent(Context.root().with(span))
            .setStartTimestamp(end.minusNanos(nanos))
            .setAttribute(STEP, step.name())
            .setAttribute(KIND, step.kind().word())
            .startSpan();
    failure.ifPresent(cause -> taken.setStatus(StatusCode.ERROR, cause.getClass().getSimpleName()));
    taken.end(end);
  }
}
