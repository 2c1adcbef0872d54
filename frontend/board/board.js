/** The board: one step of a client's journey, drawn and edited. */
import { html, classes, memo, render, useEffect, useLayoutEffect, useRef, useState } from "./dom.js";
import { sharing } from "./data.js";
import { createDrag } from "./drag.js";
import { createPlaces, createDrop } from "./places.js";
import { createStore } from "./store.js";
import { createWords } from "./words.js";
import { Columns } from "./columns.js";
import { ConflictDialog } from "./conflicts.js";
import { DoneDialog } from "./done.js";
import { Curve } from "./curve.js";
import { scoreOf } from "./spread.js";
import { QuickEntry } from "./entries.js";
import { byThing, StepReview } from "./findings.js";
import { Form } from "./form.js";
import { nameOf } from "./links.js";
import { Notes } from "./notes.js";
import { Panel } from "./panel.js";
import { Plane } from "./plane.js";
import { Ranking } from "./ranking.js";
import { Broken, Notice } from "./status.js";
import { Toolbar } from "./toolbar.js";

const NONE = [];
const KEYED = new Set(["personas", "goals", "evidence", "channels"]);

/** Records as forms, one at a time where there are several: the persona, the sources, the scope. */
function Records({ app, data, collection, chosen, choose, found }) {
  if (!KEYED.has(collection)) {
    return html`<div class="pk-records"><${Form} app=${app} fields=${app.forms[collection]} place=${[collection]}
      record=${data[collection]} /></div>`;
  }
  const records = data[collection] ?? NONE;
  const record = records.find((one) => one.id === chosen) ?? records[0];
  const add = (text) => {
    if (!text) return false;
    const more = collection === "evidence" ? { kind: "interviews" } : {};
    choose(app.places.add(collection, { name: text, ...more }));
    return true;
  };
  return html`<div class="pk-records">
    <nav class="pk-tabs" aria-label=${app.t(`all_${collection}`)}>
      ${records.map((one) => html`<button type="button" key=${one.id} data-open=${one.id} lang=${app.written}
        aria-current=${one === record ? "true" : undefined} onClick=${() => choose(one.id)}>
        ${nameOf(app, data, collection, one)}</button>`)}
      <${QuickEntry} app=${app} name=${collection} label=${app.t(`add_${collection}`)}
        button=${app.t(`add_${collection}`)} add=${add} />
    </nav>
    ${record && html`<${Form} key=${record.id} app=${app} fields=${app.forms[collection]} place=${[collection, record.id]}
        record=${record} persona=${record.id} />
      <div class="pk-actions">
        <button type="button" class="pk-small" data-do="duplicate"
          onClick=${() => choose(app.places.duplicate(collection, record.id))}>${app.t("duplicate")}</button>
        <button type="button" class="pk-small pk-danger" data-do="delete"
          onClick=${() => app.places.remove(collection, record.id)}>${app.t("delete")}</button>
      </div>`}
  </div>`;
}

const View = memo(({ app, data, step, record, persona, found, selected, ranking, feelings, chosen, choose }) => {
  if (record) return html`<${Records} app=${app} data=${data} collection=${record} chosen=${chosen} choose=${choose} found=${found} />`;
  if (step === 1) return html`<${Records} app=${app} data=${data} collection="personas" chosen=${persona} choose=${app.persona} found=${found} />`;
  if (step === 4) return html`<${Curve} app=${app} data=${data} persona=${persona || data.personas?.[0]?.id} found=${found} selected=${selected} />`;
  if (step === 6) return html`<${Plane} app=${app} data=${data} found=${found} selected=${selected} ranks=${ranking.improvements.ranks} />`;
  return html`<${Columns} app=${app} data=${data} step=${step} persona=${persona} found=${found}
    selected=${selected} ranking=${ranking.pain_points.says} feelings=${feelings} />`;
});

