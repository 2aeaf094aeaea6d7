// The history, and one run of it: its books, its time, and what it refused.
import { html } from "./preact.js";
import { running, useAnswer } from "./live.js";
import { Answered, Empty, Facts, Fates, Held, More, Page, Runs, Section, Status, When, Words, flowPath, to, usePages } from "./parts.js";
import { Going } from "./flows.js";
import { LetterTable } from "./letters.js";
import { bytes, count, duration, exactly, number, share, short } from "./words.js";

export function RunsPage({ query, go }) {
  const runs = usePages("/api/runs", { flow: query.flow }, "runs", ["runs"]);
  const flows = useAnswer("/api/flows", ["flows"]);
  return html`
    <${Page} title="Runs">
      <div class="filters" role="search">
        <${FlowChoice} flows=${flows.data?.flows} chosen=${query.flow} choose=${(flow) => go(to(["runs"], { flow }))} />
      </div>
      <${Answered} answer=${runs} empty=${() => runs.all.length === 0 && html`<${Empty}>No runs.<//>`}>
        ${() => html`<${Runs} runs=${runs.all} withFlow=${true} /><${More} of=${runs} />`}
      <//>
    <//>`;
}

export function FlowChoice({ flows, chosen, choose }) {
  const names = (flows ?? []).map((flow) => flow.flow);
  const all = chosen && !names.includes(chosen) ? [chosen, ...names] : names;
  return html`
    <label>Flow
      <select id="flow" value=${chosen ?? ""} onChange=${(e) => choose(e.target.value || undefined)}>
        <option value="">all</option>
        ${all.map((name) => html`<option key=${name} value=${name} selected=${name === chosen}>${name}</option>`)}
      </select></label>`;
}

export function RunPage({ id }) {
  const answer = useAnswer(`/api/runs/${encodeURIComponent(id)}`, ["runs"]);
  const live = running.use().get(id);
  const run = answer.data && live ? { ...answer.data, ...live.counts, calls: live.calls } : answer.data;
  const flow = useAnswer(run ? `/api/flows/${encodeURIComponent(run.flow)}` : null, ["flows", "runs"]);
  const held = flow.data?.waiting?.filter((batch) => batch.run === id);
  return html`
    <${Page} title=${run ? `Run of ${run.flow}` : "Run"}
        above=${html`<a href="#/runs">Runs</a>${run && html` · <a href=${flowPath(run.flow)}>${run.flow}</a>`}`}
        beside=${run && html`<${Status} word=${run.state} />`}>
      <${Answered} answer=${answer}>
        ${() => html`
          ${run.reason && html`<div class=${`note ${run.state === "failed" ? "bad" : "warn"}`} id="reason"><p class="why"><${Words} text=${run.reason} />
            ${flow.data?.health.whatToDo && run.state === "failed" && html`<span class="todo"><${Words} text=${flow.data.health.whatToDo} /></span>`}</p></div>`}
          <${Held} flow=${run.flow} batches=${held} />
          ${live && html`<p id="progress" aria-live="polite"><${Going} run=${live} /></p>`}
          <${Section} id="books" title=${`The books: ${count(run.read, "record")} read`}><${Fates} run=${run} /><//>
          <${Section} id="facts" title="The run"><${Facts} of=${facts(run)} /><//>
          ${run.steps?.length > 0 && html`<${Section} id="steps" title="Time by step"><${Steps} steps=${run.steps} whole=${run.milliseconds} /><//>`}
          ${run.rejected > 0 && html`<${Refused} run=${id} />`}`}
      <//>
    <//>`;
}

function facts(run) {
  const seconds = run.milliseconds / 1000;
  return [
    ["Started", html`<${When} at=${run.startedAt} /> <span class="faint">${exactly(run.startedAt)}</span>`],
    ["Took", duration(run.milliseconds)],
    ["Kind", run.kind],
    ["Speed", run.read > 0 && seconds > 0 ? `${short(Math.round(run.read / seconds))} records/s` : "–"],
    ["Watermark", run.watermark ? html`<code>${run.watermark}</code>` : "none"],
    ["API calls", run.calls > 0 ? `${number(run.calls)}, ${bytes(run.sentBytes)} out, ${bytes(run.receivedBytes)} in` : "none"],
    ["Waited for limits", run.waitedMilliseconds > 0 ? duration(run.waitedMilliseconds) : "not at all"],
    run.category && ["Failed as", run.category],
    ["Id", html`<code>${run.run}</code>`],
  ];
}

function Steps({ steps, whole }) {
  const most = Math.max(whole, ...steps.map((step) => step.millis), 1);
  return html`
    <table class="list steps">
      <thead><tr><th scope="col">Step</th><th scope="col">Kind</th><th scope="col" class="right">Time</th><th scope="col" class="right">Of the run</th><th scope="col" class="right">Chunks</th><th scope="col"><span class="sr">Share</span></th></tr></thead>
      <tbody>${steps.map((step) => html`
        <tr><td data-label="Step"><code>${step.step}</code></td><td data-label="Kind">${step.kind}</td>
          <td data-label="Time" class="right">${duration(step.millis)}</td>
          <td data-label="Of the run" class="right">${whole > 0 ? share(Math.min(1, step.millis / whole)) : "–"}</td>
          <td data-label="Chunks" class="right">${number(step.chunks)}</td>
          <td class="share"><svg class="fates" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true"><rect class="created" width=${Math.max(2, (step.millis / most) * 1000)} height="10" /></svg></td></tr>`)}
      </tbody>
    </table>`;
}

function Refused({ run }) {
  const letters = usePages("/api/dead-letters", { run, state: "all" }, "deadLetters", ["deadLetters"]);
  return html`
    <${Section} id="refused" title="What it refused">
      <${Answered} answer=${letters} empty=${() => letters.all.length === 0 && html`<${Empty}>Later runs have refused the same records again; they are with those.<//>`}>
        ${() => html`<${LetterTable} letters=${letters.all} /><${More} of=${letters} />`}
      <//>
    <//>`;
}
