/** How many dots the participants have, and how many are given; kept in the browser for each client. */

import { html, useId, useState } from "./dom.js";

/** @import { App, Data, FieldEvent, Plain } from "./types" */

/** @typedef {{each?: number, people?: number}} Setting */

function storage() {
  try {
    return localStorage;
  } catch {
    return null; // forbidden: then it is kept as long as the board is
  }
}

/**
 * A setting of the board that outlives the page.
 * @param {string} key
 * @returns {[Setting, (changes: Setting) => void]}
 */
function useSetting(key) {
  const [setting, set] = useState(() => {
    try {
      return /** @type {Setting} */ (JSON.parse(storage()?.getItem(key) ?? "{}"));
    } catch {
      return {};
    }
  });
  const change = (/** @type {Setting} */ changes) => {
    const now = { ...setting, ...changes };
    set(now);
    try {
      storage()?.setItem(key, JSON.stringify(now));
    } catch {
      // full: it holds as long as the board does
    }
  };
  return [setting, change];
}

/** @param {{label: string, value: number, save: (value: number) => void, name: string}} props */
function Setting({ label, value, save, name }) {
  const id = useId();
  const changed = (/** @type {FieldEvent} */ event) => {
    const field = event.target;
    if (field.validity.valid && field.value) save(Number(field.value));
    else field.value = value ? String(value) : "";
  };
  return html`<span><label for=${id}>${label}</label>
    <input id=${id} type="number" min="1" max="999" step="1" value=${value || ""}
      data-budget=${name} onChange=${changed} /></span>`;
}

/**
 * @param {{app: App, data: Data, collection: string, records: Plain[], each: number}} props each: dots per person where nobody says otherwise
 */
export function DotBudget({ app, data, collection, records, each }) {
  const [setting, change] = useSetting(`parcours-dots:${app.model.get("client")}:${collection}`);
  const own = setting.each ?? each;
  const people = setting.people ?? data.team?.length ?? 0;
  const given = records.reduce((sum, record) => sum + (record.votes ?? 0), 0);
  // What nobody has stated is a proposal: dots of before that exceed it had another budget.
  const stated = setting.each !== undefined || setting.people !== undefined;
  const total = stated || given <= own * people ? own * people : 0;
  const said = total
    ? app.t.count("dots_given", given, { total: app.t.number(total) })
    : app.t.count("dots_given_alone", given);
  const over = total > 0 && given > total;
  return html`<div class="pk-budget" role="group" aria-label=${app.t("dots_budget")}>
    <${Setting} name="each" label=${app.t("dots_per_person")} value=${own} save=${(/** @type {number} */ one) => change({ each: one })} />
    <${Setting} name="people" label=${app.t("dots_people")} value=${people} save=${(/** @type {number} */ one) => change({ people: one })} />
    <b aria-live="polite" data-given=${given} data-total=${total}>${said}</b>
    ${over && html`<span class="pk-why">${app.t("dots_too_many")}</span>`}
  </div>`;
}
