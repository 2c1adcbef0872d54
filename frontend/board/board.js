/** The board: one step of a client's journey, drawn and edited. */

import { keepKeys } from "../shared/keys.js";
import { Columns } from "./columns.js";
import { ConflictDialog } from "./conflicts.js";
import { Curve } from "./curve.js";
import { sharing } from "./data.js";
import { classes, h, html, memo, render, useEffect, useLayoutEffect, useRef, useState } from "./dom.js";
import { DoneDialog } from "./done.js";
import { Drag } from "./drag.js";
import { createDrop } from "./drop.js";
import { byThing, ofStep, StepReview, toField } from "./findings.js";
import { keepFocus } from "./focus.js";
import { LowPoints } from "./low_points.js";
import { Notes } from "./notes.js";
import { Panel } from "./panel.js";
import { createPlaces } from "./places.js";
import { Plane } from "./plane.js";
import { useSpace } from "./projection.js";
import { Ranking } from "./ranking.js";
import { Records } from "./records.js";
import { Screen } from "./screen.js";
import { scoreOf } from "./spread.js";
import { Broken, Notice, UnsavedElsewhere } from "./status.js";
import { Store } from "./store.js";
import { Toolbar } from "./toolbar.js";
import { useTrait } from "./trait.js";
import { createWords } from "./words.js";

/** @import { Space } from "./projection.js" */
/** @import { App, Data, Finding, Found, Model, Rankings, State } from "./types" */

/** @typedef {{[id: string]: number | null}} Scores */

/** @type {any[]} */
const NONE = [];
const BESIDE = 8; // pixels that are seen beside what is scrolled into sight

/**
 * @typedef {object} ViewProps
 * @property {App} app
 * @property {Data} data
 * @property {number} step
 * @property {string} record
 * @property {string} persona
 * @property {Found} found
 * @property {string} [selected]
 * @property {Rankings} ranking
 * @property {Scores} feelings
 * @property {string | null} chosen
 * @property {(id: string) => void} choose
 * @property {Space | null} space of the room's view
 */

const View = memo(
  (
    /** @type {ViewProps} */ {
      app,
      data,
      step,
      record,
      persona,
      found,
      selected,
      ranking,
      feelings,
      chosen,
      choose,
      space,
    },
  ) => {
    if (record)
      return html`<${Records} app=${app} data=${data} collection=${record} chosen=${chosen} choose=${choose} />`;
    if (step === 1)
      return html`<${Records} app=${app} data=${data} collection="personas" chosen=${persona} choose=${app.persona} space=${space} />`;
    if (step === 4)
      return html`<${Curve} app=${app} data=${data} persona=${persona || data.personas?.[0]?.id} found=${found} selected=${selected} space=${space} />`;
    if (step === 6)
      return html`<${Plane} app=${app} data=${data} found=${found} selected=${selected} ranks=${ranking.improvements.ranks} space=${space} />`;
    return html`<${Columns} key=${step} app=${app} data=${data} step=${step} persona=${persona} found=${found}
    selected=${selected} ranking=${ranking.pain_points.says} feelings=${feelings} space=${space} />`;
  },
);

/**
 * The findings of a step by what they are about, and the scores that a persona gives; what is the same stays so.
 * @param {State} state
 * @param {string} persona
 * @param {number} step
 */
function useKept(state, persona, step) {
  const kept = useRef({ found: /** @type {Found} */ ({}), feelings: /** @type {Scores} */ ({}) }).current;
  kept.found = sharing(kept.found, byThing(ofStep(state.findings ?? NONE, step), state.data));
  /** @type {Scores} */
  const felt = {};
  for (const feeling of state.data.emotions ?? NONE) {
    if (feeling.persona === persona) felt[feeling.at] = scoreOf(feeling);
  }
  kept.feelings = sharing(kept.feelings, felt);
  return kept;
}

