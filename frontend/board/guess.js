/**
 * A guess at what nobody has said yet: a touchpoint's channel, a pain point's group (M3.2). It comes
 * from the heading under which a pasted note stood, or else from the words; it is shown as a guess,
 * and is written down only where someone takes it.
 */

import { words } from "./data.js";
import { html } from "./dom.js";

/** @import { App, Data, Plain } from "./types" */

/** @param {string} text */
const folded = (text) =>
  ` ${text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim()} `;

/**
 * The id that the longest known phrase in a text suggests, or null; two as long suggest none.
 * @param {App} app
 * @param {Data} data
 * @param {"channel" | "group"} kind
 * @param {string | undefined} text
 */
export function guessed(app, data, kind, text) {
  const within = folded(text ?? "");
  let length = 2;
  /** @type {Set<string>} */
  let ids = new Set();
  const consider = (/** @type {string} */ phrase, /** @type {string} */ id) => {
    const known = folded(phrase);
    if (known.length < length || !within.includes(known)) return;
    if (known.length > length) ids = new Set();
    length = known.length;
    ids.add(id);
  };
  if (kind === "channel") for (const own of data.channels ?? []) consider(own.name, own.id);
  for (const [phrase, id] of Object.entries(app.labels.guesses[kind])) consider(phrase, id);
  return ids.size === 1 ? [...ids][0] : null;
}

/** @type {{touchpoints: "channel", pain_points: "group"}} */
const FIELDS = { touchpoints: "channel", pain_points: "group" };

/**
 * What is still to be said of a record, with the guess beside it: one click takes it.
 * @param {{app: App, data: Data, collection: "touchpoints" | "pain_points", record: Plain, nameOf: (id: string) => string}} props
 */
export function ToBeSaid({ app, data, collection, record, nameOf }) {
  const kind = FIELDS[collection];
  const text = words(record.name ?? record.what ?? "");
  const id = guessed(app, data, kind, app.headings.get(record.id)) ?? guessed(app, data, kind, text);
  const name = id && nameOf(id);
  const take = () => app.store.set([collection, record.id, kind], id);
  return html`<span class="pk-unsaid"><span>${app.t("unsaid", { label: app.t(kind) })}</span>
    ${
      id &&
      html` <button type="button" class="pk-small pk-guess" data-guess=${record.id} data-nodrag
      aria-label=${app.t("take_guess", { name })} title=${app.t("take_guess", { name })} onClick=${take}>${app.t("guess", { name })}</button>`
    }
  </span>`;
}
