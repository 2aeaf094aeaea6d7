// All flows: what flows, what doesn't, since when, why, and what to do.
import { html, useEffect, useMemo, useRef, useState } from "./preact.js";
import { running, useAnswer } from "./live.js";
import { Answered, Empty, Faults, Held, Page, Remedy, Spark, Status, When, flowPath, to } from "./parts.js";
import { count, duration, number, share, short } from "./words.js";

/** The worst first. */
const CONDITIONS = ["broken", "failing", "waiting", "alert", "stopped", "paused", "not configured", "new", "ok"];
/** Sums of a day are as good some seconds later. */
const SUMS_REST_MILLIS = 10000;

const PROBLEMS = ["broken", "failing", "waiting", "alert", "stopped"];

function conditionOf(flow) {
  return flow.paused ? "paused" : flow.health.condition;
}

const isProblem = (flow) => PROBLEMS.includes(conditionOf(flow)) || flow.edit?.length > 0;

function severity(flow) {
  const at = CONDITIONS.indexOf(conditionOf(flow));
  return at < 0 ? CONDITIONS.length : at;
}

/** The answers about each flow as one list, problems first. */
function together(flows, stats, volume, runs) {
  const statsOf = new Map((stats ?? []).map((one) => [one.flow, one]));
  const runsOf = new Map([...runs.values()].map((run) => [run.flow, run]));
  return flows
    .map((flow) => ({
      ...flow,
      stats: statsOf.get(flow.flow),
      hours: volume?.flows[flow.flow],
      going: runsOf.get(flow.flow) ?? (flow.lastRun?.state === "running" ? flow.lastRun : undefined),
    }))
    .sort((a, b) => severity(a) - severity(b) || a.flow.localeCompare(b.flow));
}

const KINDS = {
  all: () => true,
  problems: isProblem,
  running: (flow) => flow.going !== undefined,
  "dead letters": (flow) => flow.health.deadLetters > 0,
};

