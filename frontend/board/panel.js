/** Beside the board: everything about the one thing that is open. */

import { moments } from "./curve.js";
import { at } from "./data.js";
import { html, useEffect, useRef } from "./dom.js";
import { Findings, toField } from "./findings.js";
import { Form } from "./form.js";
import { freeId } from "./ids.js";
import { nameById, nameOf } from "./links.js";
import { Offers } from "./offers.js";
import { Scores } from "./scores.js";

/** @import { App, Data, Finding, FormEvent, Found, Indicator, KeyEvent, Opened, Place } from "./types" */

/** @type {{[collection: string]: string[]}} */
const WITHOUT = {
  touchpoints: [],
  stages: [],
  pain_points: ["rank", "rank_reason", "votes"],
  improvements: ["rank", "rank_reason", "votes"],
  emotions: ["persona", "at", "scores"],
  personas: [],
};

/**
 * The values of an indicator through time.
 * @param {{app: App, place: Place, values?: {[day: string]: number}}} props
 */
function Values({ app, place, values = {} }) {
  const store = app.store;
  const add = (/** @type {FormEvent} */ event) => {
    event.preventDefault();
    const given = new FormData(event.target);
    const day = String(given.get("day") ?? "");
    const value = String(given.get("value") ?? "");
    const number = Number(value.replace(",", "."));
    if (!day || value === "" || Number.isNaN(number)) return;
    store.set([...place, day], number);
    event.target.reset();
  };
  return html`<form class="pk-values" onSubmit=${add}>
    ${Object.keys(values)
      .sort()
      .map(
        (day) => html`<p key=${day}>
      <time>${new Date(`${day}T12:00`).toLocaleDateString(app.lang)}</time>
      <b>${app.t.number(values[day])}</b>
      <button type="button" class="pk-icon" aria-label=${app.t("delete_this", { name: day })}
        onClick=${() => store.set([...place, day], null)}><span aria-hidden="true">×</span></button></p>`,
      )}
    <input type="date" name="day" aria-label=${app.t("date")} />
    <input type="text" inputmode="decimal" name="value" aria-label=${app.t("value")} placeholder=${app.t("value")} />
    <button class="pk-small">${app.t("add_value")}</button>
  </form>`;
}

/**
 * What a stage or a touchpoint is measured by.
 * @param {{app: App, place: Place, kpis?: Indicator[]}} props
 */
function Indicators({ app, place, kpis = [] }) {
  const add = (/** @type {string} */ text) => {
    if (!text) return;
    const id = freeId(app.store.state.data, text, "kpi");
    app.store.submit({ op: "add", place: [...place, id], value: { name: text }, before: null });
  };
  return html`<fieldset class="pk-group"><legend>${app.t("indicators")}</legend>
    ${kpis.map(
      ({ id, ...kpi }) => html`<fieldset class="pk-part" key=${id}><legend>${kpi.name}</legend>
      <${Form} app=${app} fields=${app.labels.kpis} place=${[...place, id]} record=${kpi} />
      <${Values} app=${app} place=${[...place, id, "values"]} values=${kpi.values} />
      <button type="button" class="pk-small" onClick=${() =>
        app.store.submit({ op: "remove", place: [...place, id], was: kpi })}>${app.t("delete")}</button>
    </fieldset>`,
    )}
    <input type="text" placeholder=${app.t("add_indicator")} aria-label=${app.t("add_indicator")} onKeyDown=${(
      /** @type {KeyEvent} */ event,
    ) => {
      if (event.key !== "Enter") return;
      add(event.target.value.trim());
      event.target.value = "";
    }} />
  </fieldset>`;
}

/** The fields in which Enter goes on with the next moment: scores that can be saved. */
const SCORES = '[data-field="scores"]:not([aria-invalid="true"]), .pk-scale [data-field$=".score"]';

/**
 * Go on with the moment after another on the curve; after the last, stay.
 * @param {App} app
 * @param {Data} data
 * @param {string} persona
 * @param {string} id
 */
function openNext(app, data, persona, id) {
  const points = moments(app, data, persona).flatMap((stage) => stage.points);
  const next = points[points.findIndex((point) => point.at === id) + 1];
  if (next) app.open("emotions", next.at);
}

/** @param {{app: App, data: Data, open: Opened, persona: string, found: Found}} props */
export function Panel({ app, data, open, persona, found }) {
  const ref = useRef(/** @type {HTMLElement | null} */ (null));
  const { collection, id } = open;
  useEffect(() => {
    const panel = ref.current?.closest(".pk-panel");
    if (panel?.contains(document.activeElement)) return; // it was gone to
    const field = panel?.querySelector('[data-field="scores"]');
    /** @type {HTMLElement | null | undefined} */ (field ?? ref.current)?.focus();
  }, [collection, id]);
  const feeling = collection === "emotions";
  const place = feeling ? ["emotions", { persona, at: id }] : [collection, id];
  const record = at(data, place);
  const gone = !record && !feeling;
  useEffect(() => {
    if (gone) app.close();
  }, [gone]);
  if (gone) return null;
  const name = feeling ? nameById(app, data, id) : nameOf(app, data, collection, record);
  const findings = (found[id] ?? []).filter((f) => feeling === (f.place[0] === "emotions"));
  const key = (/** @type {KeyEvent} */ event) => {
    if (event.key === "Escape" && !event.target.closest("dialog")) app.close();
    if (event.key === "Enter" && feeling && event.target.matches(SCORES)) {
      event.preventDefault();
      openNext(app, data, persona, id);
    }
  };
  const scored = feeling && [record?.scores ?? []].flat().length > 0;
  const undone = collection === "improvements" && record.status !== "done" && !record.done;
  const without = [...(WITHOUT[collection] ?? []), ...(scored ? ["score"] : []), ...(undone ? ["done"] : [])];
  return html`<aside class="pk-panel" aria-label=${app.t("details_of", { name })} onKeyDown=${key}>
    <header>
      <p class="pk-kind">${app.t(`a_${collection}`)}</p>
      <h3 tabindex="-1" ref=${ref} lang=${app.written}>${name}</h3>
      <button type="button" class="pk-icon pk-close" onClick=${app.close} aria-label=${app.t("close")} title=${app.t("close")}>
        <span aria-hidden="true">×</span></button>
    </header>
    ${feeling && html`<${Scores} key=${id} app=${app} place=${place} feeling=${record} />`}
    <${Form} key=${id} app=${app} fields=${app.forms[collection]} place=${place} record=${record}
      persona=${persona} without=${without} />
    ${collection === "stages" && html`<${Offers} app=${app} stage=${record} />`}
    ${
      (collection === "stages" || collection === "touchpoints") &&
      html`<${Indicators} app=${app}
      place=${[collection, id, "kpis"]} kpis=${record.kpis} />`
    }
    ${findings.length > 0 && html`<${Findings} inside app=${app} findings=${findings} go=${(/** @type {Finding} */ finding) => toField(app, finding)} />`}
    ${
      !feeling &&
      html`<footer>
      <button type="button" class="pk-small" onClick=${() => app.open(collection, app.places.duplicate(collection, id))}
        data-do="duplicate">${app.t("duplicate")}</button>
      <button type="button" class="pk-small pk-danger" onClick=${() => app.places.remove(collection, id)}
        data-do="delete">${app.t("delete")}</button>
    </footer>`
    }
  </aside>`;
}
