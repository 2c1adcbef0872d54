/** Two versions of one thing, side by side: the person chooses, and neither is lost before. */

import { words } from "./data.js";
import { html, useEffect, useId, useRef } from "./dom.js";
import { nameById } from "./links.js";

/** @import { App, Conflict, Place, Plain } from "./types" */

/**
 * @param {App} app
 * @param {Plain} value
 * @returns {string}
 */
function told(app, value) {
  if (value === null || value === undefined) return app.t("nothing");
  if (typeof value === "boolean") return app.t(value ? "yes" : "no");
  if (typeof value === "number") return app.t.number(value);
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map((item) => told(app, item)).join("\n");
  if ("text" in value) return value.text;
  return Object.entries(value)
    .map(([name, item]) => `${label(app, name)}: ${told(app, item)}`)
    .join("\n");
}

/**
 * @param {App} app
 * @param {string} name
 * @param {string} [collection]
 */
function label(app, name, collection) {
  const own = app.forms[collection ?? ""]?.find((field) => field.name === name);
  if (own) return own.label;
  for (const fields of Object.values(app.forms)) {
    const found = fields.find((field) => field.name === name);
    if (found) return found.label;
  }
  return name;
}

/**
 * What a conflict is about, in the words of the forms.
 * @param {App} app
 * @param {Place} place
 */
function about(app, place) {
  const data = app.store.state.data;
  return place
    .slice(1)
    .map((part) => {
      if (typeof part === "object" && part) return nameById(app, data, part.at);
      return typeof part === "number" ? "" : label(app, nameById(app, data, String(part)), String(place[0]));
    })
    .filter(Boolean)
    .join(" \u203a ");
}

const WRITTEN = new Set(["line", "long", "list"]);

/**
 * What people wrote, where it is not chosen from a list: it can stand on a note.
 * @param {App} app
 * @param {Conflict} conflict
 */
function written(app, { place, yours }) {
  const entry = typeof yours === "object" || typeof place.at(-1) === "number";
  const field = place.length === 3 && app.forms[String(place[0])]?.find((one) => one.name === place[2]);
  return entry || (field && WRITTEN.has(field.kind) && !field.choices) ? words(yours) : "";
}

/** @param {{app: App, conflict?: Conflict}} props */
export function ConflictDialog({ app, conflict }) {
  const ref = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const id = useId();
  useEffect(() => {
    if (conflict && !ref.current?.open) ref.current?.showModal();
  }, [conflict]);
  if (!conflict) return null;
  const choose = (/** @type {boolean} */ mine) => {
    ref.current?.close();
    app.store.settle(conflict, mine);
  };
  const later = () => app.store.change({ conflict: null });
  const note = written(app, conflict);
  const both = () => {
    app.places.addNotes([{ text: note }]);
    choose(false);
  };
  return html`<dialog class="pk-dialog" ref=${ref} aria-labelledby=${id} onClose=${later}>
    <h3 id=${id}>${app.t("conflict")}</h3>
    <p>${conflict.why ?? app.t("conflict_why")}</p>
    <p class="pk-about" lang=${app.written}>${about(app, conflict.place)}</p>
    <div class="pk-versions">
      <section><h4>${app.t("theirs")}</h4><p class="pk-version" lang=${app.written}>${told(app, conflict.theirs)}</p>
        <button type="button" class="pk-small" onClick=${() => choose(false)}>${app.t("keep_theirs")}</button>
        ${note && html`<button type="button" class="pk-small" onClick=${both}>${app.t("keep_both")}</button>`}</section>
      <section><h4>${app.t("yours")}</h4><p class="pk-version" lang=${app.written}>${told(app, conflict.yours)}</p>
        <button type="button" class="pk-primary" onClick=${() => choose(true)}>${app.t("keep_yours")}</button></section>
    </div>
    <form method="dialog"><button class="pk-small">${app.t("decide_later")}</button></form>
  </dialog>`;
}

/**
 * What is still to be decided, by whomever.
 * @param {{app: App, conflicts: Conflict[]}} props
 */
export function OpenConflicts({ app, conflicts }) {
  if (!conflicts.length) return null;
  return html`<button type="button" class="pk-small pk-conflicts"
    onClick=${() => app.store.change({ conflict: conflicts[0].conflict })}>
    <span aria-hidden="true">⇄</span> ${app.t.count("conflicts", conflicts.length)}</button>`;
}
