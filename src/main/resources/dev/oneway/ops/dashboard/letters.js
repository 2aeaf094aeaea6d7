// What was refused: the list, and one record beside what its mapping makes of it.
import { html } from "./preact.js";
import { pressAll, useAnswer } from "./live.js";
import { Answered, Empty, Facts, More, Page, Press, Search, Section, Status, When, Words, flowPath, mayPress, pressing, runPath, to, usePages } from "./parts.js";
import { FlowChoice } from "./runs.js";
import { count, number } from "./words.js";

const STATES = ["waiting", "delivered", "discarded", "all"];
const PAGE = 200;
const path = (letter) => `/api/dead-letters/${encodeURIComponent(letter)}`;
const replayed = () => "The records are being delivered again; it is a run of its own.";

export function LettersPage({ query, go }) {
  const state = query.state ?? "waiting";
  const { flow, category, text } = query;
  const letters = usePages("/api/dead-letters", { flow, category, text, state, limit: PAGE }, "deadLetters", ["deadLetters"]);
  const flows = useAnswer("/api/flows", ["flows", "deadLetters", "runs"]);
  const shown = letters.all;
  const narrow = (more) => go(to(["dead-letters"], { ...query, ...more }));
  const waiting = shown.filter((letter) => letter.state === "waiting");
  return html`
    <${Page} title="Dead letters" beside=${html`<${Buttons} query=${query} shown=${waiting} flows=${flows.data?.flows} />`}>
      <div class="filters" role="search">
        <${Search} label="Search" id="text" text=${text} hint="key, field or reason" take=${(value) => narrow({ text: value })} />
        <${FlowChoice} flows=${flows.data?.flows} chosen=${flow} choose=${(name) => narrow({ flow: name })} />
        <label>Category <${Categories} letters=${letters.all} chosen=${category} choose=${(word) => narrow({ category: word })} /></label>
        <label>State <select id="state" value=${state} onChange=${(e) => narrow({ state: e.target.value === "waiting" ? undefined : e.target.value })}>
          ${STATES.map((word) => html`<option key=${word} value=${word} selected=${word === state}>${word}</option>`)}</select></label>
      </div>
      <p class="faint" role="status" id="count">${count(shown.length, "letter")} shown${letters.more ? ", there are more" : ""}</p>
      <${Answered} answer=${letters} empty=${() => shown.length === 0 && html`<${Empty}>${state === "waiting" && !text ? "Nothing was refused." : "No letter is like that."}<//>`}>
        ${() => html`<${LetterTable} letters=${shown} withFlow=${true} /><${More} of=${letters} />`}
      <//>
    <//>`;
}

function Categories({ letters, chosen, choose }) {
  const all = [...new Set([...letters.map((letter) => letter.category), ...(chosen ? [chosen] : [])])].sort();
  return html`
    <select id="category" value=${chosen ?? ""} onChange=${(e) => choose(e.target.value || undefined)}>
      <option value="">all</option>
      ${all.map((word) => html`<option key=${word} value=${word} selected=${word === chosen}>${word}</option>`)}
    </select>`;
}

/** For all: replay those of a flow, discard those that are shown. */
function Buttons({ query, shown, flows }) {
  const { flow, category } = query;
  const waiting = flows?.find((one) => one.flow === flow)?.health.deadLetters;
  const which = category ? `those of ${flow} that were refused as ${category}` : `all ${waiting === undefined ? "" : number(waiting)} of ${flow}`;
  const discard = async () => {
    const discarded = await pressAll(shown.map((letter) => `${path(letter.id)}/discard`));
    return `${count(discarded, "letter")} discarded.`;
  };
  return html`
    ${flow && html`<${Press} label=${category ? "Replay these" : "Replay all"} tone="primary" name=${`Replay ${which}`} disabled=${waiting === 0}
      asks=${`Deliver again ${which}.`} does=${pressing("/api/dead-letters/replay", { flow, ...(category && { category }) }, replayed)} />`}
    ${shown.length > 0 && html`<${Press} label=${`Discard ${number(shown.length)} shown`} tone="danger" name=${`Discard the ${count(shown.length, "letter")} shown`}
      asks=${`Give up ${count(shown.length, "letter")}: ${shown.length === 1 ? "it" : "they"} won't be delivered unless the source changes them.`} does=${discard} />`}`;
}

export function LetterTable({ letters, withFlow }) {
  const may = mayPress();
  return html`
    <div class="scroll"><table class="list letters">
      <thead><tr><th scope="col">Key</th>${withFlow && html`<th scope="col">Flow</th>`}<th scope="col">Category</th><th scope="col">Field</th><th scope="col">Reason</th>
        <th scope="col" class="right">Tries</th><th scope="col">Last</th>${may ? html`<th scope="col"><span class="sr">What to do</span></th>` : html`<th scope="col">State</th>`}</tr></thead>
      <tbody>${letters.map((letter) => html`
        <tr key=${letter.id} data-letter=${letter.id}>
          <th scope="row"><a href=${to(["dead-letters", letter.id])} aria-label=${`Dead letter ${letter.key ?? "without a key"} of ${letter.flow}`}>${letter.key ?? "no key"}</a></th>
          ${withFlow && html`<td data-label="Flow"><a href=${flowPath(letter.flow)}>${letter.flow}</a></td>`}
          <td data-label="Category">${letter.category}</td>
          <td data-label="Field">${letter.field && html`<code>${letter.field}</code>`}</td>
          <td data-label="Reason" class="wide"><${Words} text=${letter.reason} /></td>
          <td data-label="Tries" class="right">${number(letter.attempts)}</td>
          <td data-label="Last"><${When} at=${letter.lastAt} /></td>
          <td class="row-buttons">${may && letter.state === "waiting" ? html`<${LetterButtons} letter=${letter} />` : html`<${Status} word=${letter.state} />`}</td>
        </tr>`)}
      </tbody>
    </table></div>`;
}

