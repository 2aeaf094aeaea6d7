// What waits in the inboxes, and who pressed what.
import { html } from "./preact.js";
import { useAnswer } from "./live.js";
import { Answered, Empty, More, Page, When, usePages } from "./parts.js";
import { bytes, number } from "./words.js";

export function InboxesPage() {
  const inboxes = useAnswer("/api/inboxes", ["inboxes", "runs"]);
  return html`
    <${Page} title="Inboxes">
      <${Answered} answer=${inboxes} empty=${(data) => data.inboxes.length === 0 && html`<${Empty}>No flow has an inbox.<//>`}>
        ${(data) => html`
          <div class="scroll"><table class="list">
            <thead><tr><th scope="col">Inbox</th><th scope="col" class="right">Wait</th><th scope="col">The oldest came</th><th scope="col" class="right">Tried again</th><th scope="col" class="right">Came in the last minute</th><th scope="col" class="right">Size</th></tr></thead>
            <tbody>${data.inboxes.map((inbox) => html`
              <tr key=${inbox.inbox}>
                <th scope="row">${inbox.inbox}</th>
                <td data-label="Wait" class="right">${number(inbox.waiting)}</td>
                <td data-label="The oldest came"><${When} at=${inbox.oldestAt} none="–" /></td>
                <td data-label="Tried again" class="right">${inbox.retried === null ? "–" : number(inbox.retried)}</td>
                <td data-label="Came in the last minute" class="right">${number(inbox.lastMinute)}</td>
                <td data-label="Size" class="right">${inbox.bytes === null ? "–" : bytes(inbox.bytes)}</td>
              </tr>`)}</tbody>
          </table></div>`}
      <//>
    <//>`;
}

export function AuditPage() {
  const audit = usePages("/api/audit", {}, "audit", ["flows", "alerts", "deadLetters"]);
  return html`
    <${Page} title="Audit">
      <${Answered} answer=${audit} empty=${() => audit.all.length === 0 && html`<${Empty}>Nothing was pressed yet.<//>`}>
        ${() => html`
          <div class="scroll"><table class="list">
            <thead><tr><th scope="col">When</th><th scope="col">Who</th><th scope="col">From</th><th scope="col">What</th><th scope="col">About</th><th scope="col">Came of it</th></tr></thead>
            <tbody>${audit.all.map((entry) => html`
              <tr key=${entry.id}>
                <td data-label="When"><${When} at=${entry.at} /></td><td data-label="Who">${entry.who}</td><td data-label="From">${entry.address}</td>
                <td data-label="What">${entry.action}</td><td data-label="About"><code>${entry.target}</code></td>
                <td data-label="Came of it">${entry.result ?? html`<span class="faint">not known</span>`}</td>
              </tr>`)}</tbody>
          </table></div><${More} of=${audit} />`}
      <//>
    <//>`;
}
