// One flow: how it is, what is wrong, what it did, what its mapping says, and what to press.
import { html } from "./preact.js";
import { running, useAnswer } from "./live.js";
import {
  Answered, Empty, Facts, Faults, Held, Page, Press, Remedy, Runs, Section, Spark, Status, When, Words, pressing, to,
} from "./parts.js";
import { Going } from "./flows.js";
import { AlertTable } from "./alerts.js";
import { duration, number, share, short } from "./words.js";

const SHOWN_RUNS = 10;

export function FlowPage({ id }) {
  const path = `/api/flows/${encodeURIComponent(id)}`;
  const named = `flow=${encodeURIComponent(id)}`;
  const flow = useAnswer(path, ["flows", "runs", "alerts", "deadLetters"]);
  const stats = useAnswer(`/api/stats?${named}`, ["runs"]);
  const volume = useAnswer(`/api/volume?${named}`, ["runs"]);
  const runs = useAnswer(`/api/runs?${named}&limit=${SHOWN_RUNS}`, ["runs"]);
  const alerts = useAnswer("/api/alerts", ["alerts"]);
  const inboxes = useAnswer("/api/inboxes", ["inboxes", "runs"]);
  const going = [...running.use().values()].find((run) => run.flow === id);
  const lasting = alerts.data?.alerts.filter((alert) => alert.flow === id) ?? [];
  const inbox = inboxes.data?.inboxes.find((one) => one.inbox === id);
  const now = flow.data;
  return html`
    <${Page} title=${id} above=${html`<a href="#/flows">Flows</a>`}
        beside=${now && html`<${Status} word=${now.paused ? "paused" : now.health.condition} /><${Buttons} flow=${now} path=${path} />`}>
      <${Answered} answer=${flow}>
        ${(data) => html`
          <${State} flow=${data} going=${going} stats=${stats.data?.stats[0]} hours=${volume.data?.flows[id]} from=${volume.data?.from} inbox=${inbox} />`}
      <//>
      ${lasting.length > 0 && html`<${Section} id="alerts" title="Alerts that last"><${AlertTable} alerts=${lasting} /><//>`}
      <${Section} id="runs" title="Runs" beside=${html`<a href=${to(["runs"], { flow: id })}>All runs</a>`}>
        <${Answered} answer=${runs} empty=${(data) => data.runs.length === 0 && html`<${Empty}>It hasn't run yet.<//>`}>
          ${(data) => html`<${Runs} runs=${data.runs} />`}
        <//>
      <//>
      <${Mapping} path=${path} />
    <//>`;
}

function Buttons({ flow, path }) {
  const name = flow.flow;
  const press = (what, says, body) => pressing(`${path}/${what}`, body, () => says);
  return html`
    <${Press} label="Run now" tone="primary" disabled=${flow.paused || flow.state !== "ready"} does=${press("run", `${name} starts.`)} />
    ${flow.paused
      ? html`<${Press} label="Resume" does=${press("resume", `${name} goes on.`)} />`
      : html`<${Press} label="Pause" disabled=${flow.state !== "ready"} does=${press("pause", `${name} rests until it is resumed. A run that goes on ends first.`)} />`}
    <${Press} label="Plan" disabled=${flow.state !== "ready"} does=${press("plan", `A plan of ${name} is being made; it will be among the reports.`)} />
    <${Press} label="Compare" disabled=${flow.state !== "ready"} does=${press("drift", `${name} is being compared with its destination; what is found will be among the reports.`)} />
    <${Press} label="Repair" disabled=${flow.state !== "ready"} asks=${`${name} is compared with its destination, and what is missing or was changed there is delivered again.`}
      does=${press("drift", `${name} is being compared and repaired.`, { repair: true })} />`;
}

const TONES = { broken: "bad", failing: "bad", waiting: "warn", alert: "warn", stopped: "warn" };

