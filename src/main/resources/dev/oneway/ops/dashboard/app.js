// The shell: who reads, where they are, and the page for it.
import { Component, html, render, useEffect, useState } from "./preact.js";
import { begin, useAnswer } from "./live.js";
import { Connection, Failure, Page, Reader, Tellings } from "./parts.js";
import { FlowsPage } from "./flows.js";
import { FlowPage } from "./flow.js";
import { RunPage, RunsPage } from "./runs.js";
import { LetterPage, LettersPage } from "./letters.js";
import { AlertsPage } from "./alerts.js";
import { AuditPage, InboxesPage } from "./overview.js";
import { LineagePage } from "./lineage.js";
import { ReportsPage } from "./reports.js";

const PAGES = [
  { name: "flows", title: "Flows", list: FlowsPage, one: FlowPage },
  { name: "runs", title: "Runs", list: RunsPage, one: RunPage },
  { name: "dead-letters", title: "Dead letters", list: LettersPage, one: LetterPage },
  { name: "alerts", title: "Alerts", list: AlertsPage },
  { name: "inboxes", title: "Inboxes", list: InboxesPage },
  { name: "lineage", title: "Lineage", list: LineagePage },
  { name: "reports", title: "Reports", list: ReportsPage },
  { name: "audit", title: "Audit", list: AuditPage, needs: "mayPress" },
];

/** The address of the dashboard is behind the #: names, and a query. */
function where() {
  const [path, search] = location.hash.replace(/^#\/?/, "").split("?", 2);
  const names = path.split("/").filter(Boolean).map(decoded);
  return { names, query: Object.fromEntries(new URLSearchParams(search ?? "")) };
}

function decoded(name) {
  try {
    return decodeURIComponent(name);
  } catch (e) {
    return name; // not written by us, and of no page
  }
}

function useWhere() {
  const [at, setAt] = useState(where);
  useEffect(() => {
    const moved = () => setAt(where());
    addEventListener("hashchange", moved);
    return () => removeEventListener("hashchange", moved);
  }, []);
  // What only narrows a page is no step to go back to.
  const go = (address) => {
    history.replaceState(null, "", address);
    setAt(where());
  };
  return [at, go];
}

function NotFound() {
  return html`<${Page} title="Nothing is here"><p>There is no such page. <a href="#/">All flows</a></p><//>`;
}

/** A page that breaks is told of, and the others go on. */
class Boundary extends Component {
  componentDidCatch(error) {
    console.error(error);
    this.setState({ error });
  }

  render({ children }, { error }) {
    return error
      ? html`<${Page} title="This page broke"><${Failure} error=${{ message: `The dashboard made a mistake: ${error.message}` }} again=${() => location.reload()} /><//>`
      : children;
  }
}

function pageOf(names) {
  const page = PAGES.find(({ name }) => name === (names[0] ?? "flows"));
  if (names.length < 2) {
    return page?.list;
  }
  return names.length === 2 ? page?.one : undefined;
}

function Shell() {
  const [{ names, query }, go] = useWhere();
  const me = useAnswer("/api/me", []);
  const lasting = useAnswer("/api/alerts", ["alerts"]);
  const alerts = lasting.data?.alerts.length ?? 0;
  const Shown = pageOf(names) ?? NotFound;
  const skip = (event) => {
    event.preventDefault();
    document.querySelector("main h1")?.focus();
  };
  return html`
    <${Reader.Provider} value=${me.data}>
      <a class="skip" href="#main" onClick=${skip}>Skip to the page</a>
      <header class="top">
        <a class="brand" href="#/" aria-label="Oneway, all flows"><svg viewBox="0 0 16 16" aria-hidden="true"><rect width="16" height="16" rx="4" /><path d="M3.5 8h8M8 4.5 11.5 8 8 11.5" /></svg> Oneway</a>
        <nav aria-label="Pages">
          ${PAGES.filter((page) => !page.needs || me.data?.[page.needs]).map((page) => html`
            <a key=${page.name} href=${`#/${page.name}`} aria-current=${(names[0] ?? "flows") === page.name ? "page" : undefined}>${page.title}${page.name === "alerts" && alerts > 0 && html` <span class="badge" aria-label=${`${alerts} last`}>${alerts}</span>`}</a>`)}
        </nav>
        <div class="who"><${Connection} /><${Theme} />
          ${me.data && html`<span class="name" title=${`Oneway ${me.data.version}`}>${me.data.name} <span class="faint">${me.data.role}</span></span>`}</div>
      </header>
      <main id="main">
        <${Failure} error=${me.error} again=${me.again} />
        <${Boundary} key=${names.join("/")}><${Shown} key=${names.join("/")} id=${names[1]} query=${query} go=${go} /><//>
      </main>
      <${Tellings} />
    <//>`;
}

const THEMES = { system: "dark", dark: "light", light: "system" };

function Theme() {
  const root = document.documentElement;
  const [theme, setTheme] = useState(root.dataset.theme ?? "system");
  const next = () => {
    const chosen = THEMES[theme];
    if (chosen === "system") {
      delete root.dataset.theme;
    } else {
      root.dataset.theme = chosen;
    }
    try {
      localStorage.setItem("oneway.theme", chosen);
    } catch (e) {
      // It lasts as long as the page then.
    }
    setTheme(chosen);
  };
  return html`<button type="button" class="bare" id="theme" aria-label=${`Colours: ${theme}. Change to ${THEMES[theme]}.`} onClick=${next}><svg class="shape" viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="6.5" /><path class="half" d="M8 1.5v13a6.5 6.5 0 0 0 0-13z" /></svg> ${theme}</button>`;
}

render(html`<${Shell} />`, document.body);
begin();
