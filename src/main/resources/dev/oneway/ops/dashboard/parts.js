// What several pages are made of.
import { createContext, html, useContext, useEffect, useRef, useState } from "./preact.js";
import { connection, look, now, press, useAnswer } from "./live.js";
import { count, duration, exactly, FATES, fromNow, hourOf, number, share } from "./words.js";

/** Who reads; undefined until the API has said it. */
export const Reader = createContext(undefined);

export const mayPress = () => useContext(Reader)?.mayPress === true;

/** The address of a page of the dashboard. */
export function to(path, query = {}) {
  const search = new URLSearchParams(given(query)).toString();
  return `#/${path.map(encodeURIComponent).join("/")}${search ? `?${search}` : ""}`;
}

export const flowPath = (flow) => to(["flows", flow]);
export const runPath = (run) => to(["runs", run]);

/** The heading takes the focus when a page is opened, so that a screen reader begins there. */
let opened = false;

export function Page({ title, above, beside, children }) {
  const heading = useRef();
  useEffect(() => {
    document.title = `${title} · Oneway`;
  }, [title]);
  useEffect(() => {
    if (opened) {
      heading.current.focus();
      scrollTo(0, 0);
    }
    opened = true;
  }, []);
  return html`
    <header class="page-head">
      ${above && html`<p class="above">${above}</p>`}
      <h1 ref=${heading} tabindex="-1">${title}</h1>
      ${beside && html`<div class="beside">${beside}</div>`}
    </header>
    ${children}`;
}

export function Section({ title, beside, children, id }) {
  return html`
    <section aria-labelledby=${`${id}-title`} id=${id}>
      <div class="section-head"><h2 id=${`${id}-title`}>${title}</h2>${beside}</div>
      ${children}
    </section>`;
}

const SHAPES = {
  ok: html`<circle cx="8" cy="8" r="6.5" /><path d="m5 8.2 2.1 2.1L11 6.2" />`,
  bad: html`<circle cx="8" cy="8" r="6.5" /><path d="m5.7 5.7 4.6 4.6m0-4.6-4.6 4.6" />`,
  file: html`<path d="M3.5 1.5h6l3 3v10h-9zM9 1.5v3.5h3.5M6 8l4 4m0-4-4 4" />`,
  warn: html`<path d="M8 2 1.5 13.5h13zM8 6.5v3.2m0 1.8v.1" />`,
  hand: html`<circle cx="8" cy="8" r="6.5" /><path d="M8 4.5V8l2.3 1.8" />`,
  pause: html`<circle cx="8" cy="8" r="6.5" /><path d="M6.4 5.5v5m3.2-5v5" />`,
  stop: html`<circle cx="8" cy="8" r="6.5" /><path d="M6 6h4v4H6z" />`,
  gear: html`<circle class="dashed" cx="8" cy="8" r="6.5" /><path d="M8 5v3.5m0 2v.1" />`,
  new: html`<circle cx="8" cy="8" r="6.5" />`,
  go: html`<circle class="track" cx="8" cy="8" r="6.5" /><path class="turn" d="M8 1.5A6.5 6.5 0 0 1 14.5 8" />`,
};

/** How each word is drawn: its shape and its tone. */
const LOOKS = {
  ok: ["ok", "good"], done: ["ok", "good"], delivered: ["ok", "good"], over: ["ok", "quiet"],
  failing: ["bad", "bad"], failed: ["bad", "bad"], broken: ["file", "bad"],
  waiting: ["hand", "warn"], alert: ["warn", "warn"], lasts: ["warn", "warn"],
  interrupted: ["stop", "warn"], stopped: ["stop", "warn"], "broken edit": ["file", "warn"],
  paused: ["pause", "quiet"], discarded: ["stop", "quiet"], seen: ["ok", "quiet"],
  "not configured": ["gear", "quiet"], new: ["new", "quiet"], running: ["go", "accent"],
};

