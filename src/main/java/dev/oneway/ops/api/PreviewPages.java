package dev.oneway.ops.api;

import dev.oneway.ops.Flows;
import dev.oneway.ops.SideRuns;
import dev.oneway.ops.json.DriftJson;
import dev.oneway.ops.port.Call;
import dev.oneway.ops.port.Desk;
import dev.oneway.ops.port.Pages;
import dev.oneway.ops.port.RefusedCallException;
import dev.oneway.ops.port.Reply;
import dev.oneway.ops.port.Role;
import dev.oneway.preview.DriftLog;
import dev.oneway.preview.Reports;
import dev.oneway.run.Fate;
import dev.oneway.run.RunLog;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code /api/plans}, {@code /api/drift}, and what makes them: {@code /api/flows/FLOW/plan} and
 * {@code drift}. The pages show values of fields, which may be personal data, so they are for
 * operators.
 */
public final class PreviewPages implements Pages {
  private static final String REPAIR = "repair";

  private final Flows flows;
  private final SideRuns runs;
  private final Reports reports;
  private final DriftLog drift;
  private final RunLog log;

  public PreviewPages(Flows flows, SideRuns runs, Reports reports, DriftLog drift, RunLog log) {
    this.flows = flows;
    this.runs = runs;
    this.reports = reports;
    this.drift = drift;
    this.log = log;
  }

  @Override
  public void layOut(Desk desk) {
    desk.get("/api/plans", this::plans);
    desk.get("/api/plans/:plan.html", call -> page(call, () -> reports.plan(call.path("plan"))));
    desk.get("/api/drift", this::drifts);
    desk.get("/api/drift/:flow.html", call -> page(call, () -> reports.drift(call.path("flow"))));
    desk.post("/api/flows/:flow/plan", "plan", this::plan);
    desk.post("/api/flows/:flow/drift", "compare with the destination, or repair", this::compare);
  }

  private Reply plans(Call call) {
    call.allow(Page.LIMIT);
    return Reply.json(
        Map.of(
            "plans",
            reports.latest(Reports.Kind.PLAN, Page.limit(call)).stream().map(this::json).toList()));
  }

  private Map<String, Object> json(Reports.Report report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", report.id());
    json.put("flow", report.flow());
    json.put("at", report.madeAt().toString());
    log.find(report.id())
        .ifPresent(
            run -> {
              json.put("read", run.counts().read());
              for (Fate fate : Fate.values()) {
                json.put(fate.word(), run.counts().of(fate));
              }
            });
    return json;
  }

  private Reply drifts(Call call) {
    call.allow();
    return Reply.json(Map.of("drift", drift.latest().stream().map(DriftJson::of).toList()));
  }

  private static Reply page(Call call, Supplier<Optional<String>> html) {
    if (!call.account().may(Role.OPERATOR)) {
      throw RefusedCallException.forbidden("What shows values of fields is for operators.");
    }
    return html.get()
        .map(Reply::page)
        .orElseThrow(() -> RefusedCallException.notFound("There is no such report, or no longer."));
  }

  private Reply plan(Call call) {
    String flow = NamedFlow.of(call, flows).name();
    call.allowInBody();
    return Begun.reply(flow, runs.plan(flow));
  }

  private Reply compare(Call call) {
    String flow = NamedFlow.of(call, flows).name();
    call.allowInBody(REPAIR);
    if (call.body().getOrDefault(REPAIR, false) instanceof Boolean repair) {
      return Begun.reply(flow, runs.drift(flow, repair));
    }
    throw RefusedCallException.wrong("`repair` is true or false.");
  }
}
