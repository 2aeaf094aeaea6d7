package dev.oneway.trace;

import dev.oneway.run.Fate;
import dev.oneway.run.Run;
import dev.oneway.run.RunObserver;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A trace for each run of this process: a span for the run, and within it one for each step and
 * chunk. They tell counts and times, and of failures the category; never what a record holds.
 *
 * <p>Sent in the background; what can't be sent, or is more than can be, is lost, and no run waits
 * for it. Under a crash the spans of the last seconds are lost. Threads may share it.
 */
public final class Traces implements RunObserver, AutoCloseable {
  private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");
  private static final AttributeKey<String> FLOW = AttributeKey.stringKey(RunTrace.OURS + "flow");
  private static final AttributeKey<String> RUN = AttributeKey.stringKey(RunTrace.OURS + "run");
  private static final AttributeKey<String> KIND = AttributeKey.stringKey(RunTrace.OURS + "kind");
  private static final AttributeKey<Long> READ =
      AttributeKey.longKey(RunTrace.OURS + "records.read");
  private static final AttributeKey<Long> CALLS =
      AttributeKey.longKey(RunTrace.OURS + "http.calls");
  private static final AttributeKey<Long> UNTOLD =
      AttributeKey.longKey(RunTrace.OURS + "steps.untold");
  private static final long CLOSING_SECONDS = 5;

  private final SdkTracerProvider provider;
  private final Tracer tracer;
  private final Map<String, RunTrace> open = new ConcurrentHashMap<>();

  private Traces(SdkTracerProvider provider) {
    this.provider = provider;
    tracer = provider.get("oneway");
  }

  /** Nothing is sent yet, so nothing is known of who takes it. */
  public static Traces open(TraceOptions options) {
    OtlpHttpSpanExporterBuilder exporter =
        OtlpHttpSpanExporter.builder().setEndpoint(options.endpoint().toString());
    options.headers().forEach(exporter::addHeader);
    return new Traces(
        SdkTracerProvider.builder()
            .setResource(
                Resource.getDefault().merge(Resource.create(Attributes.of(SERVICE, "oneway"))))
            .addSpanProcessor(BatchSpanProcessor.builder(exporter.build()).build())
            .build());
  }

  @Override
  public void opened(Run run) {
    Span span =
        tracer
            .spanBuilder("run " + run.flow())
            .setNoParent()
            .setStartTimestamp(run.startedAt())
            .setAttribute(FLOW, run.flow())
            .setAttribute(RUN, run.id())
            .setAttribute(KIND, run.kind().word())
            .startSpan();
    RunTrace trace = new RunTrace(tracer, span);
    open.put(run.id(), trace);
    run.traced(span.getSpanContext().getTraceId());
    run.steps().tell(trace);
  }

  @Override
  public void ended(RunSummary run) {
    RunTrace trace = open.remove(run.id());
    if (trace != null) {
      end(trace, run);
    }
  }

  private static void end(RunTrace trace, RunSummary run) {
    Span span = trace.span();
    span.setAttribute(READ, run.counts().read());
    for (Fate fate : Fate.values()) {
      if (run.counts().of(fate) > 0) {
        span.setAttribute(RunTrace.OURS + "records." + fate.word(), run.counts().of(fate));
      }
    }
    span.setAttribute(CALLS, run.traffic().calls());
    if (trace.untold() > 0) {
      span.setAttribute(UNTOLD, trace.untold());
    }
    if (run.state() == RunState.FAILED) {
      span.setStatus(StatusCode.ERROR, run.stateInWords());
    }
    run.endedAt().ifPresentOrElse(span::end, span::end);
  }

  @Override
  public void close() {
    var unused = provider.shutdown().join(CLOSING_SECONDS, TimeUnit.SECONDS);
  }
}