export function Status({ word, note }) {
  const [shape, tone] = LOOKS[word] ?? ["new", "quiet"];
  return html`
    <span class=${`status ${tone}`}>
      <svg class="shape" viewBox="0 0 16 16" aria-hidden="true">${SHAPES[shape]}</svg>
      <span>${word}${note && html` <span class="faint">${note}</span>`}</span>
    </span>`;
}

export function When({ at, none = "never" }) {
  const time = now.use();
  return at
    ? html`<time datetime=${at} title=${exactly(at)}>${fromNow(at, time)}</time>`
    : html`<span class="faint">${none}</span>`;
}

const HOUR_MILLIS = 3600000;
const SPARK = { width: 96, height: 22, gap: 1 };

/** Records by the hour as small bars, the present hour last. */
export function Spark({ hours, from, large }) {
  const values = hours ?? [];
  const sum = values.reduce((a, b) => a + b, 0);
  if (sum === 0) {
    return html`<span class="faint">none</span>`;
  }
  const most = Math.max(...values);
  const peak = new Date(from).getTime() + values.indexOf(most) * HOUR_MILLIS;
  const words = `${count(sum, "record")} in 24 hours, most at ${hourOf(peak)}: ${number(most)}`;
  const step = SPARK.width / values.length;
  const bar = (value, hour) => `M${hour * step} ${SPARK.height}v${-value}h${step - SPARK.gap}v${value}z`;
  const bars = values.map((value, hour) => (value === 0 ? "" : bar(Math.max(2, (value / most) * SPARK.height), hour)));
  const none = values.map((value, hour) => (value === 0 ? bar(1, hour) : ""));
  return html`
    <svg class=${large ? "spark large" : "spark"} viewBox=${`0 0 ${SPARK.width} ${SPARK.height}`} preserveAspectRatio="none" role="img" aria-label=${words}>
      <title>${words}</title>
      <path d=${bars.join("")} />
      <path class="zero" d=${none.join("")} />
    </svg>`;
}

/** What became of the records of a run: a bar, and the same in words and numbers. */
export function Fates({ run, small }) {
  const fates = FATES.filter((fate) => run[fate] > 0);
  const all = fates.reduce((sum, fate) => sum + run[fate], 0);
  const words = fates.map((fate) => `${number(run[fate])} ${fate}`).join(", ") || "no records";
  if (all === 0) {
    return small ? html`<span class="faint">no records</span>` : html`<p class="faint">No records.</p>`;
  }
  let x = 0;
  const bar = html`
    <svg class=${small ? "fates small" : "fates"} viewBox="0 0 1000 10" preserveAspectRatio="none" role="img" aria-label=${words}>
      <title>${words}</title>
      ${fates.map((fate) => {
        const width = (run[fate] / all) * 1000;
        const part = html`<rect class=${`fate ${fate}`} x=${x} y="0" width=${Math.max(width, 4)} height="10" />`;
        x += width;
        return part;
      })}
    </svg>`;
  return small
    ? html`<span class="fates-line">${bar}<span class="fates-words">${words}</span></span>`
    : html`${bar}
        <ul class="legend">
          ${fates.map((fate) => html`
            <li><span class=${`swatch ${fate}`} aria-hidden="true"></span>
              <strong>${number(run[fate])}</strong> ${fate} <span class="faint">${share(run[fate] / all)}</span></li>`)}
        </ul>`;
}

/** A sentence in which names stand between backticks. */
export function Words({ text }) {
  const parts = (text ?? "").split("`");
  return parts.map((part, at) => (at % 2 === 1 && at < parts.length - 1 ? html`<code>${part}</code>` : part));
}

export function Facts({ of }) {
  return html`
    <dl class="facts">
      ${of.filter(Boolean).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
    </dl>`;
}

export function Failure({ error, again }) {
  return error && html`
    <div class="note bad" role="alert">
      <${Status} word="failed" /> <span>${error.message}</span>
      ${again && html`<button type="button" onClick=${again}>Try again</button>`}
    </div>`;
}

