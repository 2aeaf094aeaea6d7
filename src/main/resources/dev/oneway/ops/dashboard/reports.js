// What plans would do, and what comparisons with destinations have found.
import { html } from "./preact.js";
import { useAnswer } from "./live.js";
import { Answered, Empty, Page, Section, When, flowPath, mayPress } from "./parts.js";
import { FATES, number } from "./words.js";

export function ReportsPage() {
  const plans = useAnswer("/api/plans", ["runs"]);
  const drift = useAnswer("/api/drift", ["runs"]);
  return html`
    <${Page} title="Reports">
      <${Section} id="plans" title="Plans: what a run would do">
        <${Answered} answer=${plans} empty=${(data) => data.plans.length === 0 && html`<${Empty}>No plan was made yet; a flow's page has the button.<//>`}>
          ${(data) => html`<${Reports} of=${data.plans} words=${PLANNED} address=${(plan) => `/api/plans/${encodeURIComponent(plan.id)}.html`} />`}
        <//>
      <//>
      <${Section} id="drift" title="Comparisons: what is no longer as it was delivered">
        <${Answered} answer=${drift} empty=${(data) => data.drift.length === 0 && html`<${Empty}>No flow was compared yet; a flow's page has the button.<//>`}>
          ${(data) => html`<${Reports} of=${data.drift} words=${COMPARED} address=${(one) => `/api/drift/${encodeURIComponent(one.flow)}.html`} />`}
        <//>
      <//>
    <//>`;
}

const PLANNED = ["read", ...FATES];
const COMPARED = ["compared", "missing", "changed", "extra", "repaired"];

const counted = (report, words) =>
  words.filter((word) => report[word] > 0).map((word) => `${number(report[word])} ${word}`).join(", ") || "nothing";

function Reports({ of, words, address }) {
  const may = mayPress();
  return html`
    <div class="scroll"><table class="list">
      <thead><tr><th scope="col">Flow</th><th scope="col">When</th><th scope="col">Found</th><th scope="col"><span class="sr">Report</span></th></tr></thead>
      <tbody>${of.map((report) => html`
        <tr key=${report.id ?? report.flow}>
          <th scope="row"><a href=${flowPath(report.flow)}>${report.flow}</a></th>
          <td data-label="When"><${When} at=${report.at} /></td>
          <td data-label="Found">${counted(report, words)}</td>
          <td>${may && html`<a href=${address(report)} target="_blank" aria-label=${`Report of ${report.flow}, in a new tab`}>Report</a>`}</td>
        </tr>`)}</tbody>
    </table></div>`;
}