/** @param {{app: App, screen: Screen}} props */
function Board({ app, screen }) {
  const [state, setState] = useState(app.store.state);
  const [{ open, said }, setShown] = useState(screen.state);
  const step = useTrait(app.model, "step");
  const wanted = useTrait(app.model, "persona");
  const projector = useTrait(app.model, "projector");
  const record = useTrait(app.model, "record");
  const similar = useTrait(app.model, "similar");
  const [chosen, choose] = useState(/** @type {string | null} */ (null));
  useLayoutEffect(() => app.store.subscribe(setState), []);
  useLayoutEffect(() => screen.subscribe(setShown), []);

  const { data } = state;
  const known = data.personas?.some((p) => p.id === wanted);
  const persona = known || wanted === "" ? wanted : (data.personas?.[0]?.id ?? "");
  const { found, feelings } = useKept(state, persona, step);
  useLayoutEffect(() => {
    const selector = screen.takeFocus();
    if (selector) giveFocus(app.root(), selector);
  });
  useEffect(() => screen.shut(), [step, record]);
  useLayoutEffect(() => reveal(app.root()), [open]);

  const collection = { 5: /** @type {const} */ ("pain_points"), 6: /** @type {const} */ ("improvements") }[
    /** @type {number} */ (step)
  ];
  const conflict = state.conflicts.find((one) => one.conflict === state.conflict);
  const beside = Boolean(open && step !== 1);
  const space = useSpace(app, projector && !record, beside);
  const only = record ? choose : step === 1 ? app.persona : null;
  const lowest = html`<${LowPoints} app=${app} data=${data} persona=${persona} lowest=${state.ranking.low_points ?? {}} />`;
  const reviewed = (state.findings ?? NONE).filter((/** @type {Finding} */ f) =>
    record ? f.place[0] === record && !f.step : f.step === step,
  );
  return html`<div tabindex="-1" class=${classes("pk-frame", beside && "pk-has-panel")} data-unsaved=${state.status.unsaved}
      data-step=${record || step}>
    <${Toolbar} app=${app} data=${data} step=${record ? 1 : step} persona=${persona} projector=${projector} state=${state} record=${record} />
    <${UnsavedElsewhere} app=${app} status=${state.status} />
    <${Broken} app=${app} broken=${state.broken} />
    <${Notice} app=${app} notice=${state.notice} />
    <div class="pk-body">
      <div class="pk-main">
        ${!record && step === 5 && !space && lowest}
        <${View} app=${app} data=${data} step=${step} record=${record} persona=${persona} found=${found}
          selected=${open?.id} ranking=${state.ranking} feelings=${feelings} chosen=${chosen} choose=${choose} space=${space} />
        ${!record && step === 5 && space && lowest}
        <${StepReview} app=${app} findings=${reviewed} go=${(/** @type {Finding} */ finding) => goTo(app, data, finding, only)} />
        ${!record && collection && html`<${Ranking} app=${app} data=${data} collection=${collection} ranking=${state.ranking[collection]} />`}
        ${!record && html`<${Notes} app=${app} data=${data} step=${step} persona=${persona} similar=${similar ?? NONE} />`}
      </div>
      ${beside && html`<${Panel} app=${app} data=${data} open=${open} persona=${persona || data.personas?.[0]?.id} found=${found} />`}
    </div>
    <${ConflictDialog} app=${app} conflict=${conflict} />
    <${DoneDialog} app=${app} id=${state.asked} data=${data} />
    <p class="pk-hidden" aria-live="polite">${said}</p>
  </div>`;
}

/**
 * Give something the focus. Where it is gone, the board has it, so that the next key is still its own.
 * @param {HTMLElement} root
 * @param {string} selector
 */
function giveFocus(root, selector) {
  const target = /** @type {HTMLElement} */ (root.querySelector(selector) ?? root.querySelector(".pk-frame"));
  target.focus({ preventScroll: target.matches(".pk-frame") });
}

/**
 * Scroll what is open beside the board back into sight: the board is narrower now.
 * @param {HTMLElement} root
 */
function reveal(root) {
  const chosen = root.querySelector(".pk-scroller .pk-selected");
  const area = chosen?.closest(".pk-scroller");
  if (!chosen || !area) return;
  const [inner, outer] = [chosen.getBoundingClientRect(), area.getBoundingClientRect()];
  if (inner.left < outer.left) area.scrollLeft -= outer.left - inner.left + BESIDE;
  else if (inner.right > outer.right) area.scrollLeft += inner.right - outer.right + BESIDE;
}

/**
 * Open what a finding is about, at the field that its remedy names.
 * @param {App} app
 * @param {Data} data
 * @param {Finding} finding
 * @param {((id: string) => void) | null} choose where one record at a time is shown, and no panel
 */
function goTo(app, data, finding, choose) {
  const [collection, id] = finding.place;
  if (choose) {
    if (typeof id === "string") choose(id);
  } else if (collection === "emotions") app.open("emotions", data.emotions?.[id]?.at ?? "");
  else if (typeof id === "string" && app.forms[collection]) app.open(collection, id);
  toField(app, finding);
}

