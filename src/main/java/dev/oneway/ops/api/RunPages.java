package dev.oneway.ops.api;

import dev.oneway.ops.json.RunJson;
import dev.oneway.ops.port.Call;
import dev.oneway.ops.port.Desk;
import dev.oneway.ops.port.Pages;
import dev.oneway.ops.port.RefusedCallException;
import dev.oneway.ops.port.Reply;
import dev.oneway.run.RunLog;
import dev.oneway.run.RunSummary;
import java.util.List;
import java.util.Optional;

/** {@code /api/runs}: the history, a page at a time, and one run of it. */
public final class RunPages implements Pages {
  private final RunLog log;

  public RunPages(RunLog log) {
    this.log = log;
  }

  @Override
  public void layOut(Desk desk) {
    desk.get("/api/runs", this::page);
    desk.get("/api/runs/:run", this::one);
  }

  private Reply page(Call call) {
    call.allow("flow", Page.BEFORE, Page.LIMIT);
    Optional<String> flow = call.query("flow");
    int limit = Page.limit(call);
    List<RunSummary> runs =
        call.query(Page.BEFORE)
            .map(run -> log.before(flow, run, limit))
            .orElseGet(
                () -> flow.map(f -> log.latestOf(f, limit)).orElseGet(() -> log.latest(limit)));
    return Page.of("runs", runs, limit, RunJson::of, RunSummary::id);
  }

  private Reply one(Call call) {
    return log.find(call.path("run"))
        .map(RunJson::of)
        .map(Reply::json)
        .orElseThrow(() -> RefusedCallException.notFound("There is no such run, or no longer."));
  }
}
