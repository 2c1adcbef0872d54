/** Above the board: whose journey it is, undo and redo, the room's view, and how it is going. */

import { OpenConflicts } from "./conflicts.js";
import { html, useEffect, useId, useState } from "./dom.js";
import { Status } from "./status.js";

/** @import { App, Data, FieldEvent, State } from "./types" */

const KEYS = [
  "tab",
  "enter",
  "arrows_card",
  "arrows_point",
  "arrows_plane",
  "delete",
  "undo",
  "redo",
  "escape",
  "capture",
];

const STEPS = 6;

/**
 * Whether the board is in full screen.
 * @param {App} app
 */
function useFullScreen(app) {
  const [full, set] = useState(false);
  useEffect(() => {
    const changed = () => set(document.fullscreenElement === app.root());
    document.addEventListener("fullscreenchange", changed);
    return () => document.removeEventListener("fullscreenchange", changed);
  }, []);
  return full;
}

/**
 * In full screen: the way to the other steps, and a place for the time.
 * @param {{app: App, step: number}} props
 */
function FullScreen({ app, step }) {
  return html`<div class="pk-group-of pk-step-nav" role="group" aria-label=${app.t("steps")}>
      <button type="button" class="pk-small" disabled=${step === 1} data-do="step-back"
        aria-label=${app.t("step_back")} onClick=${() => app.step(step - 1)}><span aria-hidden="true">◀</span></button>
      <b>${app.t("step_of", { step, count: STEPS })}</b>
      <button type="button" class="pk-small" disabled=${step === STEPS} data-do="step-forth"
        aria-label=${app.t("step_forth")} onClick=${() => app.step(step + 1)}><span aria-hidden="true">▶</span></button>
    </div>
    <span data-clock></span>`;
}

/** @param {{app: App, data: Data, step: number, persona: string, projector: boolean, state: State, record: string}} props */
export function Toolbar({ app, data, step, persona, projector, state, record }) {
  const id = useId();
  const inFull = useFullScreen(app);
  const personas = data.personas ?? [];
  const full = () => {
    const root = app.root();
    if (document.fullscreenElement) document.exitFullscreen();
    else root.requestFullscreen?.().catch(() => {});
  };
  return html`<div class="pk-bar">
    <div class="pk-group-of" role="group" aria-label=${app.t("history")}>
      <button type="button" class="pk-small" disabled=${!state.undo} onClick=${app.store.undo} data-do="undo"
        title="${app.t("undo")} (Ctrl+Z)"><span aria-hidden="true">↶</span> <span class="pk-wide">${app.t("undo")}</span></button>
      <button type="button" class="pk-small" disabled=${!state.redo} onClick=${app.store.redo} data-do="redo"
        title="${app.t("redo")} (Ctrl+Y)"><span aria-hidden="true">↷</span> <span class="pk-wide">${app.t("redo")}</span></button>
    </div>
    ${
      step !== 1 &&
      personas.length > 0 &&
      html`<span class="pk-persona">
      <label for=${id}>${app.t("persona")}</label>
      <select id=${id} value=${persona} onChange=${(/** @type {FieldEvent} */ event) => app.persona(event.target.value)} data-field="persona">
        ${personas.map((p) => html`<option key=${p.id} value=${p.id} selected=${p.id === persona}>${p.name}</option>`)}
        ${step !== 4 && html`<option value="" selected=${!persona}>${app.t("everyone")}</option>`}
      </select></span>`
    }
    <${Status} app=${app} status=${state.status} went=${state.went} />
    <${OpenConflicts} app=${app} conflicts=${state.conflicts} />
    ${inFull && !record && html`<${FullScreen} app=${app} step=${step} />`}
    <div class="pk-group-of pk-right" role="group" aria-label=${app.t("view")}>
      <button type="button" class="pk-small" aria-pressed=${projector} onClick=${() => app.projector(!projector)}
        data-do="projector" title=${app.t("projector")}><span aria-hidden="true">▣</span> <span class="pk-shown-as">${app.t("projector")}</span></button>
      ${
        document.fullscreenEnabled &&
        html`<button type="button" class="pk-small" onClick=${full}
        title=${app.t("full_screen")} aria-label=${app.t("full_screen")}><svg viewBox="0 0 16 16" width="1em" height="1em" aria-hidden="true"><path d="M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4" /></svg></button>`
      }
    </div>
    <details class="pk-keys">
      <summary>${app.t("keyboard")}</summary>
      <dl class="pk-popover" tabindex="0">${KEYS.map(
        (name) => html`<div key=${name}><dt>${app.t(`key_${name}`)}</dt>
        <dd>${app.t(`key_${name}_does`)}</dd></div>`,
      )}</dl>
    </details>
  </div>`;
}
