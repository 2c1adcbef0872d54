/** The room's view: as large as the screen allows, and one page of stages at a time where they are many. */

import { html, useEffect, useLayoutEffect, useState } from "./dom.js";
import { sizesFor } from "./fit.js";

/** @import { App } from "./types" */
/** @import { Fit, Part, Sizes } from "./fit.js" */

/** @typedef {{width: number, height: number, sizes: Sizes}} Space of the board in pixels, and its type */

const BESIDE_PANEL = 0.6; // of the board's width, as in room.css
const AROUND = 2.2; // em: the board's edge and padding on both sides
const ABOVE = 5.4; // em: the toolbar with what is around it

/**
 * What the board is scrolled in: the notebook's area, or the page.
 * @param {HTMLElement} root
 */
function heightAround(root) {
  if (root.contains(document.fullscreenElement)) return innerHeight;
  for (let one = root.parentElement; one; one = one.parentElement) {
    const how = getComputedStyle(one).overflowY;
    if ((how === "auto" || how === "scroll") && one.matches(".jp-WindowedPanel-outer, .jp-Notebook"))
      return one.clientHeight;
  }
  return innerHeight;
}

/**
 * The space of the room's view, or null where the board is not in it.
 * @param {App} app
 * @param {boolean} projector
 * @param {boolean} beside whether a panel stands beside the board
 * @returns {Space | null}
 */
export function useSpace(app, projector, beside) {
  const [space, setSpace] = useState(/** @type {Space | null} */ (null));
  useLayoutEffect(() => {
    if (!projector) {
      setSpace(null);
      return undefined;
    }
    const root = app.root();
    const measure = () => {
      const width = Math.floor(root.clientWidth * (beside ? BESIDE_PANEL : 1));
      const height = Math.floor(heightAround(root));
      const sizes = sizesFor(innerWidth);
      root.style.setProperty("--room-height", `${height}px`);
      setSpace((was) => (was?.width === width && was.height === height ? was : { width, height, sizes }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(root);
    window.addEventListener("resize", measure);
    document.addEventListener("fullscreenchange", measure);
    return () => {
      observer.disconnect();
      window.removeEventListener("resize", measure);
      document.removeEventListener("fullscreenchange", measure);
    };
  }, [projector, beside]);
  return projector ? space : null;
}

/**
 * Return the board's inner width and the height under its toolbar, in em of a size of type.
 * @param {Space} space
 * @param {number} size
 */
export function inner({ width, height }, size) {
  return { width: width / size - AROUND, height: height / size - ABOVE };
}

/**
 * The size of the type, and the page that is shown: that of what is open, or the one turned to.
 * @param {App} app
 * @param {Fit | null} fit
 * @param {((part: Part) => boolean) | null} holdsOpen whether a part holds what is open beside the board
 * @param {string | undefined} selected
 */
export function usePages(app, fit, holdsOpen, selected) {
  const [wanted, turn] = useState(0);
  const count = fit?.pages.length ?? 1;
  const page = Math.max(0, Math.min(wanted, count - 1));
  useLayoutEffect(() => {
    const style = app.root().style;
    style.setProperty("--room-size", fit ? `${fit.size}px` : "");
    return () => style.setProperty("--room-size", "");
  }, [fit?.size]);
  useEffect(() => {
    if (!fit || !selected || !holdsOpen) return;
    const there = fit.pages.findIndex((parts) => parts.some(holdsOpen));
    if (there >= 0) turn(there);
  }, [selected, count]);
  return { page, count, turn };
}

/**
 * The way from one page to another.
 * @param {{app: App, page: number, count: number, turn: (page: number) => void, said: string}} props
 */
export function Turn({ app, page, count, turn, said }) {
  if (count < 2) return null;
  return html`<nav class="pk-pages" aria-label=${app.t("pages")}>
    <button type="button" class="pk-small" disabled=${page === 0} data-do="page-back"
      aria-label=${app.t("page_back")} onClick=${() => turn(page - 1)}><span aria-hidden="true">◀</span></button>
    <span aria-live="polite">${said}</span>
    <button type="button" class="pk-small" disabled=${page === count - 1} data-do="page-forth"
      aria-label=${app.t("page_forth")} onClick=${() => turn(page + 1)}><span aria-hidden="true">▶</span></button>
  </nav>`;
}

/**
 * The way from one page of stages to another.
 * @param {{app: App, parts: Part[], stages: number, page: number, count: number, turn: (page: number) => void}} props
 */
export function Pages({ app, parts, stages, page, count, turn }) {
  const [first, last] = [parts[0]?.stage ?? 0, parts.at(-1)?.stage ?? 0];
  const numbers = { first: first + 1, last: Math.min(last + 1, stages), count: stages };
  const said = app.t("stages_shown", numbers);
  return html`<${Turn} app=${app} page=${page} count=${count} turn=${turn} said=${said} />`;
}