export function FlowsPage({ query, go }) {
  const flows = useAnswer("/api/flows", ["flows", "runs", "alerts", "deadLetters"]);
  const stats = useAnswer("/api/stats", ["runs"], SUMS_REST_MILLIS);
  const volume = useAnswer("/api/volume", ["runs"], SUMS_REST_MILLIS);
  const runs = running.use();
  const all = useMemo(
    () => together(flows.data?.flows ?? [], stats.data?.stats, volume.data, runs),
    [flows.data, stats.data, volume.data, runs],
  );
  const news = useNews(all);
  const show = query.show ?? "all";
  const text = query.text ?? "";
  const conditions = CONDITIONS.filter((word) => all.some((flow) => conditionOf(flow) === word));
  const isShown = KINDS[show] ?? ((flow) => conditionOf(flow) === show);
  const shown = all.filter((flow) => isShown(flow) && flow.flow.toLowerCase().includes(text.toLowerCase()));
  const narrow = (more) => go(to(["flows"], { ...query, ...more }));
  const choice = (word, has) => html`
    <button type="button" key=${word} aria-pressed=${show === word} onClick=${() => narrow({ show: word === "all" ? undefined : word })}>
      ${word} <span class="faint">${all.filter(has).length}</span></button>`;
  return html`
    <${Page} title="Flows">
      <div class="filters" role="search">
        <label>Filter <input type="search" id="filter" value=${text} placeholder="name of a flow" onInput=${(e) => narrow({ text: e.target.value })} /></label>
        <div class="choices" role="group" aria-label="Show">
          ${Object.entries(KINDS).map(([word, has]) => choice(word, has))}
          ${conditions.map((word) => choice(word, (flow) => conditionOf(flow) === word))}
        </div>
      </div>
      <${Answered} answer=${flows} empty=${(data) => data.flows.length === 0 && html`<${Empty}>No flows yet. Put a file into <code>routes/</code>; it is taken up within two seconds.<//>`}>
        ${() => html`
          <p class="sr" role="status">${count(shown.length, "flow")} shown</p>
          <p class="sr" role="status" id="news">${news}</p>
          ${shown.length === 0 ? html`<${Empty}>No flow is like that.<//>` : html`<${FlowTable} flows=${shown} from=${volume.data?.from} />`}`}
      <//>
    <//>`;
}

/** Says aloud how flows have become otherwise. */
function useNews(all) {
  const before = useRef(new Map());
  const [news, tell] = useState("");
  useEffect(() => {
    const turned = all.filter((flow) => before.current.has(flow.flow) && before.current.get(flow.flow) !== conditionOf(flow));
    if (turned.length > 0) {
      tell(turned.map((flow) => `${flow.flow} is ${conditionOf(flow)}`).join(", "));
    }
    before.current = new Map(all.map((flow) => [flow.flow, conditionOf(flow)]));
  }, [all]);
  return news;
}

/** What fits on a screen is painted first, the rest with the next frame. */
const FIRST = 20;

function useSoonAll(list) {
  const [all, setAll] = useState(list.length <= FIRST);
  useEffect(() => {
    all || requestAnimationFrame(() => setTimeout(() => setAll(true)));
  }, []);
  return all ? list : list.slice(0, FIRST);
}

function FlowTable({ flows, from }) {
  const painted = useSoonAll(flows);
  return html`
    <div class="scroll"><table class="list flows" id="flows">
      <thead><tr>
        <th scope="col">Flow</th><th scope="col">State</th><th scope="col">Last run</th><th scope="col">Next run</th>
        <th scope="col">Records, 24 h</th><th scope="col" class="right">Takes</th>
        <th scope="col" class="right" title="Runs that went well in 24 hours and in 7 days">Went well 24 h · 7 d</th><th scope="col" class="right">Dead letters</th>
      </tr></thead>
      ${painted.map((flow) => html`<${FlowRow} key=${flow.flow} flow=${flow} from=${from} />`)}
    </table></div>`;
}

function FlowRow({ flow, from }) {
  const { health, stats, going } = flow;
  const day = stats?.day;
  const letters = health.deadLetters;
  const hasMore = health.why || flow.edit?.length > 0 || flow.waiting?.length > 0;
  return html`
    <tbody data-flow=${flow.flow} data-condition=${conditionOf(flow)}>
      <tr>
        <th scope="row"><a href=${flowPath(flow.flow)}>${flow.flow}</a></th>
        <td data-label="State"><${Status} word=${conditionOf(flow)} />${going && html`<${Going} run=${going} />`}</td>
        <td data-label="Last run"><${When} at=${health.lastRunAt} /></td>
        <td data-label="Next run"><${When} at=${flow.nextRunAt} none=${flow.paused || flow.state !== "ready" ? "–" : "when something comes"} /></td>
        <td data-label="Records, 24 h"><span class="volume"><${Spark} hours=${flow.hours} from=${from} /> <span class="sum">${day ? short(day.read) : ""}</span></span></td>
        <td data-label="Takes" class="right">${day?.medianMilliseconds != null ? html`<span title=${`95 of 100 runs: ${duration(day.p95Milliseconds)}`}>${duration(day.medianMilliseconds)}</span>` : "–"}</td>
        <td data-label="Went well 24 h · 7 d" class="right">${rate(day)} <span class="faint">·</span> ${rate(stats?.week)}</td>
        <td data-label="Dead letters" class="right">${letters > 0 ? html`<a href=${to(["dead-letters"], { flow: flow.flow })}>${number(letters)}</a>` : html`<span class="faint">0</span>`}</td>
      </tr>
      ${hasMore && html`
        <tr class="more"><td colspan="8">
          ${health.why && !flow.waiting && html`<${Remedy} flow=${flow} />`}
          ${flow.edit?.length > 0 && html`<p class="why"><${Status} word="broken edit" /> The file was changed and is wrong now; what runs is the last good one.</p><${Faults} faults=${flow.edit} says="What is wrong with the changed file" />`}
          <${Held} flow=${flow.flow} batches=${flow.waiting} />
        </td></tr>`}
    </tbody>`;
}

const POOR = 0.9;

function rate(span) {
  if (span?.successRate == null) {
    return html`<span class="faint">–</span>`;
  }
  return span.successRate < POOR ? html`<strong class="bad-text">${share(span.successRate)}</strong>` : share(span.successRate);
}

/** How far a run is that goes on. */
export function Going({ run }) {
  const read = run.counts?.read ?? run.read;
  const speed = run.recordsPerSecond;
  return html`
    <span class="going"><${Status} word="running" note=${read > 0 ? `${number(read)} read` : ""} />
      ${speed > 0 && html`<span class="faint">${short(Math.round(speed))}/s</span>`}</span>`;
}