function State({ flow, going, stats, hours, from, inbox }) {
  const { health, lastRun } = flow;
  const { day, week } = stats ?? {};
  return html`
    ${health.why && !flow.waiting && !flow.faults && html`<div class=${`note ${TONES[health.condition] ?? ""}`}><${Remedy} flow=${flow} /></div>`}
    <${Held} flow=${flow.flow} batches=${flow.waiting} />
    ${flow.faults?.length > 0 && html`<${Section} id="faults" title="What is wrong with its files"><${Faults} faults=${flow.faults} says="Faults" /><//>`}
    ${flow.edit?.length > 0 && html`<${Section} id="edit" title="The changed file is wrong; what runs is the last good one"><${Faults} faults=${flow.edit} says="Faults of the edit" /><//>`}
    ${flow.settings?.length > 0 && html`<${Section} id="settings" title="Settings it waits for"><ul>${flow.settings.map((name) => html`<li><code>${name}</code></li>`)}</ul><//>`}
    <${Section} id="state" title="How it is">
      ${going && html`<p id="progress"><${Going} run=${going} /></p>`}
      <${Facts} of=${[
        ["Starts", flow.schedule ?? (flow.state === "ready" ? "when something comes" : "–")],
        ["Next run", html`<${When} at=${flow.nextRunAt} none="–" />`],
        ["Last run", html`<${When} at=${health.lastRunAt} />`],
        ["Last went well", html`<${When} at=${health.lastSuccessAt} />`],
        health.failingSince && ["Failing since", html`<${When} at=${health.failingSince} />`],
        ["Went well, 24 h", well(day)],
        ["Went well, 7 d", well(week)],
        ["A run takes", day?.medianMilliseconds != null ? `${duration(day.medianMilliseconds)}, 95 % at most ${duration(day.p95Milliseconds)}` : "–"],
        ["Speed", day?.recordsPerSecond != null ? `${short(Math.round(day.recordsPerSecond))} records/s` : "–"],
        ["Dead letters", health.deadLetters > 0 ? html`<a href=${to(["dead-letters"], { flow: flow.flow })}>${number(health.deadLetters)} wait</a>` : "none"],
        inbox && ["Inbox", html`${number(inbox.waiting)} wait${inbox.oldestAt && html`, the oldest since <${When} at=${inbox.oldestAt} />`}`],
        lastRun?.watermark && ["Watermark", html`<code>${lastRun.watermark}</code>`],
        ["File", html`<code>${flow.file}</code>`],
      ]} />
    <//>
    ${hours && html`<${Section} id="volume" title="Records an hour, 24 hours"><${Spark} hours=${hours} from=${from} large=${true} /><//>`}
    ${flow.notes?.length > 0 && html`<${Section} id="notes" title="Worth knowing"><${Faults} faults=${flow.notes} says="Notes" /><//>`}`;
}

const well = (span) => (span?.successRate == null ? "–" : `${share(span.successRate)} of ${number(span.done + span.failed)} runs`);

function Mapping({ path }) {
  const mapping = useAnswer(`${path}/mapping`, ["flows"]);
  return html`
    <${Section} id="mapping" title="Mapping">
      <${Answered} answer=${mapping} empty=${(data) => data.parts.length === 0 && html`<${Empty}>It has no mapping that can be read.<//>`}>
        ${(data) => data.parts.map((part) => html`<${Part} part=${part} />`)}
      <//>
    <//>`;
}

const Line = ({ line }) => line.map((span) => (span.code === undefined ? span.text : html`<code>${span.code}</code>`));

function Part({ part }) {
  if (part.heading) {
    return html`<h3><${Line} line=${part.heading} /></h3>`;
  }
  if (part.paragraph) {
    return html`<p><${Line} line=${part.paragraph} /></p>`;
  }
  if (part.facts) {
    return html`<${Facts} of=${part.facts.map((fact) => [fact.name, html`<${Line} line=${fact.line} />`])} />`;
  }
  if (part.code) {
    return html`<pre>${part.code.join("\n")}</pre>`;
  }
  return html`
    <div class="scroll"><table class="list mapping">
      <thead><tr>${part.headings.map((heading) => html`<th scope="col">${heading}</th>`)}</tr></thead>
      <tbody>${part.rows.map((row) => html`<tr>${row.map((cell, at) => html`<td data-label=${part.headings[at]}><${Line} line=${cell} /></td>`)}</tr>`)}</tbody>
    </table></div>`;
}
