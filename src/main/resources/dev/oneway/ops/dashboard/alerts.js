// What somebody should look at, from its begin to its end.
import { html } from "./preact.js";
import { useAnswer } from "./live.js";
import { Answered, Empty, Page, Press, Status, When, Words, flowPath, pressing, runPath, to } from "./parts.js";

const MOST = 200;

export function AlertsPage({ query, go }) {
  const all = query.all === "true";
  const alerts = useAnswer(all ? `/api/alerts?all=true&limit=${MOST}` : "/api/alerts", ["alerts"]);
  return html`
    <${Page} title="Alerts">
      <div class="filters"><div class="choices" role="group" aria-label="Show">
        <button type="button" aria-pressed=${!all} onClick=${() => go(to(["alerts"]))}>that last</button>
        <button type="button" aria-pressed=${all} onClick=${() => go(to(["alerts"], { all: true }))}>also those that are over</button>
      </div></div>
      <${Answered} answer=${alerts} empty=${(data) => data.alerts.length === 0 && html`<${Empty}>${all ? "There was no alert yet." : "No alert lasts."}<//>`}>
        ${(data) => html`<${AlertTable} alerts=${data.alerts} withFlow=${true} />`}
      <//>
    <//>`;
}

const stateOf = (alert) => (alert.resolvedAt ? "over" : alert.acknowledgedAt ? "seen" : "lasts");

export function AlertTable({ alerts, withFlow }) {
  return html`
    <div class="scroll"><table class="list alerts">
      <thead><tr><th scope="col">State</th>${withFlow && html`<th scope="col">Flow</th>`}<th scope="col">Kind</th><th scope="col">What</th><th scope="col">Since</th><th scope="col">Over</th><th scope="col">Seen by</th></tr></thead>
      <tbody>${alerts.map((alert) => html`
        <tr key=${alert.alert} data-alert=${alert.alert}>
          <td data-label="State"><${Status} word=${stateOf(alert)} /></td>
          ${withFlow && html`<td data-label="Flow"><a href=${flowPath(alert.flow)}>${alert.flow}</a></td>`}
          <td data-label="Kind">${alert.kind}</td>
          <td data-label="What" class="wide"><${Words} text=${alert.text} />${alert.resolution && html` <span class="faint"><${Words} text=${alert.resolution} /></span>`}
            ${alert.run && html` <a href=${runPath(alert.run)}>The run</a>`}</td>
          <td data-label="Since"><${When} at=${alert.raisedAt} /></td>
          <td data-label="Over"><${When} at=${alert.resolvedAt} none="–" /></td>
          <td data-label="Seen by">${alert.acknowledgedBy ?? (alert.resolvedAt ? "–" : html`
            <${Press} label="Acknowledge" name=${`Acknowledge ${alert.kind} of ${alert.flow}`}
              does=${pressing(`/api/alerts/${encodeURIComponent(alert.alert)}/acknowledge`, {}, () => "It is seen; it isn't told again.")} />`)}</td>
        </tr>`)}
      </tbody>
    </table></div>`;
}