/** What stands on a page before its first answer, when there is nothing, and when it failed. */
export function Answered({ answer, empty, children }) {
  const { data, error, again } = answer;
  if (data === undefined && !error) {
    return html`<p class="faint" aria-busy="true">Loading …</p>`;
  }
  return html`
    <${Failure} error=${error} again=${again} />
    ${data !== undefined && (empty?.(data) || children(data))}`;
}

export const Empty = ({ children }) => html`<p class="empty">${children}</p>`;

/** What came of what was pressed, told aloud as well. */
let tell = () => {};
let tellings = 0;

export function Tellings() {
  const [told, setTold] = useState([]);
  tell = (text, isBad) => {
    const one = { text, isBad, id: tellings++ };
    setTold((all) => [...all.slice(-2), one]);
    isBad || setTimeout(() => setTold((all) => all.filter((other) => other !== one)), 8000);
  };
  return html`
    <div class="tellings" role="status" aria-live="polite" id="tellings">
      ${told.map((one) => html`
        <div key=${one.id} class=${`telling ${one.isBad ? "bad" : "good"}`}>
          <${Status} word=${one.isBad ? "failed" : "done"} /> <span>${one.text}</span>
          <button type="button" class="bare" aria-label="Dismiss" onClick=${() => setTold((all) => all.filter((other) => other !== one))}>×</button>
        </div>`)}
    </div>`;
}

/**
 * A button that presses something, if its reader may.
 *
 * @param does a function that returns what came of it as a sentence
 * @param asks a sentence to agree to first
 */
export function Press({ label, does, asks, tone, disabled, name, after }) {
  const [busy, setBusy] = useState(false);
  const dialog = useRef();
  if (!mayPress()) {
    return null;
  }
  const go = async () => {
    setBusy(true);
    try {
      tell(await does(), false);
      after?.();
    } catch (error) {
      tell(error.message, true);
    }
    setBusy(false);
  };
  const agreed = () => {
    dialog.current.close();
    go();
  };
  return html`
    <button type="button" class=${tone ?? ""} disabled=${busy || disabled} aria-busy=${busy} aria-label=${name}
        onClick=${() => (asks ? dialog.current.showModal() : go())}>${label}</button>
    ${asks && html`
      <dialog ref=${dialog} aria-label=${name ?? label}>
        <p>${asks}</p>
        <div class="buttons">
          <button type="button" autofocus onClick=${() => dialog.current.close()}>Cancel</button>
          <button type="button" class=${tone ?? "primary"} onClick=${agreed}>${label}</button>
        </div>
      </dialog>`}`;
}

/** Presses an address and says a sentence of what it answers. */
export const pressing = (path, body, sentence) => async () => sentence(await press(path, body));

