/** Above step 5: where the curve is lowest, each with a line that makes a pain point of it. */

import { stageOf } from "./data.js";
import { html, useEffect, useRef, useState } from "./dom.js";
import { QuickEntry } from "./entries.js";
import { nameById } from "./links.js";

/** @import { App, Data, LowPoint } from "./types" */

/**
 * The line into which a pain point is typed that stands at a low point.
 * @param {{app: App, data: Data, point: LowPoint, persona: string, close: () => void}} props
 */
function AddPain({ app, data, point, persona, close }) {
  const ref = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => ref.current?.querySelector("input")?.focus(), []);
  const add = (/** @type {string} */ what) => {
    if (!what) return false;
    const several = (data.personas?.length ?? 0) > 1;
    const pain = { at: point.at, ...(several ? { personas: [persona] } : {}), what };
    app.open("pain_points", app.places.toEndOf("pain_points", stageOf(data, point.at), pain));
    close();
    return true;
  };
  const ask = app.t("low_point_ask", { place: nameById(app, data, point.at) });
  return html`<div class="pk-low-entry" ref=${ref}>
    <${QuickEntry} app=${app} name=${`low.${persona}.${point.at}`} button=${app.t("add_pain")} add=${add}
      label=${ask} short=${ask} /></div>`;
}

/** @param {{app: App, data: Data, persona: string, name: string, points: LowPoint[]}} props */
function OfPersona({ app, data, persona, name, points }) {
  const [open, setOpen] = useState(/** @type {string | null} */ (null));
  const chosen = points.find((point) => point.at === open);
  if (!points.length) return html`<p class="pk-none">${app.t("no_low_points", { persona: name })}</p>`;
  return html`<div class="pk-low-of">
    <b lang=${app.written}>${name}</b>
    <ul>${points.map((point) => {
      const pains = (data.pain_points ?? []).filter((pain) => pain.at === point.at).length;
      return html`<li key=${point.at}>
      <button type="button" class="pk-small" data-low=${point.at} aria-expanded=${point.at === open}
        title=${app.t("add_pain")} onClick=${() => setOpen(point.at === open ? null : point.at)}>
        <span class="pk-chip" data-feeling=${Math.round(point.score)}>${app.t.signed(point.score)}</span>
        <span lang=${app.written}>${nameById(app, data, point.at)}</span>
        ${point.n !== null && html`<span class="pk-meta">${app.t("n", { n: point.n })}</span>`}
        ${pains > 0 && html`<span class="pk-meta">${app.t.count("pain_points", pains)}</span>`}
      </button></li>`;
    })}</ul>
    ${
      chosen &&
      html`<${AddPain} key=${chosen.at} app=${app} data=${data} point=${chosen} persona=${persona}
      close=${() => setOpen(null)} />`
    }
  </div>`;
}

/**
 * The lowest points of the persona whose journey is shown, or of each.
 * @param {{app: App, data: Data, persona: string, lowest: {[persona: string]: LowPoint[]}}} props
 */
export function LowPoints({ app, data, persona, lowest }) {
  const personas = (data.personas ?? []).filter((one) => !persona || one.id === persona);
  if (!personas.length || !data.stages?.length) return null;
  return html`<section class="pk-low" aria-label=${app.t("low_points")}>
    <h3>${app.t("low_points")}</h3>
    ${personas.map(
      (one) => html`<${OfPersona} key=${one.id} app=${app} data=${data} persona=${one.id}
      name=${one.name} points=${lowest[one.id] ?? []} />`,
    )}
  </section>`;
}