function Board({ app, model }) {
  const [state, setState] = useState(app.store.state);
  const trait = (name) => {
    const [value, set] = useState(model.get(name));
    // Before the next frame: what came until then would not be heard.
    useLayoutEffect(() => {
      const came = () => set(model.get(name));
      model.on(`change:${name}`, came);
      return () => model.off(`change:${name}`, came);
    }, []);
    return value;
  };
  const step = trait("step");
  const wanted = trait("persona");
  const projector = trait("projector");
  const record = trait("record");
  const [open, setOpen] = useState(null);
  const [chosen, choose] = useState(null);
  const [said, announce] = useState("");
  const focus = useRef(null);
  const kept = useRef({ found: {}, feelings: {} }).current;
  useLayoutEffect(() => app.store.subscribe(setState), []);

  const { data } = state;
  const known = data.personas?.some((p) => p.id === wanted);
  const persona = known || wanted === "" ? wanted : (data.personas?.[0]?.id ?? "");
  kept.found = sharing(kept.found, byThing(state.findings ?? NONE, data));
  const felt = {};
  for (const feeling of data.emotions ?? NONE) {
    if (feeling.persona === persona) felt[feeling.at] = scoreOf(feeling);
  }
  kept.feelings = sharing(kept.feelings, felt);

  const back = (selector) => {
    focus.current = selector;
  };
  Object.assign(app, {
    open: (collection, id) => setOpen({ collection, id }),
    close: () => {
      if (open) back(`.pk-main [data-open="${open.id}"]`);
      setOpen(null);
    },
    refocus: (selector, name) => {
      back(selector);
      announce(`${app.t("moved", { name })}`);
    },
    announce,
    focus: back,
    persona: (id) => {
      model.set("persona", id);
      model.save_changes();
    },
    projector: (on) => {
      model.set("projector", on);
      model.save_changes();
    },
  });
  useLayoutEffect(() => {
    if (!focus.current) return;
    // Where what had the focus is gone, the board has it, so that the next key is still its own.
    const target = app.root().querySelector(focus.current) ?? app.root().querySelector(".pk-frame");
    focus.current = null;
    target.focus({ preventScroll: target.matches(".pk-frame") });
  });
  useEffect(() => setOpen(null), [step, record]);

  const shown = state.findings?.filter((f) => f.step === step) ?? NONE;
  const go = (finding) => {
    const [collection, id] = finding.place;
    if (collection === "emotions") app.open("emotions", data.emotions[id]?.at);
    else if (typeof id === "string" && app.forms[collection]) app.open(collection, id);
  };
  const collection = { 5: "pain_points", 6: "improvements" }[step];
  const conflict = state.conflicts.find((one) => one.conflict === state.conflict);
  const beside = open && step !== 1;
  return html`<div tabindex="-1" class=${classes("pk-frame", beside && "pk-has-panel")} data-unsaved=${state.status.unsaved}
      data-step=${record || step}>
    <${Toolbar} app=${app} data=${data} step=${record ? 1 : step} persona=${persona} projector=${projector} state=${state} />
    <${Broken} app=${app} broken=${state.broken} />
    <${Notice} app=${app} notice=${state.notice} />
    <div class="pk-body">
      <div class="pk-main">
        <${View} app=${app} data=${data} step=${step} record=${record} persona=${persona} found=${kept.found}
          selected=${open?.id} ranking=${state.ranking} feelings=${kept.feelings} chosen=${chosen} choose=${choose} />
        ${!record && html`<${StepReview} app=${app} findings=${shown} go=${step === 1 ? null : go} />`}
        ${!record && collection && html`<${Ranking} app=${app} data=${data} collection=${collection} ranking=${state.ranking[collection]} />`}
        ${!record && html`<${Notes} app=${app} data=${data} step=${step} persona=${persona} />`}
      </div>
      ${beside && html`<${Panel} app=${app} data=${data} open=${open} persona=${persona || data.personas?.[0]?.id} found=${kept.found} />`}
    </div>
    <${ConflictDialog} app=${app} conflict=${conflict} />
    <${DoneDialog} app=${app} id=${state.asked} data=${data} />
    <p class="pk-hidden" aria-live="polite">${said}</p>
  </div>`;
}

/** Keys of the board are not JupyterLab's: there, "d d" would delete the cell. */
function keys(store) {
  return (event) => {
    const typing = event.target.closest("input[type=text], input[type=number], textarea");
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

/** What hangs over the board is put away by a press elsewhere. */
function elsewhere(event) {
  for (const one of event.currentTarget.querySelectorAll(":is(.pk-keys, .pk-evidence)[open]")) {
    if (!one.contains(event.target)) one.open = false;
  }
}

function show({ model, el }) {
  const t = createWords(model.get("texts").one, model.get("texts").many, model.get("lang"));
  const store = createStore(model, model.get("texts").one);
  const app = {
    store, t, model,
    headings: new Map(), // of what was placed: the heading under which its note stood
    lang: model.get("lang"),
    written: model.get("written"),
    labels: model.get("labels"),
    forms: model.get("forms"),
    root: () => el,
  };
  app.places = createPlaces(store, app.headings);
  app.drag = createDrag(el, createDrop(app));
  el.classList.add("pk");
  el.lang = app.lang;
  for (const [name, value] of Object.entries(model.get("theme"))) el.style.setProperty(name, value);
  const large = () => el.classList.toggle("pk-projector", model.get("projector"));
  const mode = () => (el.dataset.mode = model.get("mode"));
  large();
  mode();
  model.on("change:projector", large);
  model.on("change:mode", mode);
  const pressed = keys(store);
  el.addEventListener("keydown", pressed);
  el.addEventListener("pointerdown", elsewhere);
  render(html`<${Board} app=${app} model=${model} />`, el);
  return () => {
    model.off("change:projector", large);
    model.off("change:mode", mode);
    el.removeEventListener("keydown", pressed);
    el.removeEventListener("pointerdown", elsewhere);
    app.drag.stop();
    store.close();
    render(null, el);
  };
}

export default { render: show };