function LetterButtons({ letter }) {
  const which = `dead letter ${letter.key ?? letter.id} of ${letter.flow}`;
  return html`<span class="buttons">
    <${Press} label="Replay" name=${`Replay ${which}`} does=${pressing(`${path(letter.id)}/replay`, {}, () => "It is being delivered again.")} />
    <${Press} label="Discard" name=${`Discard ${which}`} tone="danger" asks=${`Give up the ${which}? It won't be delivered unless the source changes it.`}
      does=${pressing(`${path(letter.id)}/discard`, {}, () => "It is discarded.")} />
  </span>`;
}

export function LetterPage({ id }) {
  const answer = useAnswer(path(id), ["deadLetters"]);
  const letter = answer.data;
  return html`
    <${Page} title=${letter ? `Dead letter ${letter.key ?? ""}` : "Dead letter"}
        above=${html`<a href="#/dead-letters">Dead letters</a>${letter && html` · <a href=${flowPath(letter.flow)}>${letter.flow}</a>`}`}
        beside=${letter && html`<${Status} word=${letter.state} />${letter.state === "waiting" && html`<${LetterButtons} letter=${letter} />`}`}>
      <${Answered} answer=${answer}>
        ${(one) => html`
          <div class="note bad" id="reason"><p><strong>${one.category}</strong>${one.field && html` · <code>${one.field}</code>`}<br /><${Words} text=${one.reason} /></p></div>
          <${Section} id="facts" title="When"><${Facts} of=${[
            ["Refused first", html`<${When} at=${one.firstAt} />`],
            ["Refused last", html`<${When} at=${one.lastAt} />`],
            ["Tries", number(one.attempts)],
            ["By", html`<a href=${runPath(one.run)}>this run</a>`],
            ["Version", one.version ? html`<code>${one.version}</code>` : "none"],
            ["Id", html`<code>${one.id}</code>`],
          ]} /><//>
          ${one.source ? html`<${Sides} letter=${one} />` : html`<p class="faint">The record itself is shown to operators.</p>`}`}
      <//>
    <//>`;
}

/** The record as it was read, and beside it what the mapping makes of it now. */
function Sides({ letter }) {
  const mapped = letter.mapped ?? [];
  const atFault = (field) => field.refused !== undefined || field.field === letter.field;
  const from = new Set(mapped.flatMap((one) => (one.fields ?? []).filter(atFault).map((field) => field.from.replaceAll("`", ""))));
  return html`
    <div class="columns">
      <${Section} id="source" title="Source record">
        <div class="tree"><${Tree} value=${letter.source} path="" marked=${from} /></div>
      <//>
      <${Section} id="mapped" title="As its mapping makes it now">
        ${mapped.length === 0 && html`<${Empty}>The flow has no mapping.<//>`}
        ${mapped.map((one) => html`<${MappedRecord} one=${one} atFault=${atFault} />`)}
      <//>
    </div>`;
}

function MappedRecord({ one, atFault }) {
  const fields = one.fields ?? [];
  return html`
    <p><code>${one.mapping}</code>: <strong>${one.outcome}</strong>${one.reason && html` · <${Words} text=${one.reason} />`}</p>
    ${fields.length > 0 && html`
      <table class="list mapped"><thead><tr><th scope="col">Field</th><th scope="col">Value</th><th scope="col">From</th></tr></thead>
        <tbody>${fields.map((field) => html`
          <tr class=${atFault(field) ? "fault" : ""}>
            <th scope="row"><code>${field.field}</code>${atFault(field) && html` <span class="mark">at fault</span>`}</th>
            <td data-label="Value">${field.refused !== undefined ? html`<span class="bad-text"><${Words} text=${field.refused} /></span>` : "value" in field ? html`<code>${JSON.stringify(field.value)}</code>` : html`<span class="faint">nothing</span>`}</td>
            <td data-label="From" class="faint"><${Words} text=${field.from} /></td>
          </tr>`)}</tbody></table>`}`;
}

/** A record as people read it: names and values, one below the other. */
function Tree({ value, path: above, marked }) {
  return html`<ul>${Object.entries(value).map(([name, inner]) => {
    const here = Array.isArray(value) ? `${above}[${name}]` : above ? `${above}.${name}` : name;
    const isFault = marked.has(here);
    const isNested = inner !== null && typeof inner === "object";
    return html`
      <li class=${isFault ? "fault" : ""}>
        <code class="name">${name}</code>${isFault && html` <span class="mark">at fault</span>`}
        ${isNested ? html`<${Tree} value=${inner} path=${here} marked=${marked} />` : html` <code class="value">${JSON.stringify(inner)}</code>`}
      </li>`;
  })}</ul>`;
}