/** What waits for somebody's word: approve or keep. */
export function Held({ flow, batches }) {
  return (batches ?? []).map((batch) => {
    const records = count(batch.records, "record");
    const path = `/api/flows/${encodeURIComponent(flow)}`;
    return html`
      <div class="note warn held" key=${batch.run}>
        <${Status} word="waiting" />
        <p><strong>${records}</strong> ${batch.missing ? "are gone at the source" : "are called gone by the source"} and would be removed
          at the destination. Found by <a href=${runPath(batch.run)}>this run</a>.</p>
        <div class="buttons">
          <${Press} label=${`Approve ${number(batch.records)}`} name=${`Approve the removal of ${records} of ${flow}`} tone="danger"
            asks=${`The next run of ${flow} removes ${records} at the destination. This can't be taken back here.`}
            does=${pressing(`${path}/approve`, { run: batch.run }, (done) => `${count(done.records, "record")} will be removed by the next run.`)} />
          <${Press} label="Reject" name=${`Reject the removal of ${records} of ${flow}`}
            asks=${`${records} of ${flow} stay at the destination.`}
            does=${pressing(`${path}/reject`, { run: batch.run }, (done) => `${count(done.records, "record")} stay.`)} />
        </div>
      </div>`;
  });
}

export function Remedy({ flow }) {
  const { why, whatToDo, deadLetters, condition } = flow.health;
  return why && html`
    <p class="why"><${Words} text=${why} /> ${whatToDo && html`<span class="todo"><${Words} text=${whatToDo} /></span>`}
      ${condition === "alert" && deadLetters > 0 && html`<a href=${to(["dead-letters"], { flow: flow.flow })}>Its dead letters</a>`}</p>`;
}

export function Faults({ faults, says }) {
  return faults?.length > 0 && html`
    <ul class="faults" aria-label=${says}>
      ${faults.map((fault) => html`
        <li><code>${fault.file}${fault.line ? `:${fault.line}` : ""}${fault.column ? `:${fault.column}` : ""}</code>${" "}
          <${Words} text=${fault.what} /> <span class="todo"><${Words} text=${fault.remedy} /></span></li>`)}
    </ul>`;
}

const CONNECTIONS = { live: "live", polling: "every 5 s", lost: "no answer" };

export function Connection() {
  const how = connection.use();
  return html`<span class=${`connection ${how}`} role="status" id="connection" title="How news come">${CONNECTIONS[how]}</span>`;
}

/**
 * A list that comes a page at a time: the first is asked for again as it changes, those behind it
 * once, on demand.
 *
 * @param name of the list in the answers
 */
export function usePages(path, query, name, topics) {
  const address = (more) => `${path}?${new URLSearchParams(given({ ...query, ...more }))}`;
  const first = useAnswer(address({}), topics);
  const [behind, setBehind] = useState({ address: "", pages: [] });
  const pages = behind.address === address({}) ? behind.pages : [];
  const next = (pages.at(-1) ?? first.data)?.next;
  const more = async () => {
    const page = await look(address({ before: next }));
    setBehind({ address: address({}), pages: [...pages, page] });
  };
  const all = [first.data, ...pages].flatMap((page) => page?.[name] ?? []);
  return { ...first, all, more: next ? more : undefined };
}

const given = (query) => Object.entries(query).filter(([, value]) => value !== undefined && value !== "");

export function More({ of }) {
  const [error, setError] = useState();
  const more = () => of.more().then(() => setError(undefined), setError);
  return html`<${Failure} error=${error} />
    ${of.more && html`<p class="more-button"><button type="button" onClick=${more}>Show more</button></p>`}`;
}

const PAUSE_MILLIS = 250;

/** A field to search by: what is typed is taken when it rests. */
export function Search({ label, id, text, hint, take }) {
  const timer = useRef();
  const typed = (event) => {
    const { value } = event.target;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => take(value), PAUSE_MILLIS);
  };
  return html`<label>${label} <input type="search" id=${id} defaultValue=${text} placeholder=${hint} onInput=${typed} /></label>`;
}

/** Runs, the newest first. */
export function Runs({ runs, withFlow }) {
  return html`
    <div class="scroll"><table class="list">
      <thead><tr><th scope="col">State</th>${withFlow && html`<th scope="col">Flow</th>`}<th scope="col">Started</th><th scope="col">Kind</th>
        <th scope="col" class="right">Took</th><th scope="col" class="right">Read</th><th scope="col">Records</th></tr></thead>
      <tbody>
        ${runs.map((run) => html`
          <tr key=${run.run}>
            <td data-label="State"><a href=${runPath(run.run)} aria-label=${`Run of ${run.flow}, ${run.state}, ${exactly(run.startedAt)}`}><${Status} word=${run.state} /></a></td>
            ${withFlow && html`<td data-label="Flow"><a href=${flowPath(run.flow)}>${run.flow}</a></td>`}
            <td data-label="Started"><${When} at=${run.startedAt} /></td>
            <td data-label="Kind">${run.kind}</td>
            <td data-label="Took" class="right">${duration(run.milliseconds)}</td>
            <td data-label="Read" class="right">${number(run.read)}</td>
            <td data-label="Records"><${Fates} run=${run} small=${true} />
              ${run.reason && html`<p class="reason"><${Words} text=${run.reason} /></p>`}</td>
          </tr>`)}
      </tbody>
    </table></div>`;
}