/**
 * Return whether a key is the board's: those with Ctrl or Cmd are Jupyter's, but for undo and redo.
 * @param {KeyboardEvent} event
 */
function isOwn(event) {
  return !(event.ctrlKey || event.metaKey) || ["z", "y"].includes(event.key.toLowerCase());
}

/**
 * Keys of the board are not JupyterLab's: there, "d d" would delete the cell.
 * @param {Store} store
 * @returns {(event: KeyboardEvent) => void}
 */
function keys(store) {
  return (event) => {
    const typing = /** @type {Element} */ (event.target).closest(
      "input[type=text], input[type=number], textarea",
    );
    const command = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (command && !typing && (key === "z" || key === "y")) {
      event.preventDefault();
      event.stopPropagation();
      if (key === "y" || event.shiftKey) store.redo();
      else store.undo();
    } else if (!command) event.stopPropagation();
  };
}

/**
 * What hangs over the board is put away by a press elsewhere.
 * @param {Event} event
 */
function elsewhere(event) {
  const board = /** @type {Element} */ (event.currentTarget);
  const opened = /** @type {NodeListOf<HTMLDetailsElement>} */ (
    board.querySelectorAll(":is(.pk-keys, .pk-evidence)[open]")
  );
  for (const one of opened) {
    if (!one.contains(/** @type {Node} */ (event.target))) one.open = false;
  }
}

/**
 * What the parts of the board may use, made once for each board.
 * @param {Model} model
 * @param {HTMLElement} el
 * @param {Screen} screen
 * @returns {App}
 */
function createApp(model, el, screen) {
  const texts = model.get("texts");
  const t = createWords(texts.one, texts.many, model.get("lang"));
  const store = new Store(model, texts.one);
  const headings = new Map(); // of what was placed: the heading under which its note stood
  const places = createPlaces(store, headings);
  const chosen = (/** @type {string} */ name, /** @type {any} */ value) => {
    model.set(name, value);
    model.save_changes();
  };
  return Object.freeze({
    store,
    places,
    model,
    t,
    headings,
    drag: new Drag(el, createDrop({ store, places, t, announce: screen.announce }), ({ kind }) => {
      if (kind === "notes") store.change({ notice: { why: t("note_missed") } });
    }),
    lang: model.get("lang"),
    written: model.get("written"),
    labels: model.get("labels"),
    forms: model.get("forms"),
    root: () => el,
    open: screen.open,
    close: screen.close,
    announce: screen.announce,
    focus: screen.focus,
    refocus: (/** @type {string} */ selector, /** @type {string} */ name) => {
      screen.focus(selector);
      screen.announce(t("moved", { name }));
    },
    persona: (/** @type {string} */ id) => chosen("persona", id),
    projector: (/** @type {boolean} */ on) => chosen("projector", on),
    step: (/** @type {number} */ step) => model.set("step", step),
  });
}

/** @param {{model: Model, el: HTMLElement}} widget */
function show({ model, el }) {
  const screen = new Screen();
  const app = createApp(model, el, screen);
  el.classList.add("pk");
  el.lang = app.lang;
  for (const [name, value] of Object.entries(model.get("theme"))) el.style.setProperty(name, value);
  const large = () => el.classList.toggle("pk-projector", model.get("projector"));
  const mode = () => (el.dataset.mode = model.get("mode"));
  large();
  mode();
  model.on("change:projector", large);
  model.on("change:mode", mode);
  const own = model.get("step");
  // In full screen the board turns to other steps; in its notebook it is that of its own.
  const left = () => {
    if (document.fullscreenElement !== el && model.get("step") !== own) model.set("step", own);
  };
  document.addEventListener("fullscreenchange", left);
  const pressed = keys(app.store);
  const letFocusGo = keepFocus(el);
  const giveKeysBack = keepKeys(el, isOwn);
  el.addEventListener("keydown", pressed);
  el.addEventListener("pointerdown", elsewhere);
  render(h(Board, { app, screen }), el);
  return () => {
    model.off("change:projector", large);
    model.off("change:mode", mode);
    document.removeEventListener("fullscreenchange", left);
    el.removeEventListener("keydown", pressed);
    el.removeEventListener("pointerdown", elsewhere);
    letFocusGo();
    giveKeysBack();
    app.drag.stop();
    app.store.close();
    render(null, el);
  };
}

export default { render: show };
