// Where all data goes, as a picture that can be zoomed and scrolled.
import { html, useEffect, useRef, useState } from "./preact.js";
import { useAnswer } from "./live.js";
import { Answered, Page } from "./parts.js";

const STEP = 1.25;
const LEAST = 0.2;
const MOST = 4;

export function LineagePage() {
  const picture = useAnswer("/api/lineage.svg", ["flows"]);
  const [zoom, setZoom] = useState(1);
  const by = (factor) => setZoom((now) => Math.min(MOST, Math.max(LEAST, now * factor)));
  const buttons = html`
    <span class="buttons" role="group" aria-label="Zoom">
      <button type="button" aria-label="Smaller" onClick=${() => by(1 / STEP)}>−</button>
      <button type="button" aria-label="As it is" onClick=${() => setZoom(1)}>${Math.round(zoom * 100)} %</button>
      <button type="button" aria-label="Larger" onClick=${() => by(STEP)}>+</button>
    </span>`;
  return html`
    <${Page} title="Lineage" beside=${buttons}>
      <${Answered} answer=${picture}>${(svg) => html`<${Picture} svg=${svg} zoom=${zoom} />`}<//>
    <//>`;
}

function Picture({ svg, zoom }) {
  const frame = useRef();
  useEffect(() => {
    // Its colours are the page's, dark or light.
    const bare = svg.replace(/<style>[^]*?<\/style>/, "");
    const root = new DOMParser().parseFromString(bare, "image/svg+xml").documentElement;
    frame.current.replaceChildren(document.importNode(root, true));
  }, [svg]);
  useEffect(() => {
    const root = frame.current.firstElementChild;
    const [, , width, height] = root.getAttribute("viewBox").split(" ").map(Number);
    root.setAttribute("width", width * zoom);
    root.setAttribute("height", height * zoom);
  }, [svg, zoom]);
  return html`<div class="lineage" id="lineage" tabindex="0" role="region" aria-label="The picture; scroll it with the arrow keys" ref=${frame}></div>`;
}
