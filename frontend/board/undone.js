/** What was undone or made again: it may be of another step, and would change there unseen. */
import { at, words } from "./data.js";
import { nameById, nameOf } from "./links.js";

/** @import { App, Data, Place, Plain, Went } from "./types" */

/** @type {{[collection: string]: number}} */
const STEPS = { personas: 1, stages: 2, touchpoints: 3, emotions: 4, pain_points: 5, improvements: 6 };
const LONGEST = 40; // letters of a name that tell it from the others

/**
 * What stands at a place is called; a field of what frames the journey by its label.
 * @param {App} app
 * @param {Data} data
 * @param {Place} place
 */
function named(app, data, [first, id]) {
  const collection = String(first);
  const record = id === undefined ? null : at(data, [collection, id]);
  if (collection === "notes") return words(record);
  if (collection === "emotions") return nameById(app, data, record?.at ?? /** @type {Plain} */ (id).at ?? "");
  if (record?.id) return nameOf(app, data, collection, record);
  return app.forms[collection]?.find?.((field) => field.name === id)?.label ?? "";
}

/**
 * Say it, by what its place is called now or, where something is gone, was called before.
 * @param {App} app
 * @param {Went} went
 */
export function undone(app, { what, place, before, after }) {
  const collection = String(place[0]);
  const many = (/** @type {Data} */ data) => data[collection]?.length ?? 0;
  const states = many(before) > many(after) ? [before, after] : [after, before];
  const found =
    states.map((data) => named(app, data, place)).find(Boolean) ??
    app.t(collection === "notes" ? "parking" : "framing");
  const name = found.length > LONGEST ? `${found.slice(0, LONGEST).trimEnd()}…` : found;
  const number = STEPS[collection];
  const change = changed(app, { place, states: what === "undone" ? [after, before] : [before, after] }, name);
  return app.t(number ? `${what}_in_step` : what, { change, number });
}

/**
 * Name the change that was undone or made again: something added or deleted, or the field that changed.
 * @param {App} app
 * @param {{place: Place, states: Data[]}} of the data before the change and after it
 * @param {string} name
 */
function changed(app, { place, states }, name) {
  const [collection, id, field] = place;
  const many = states.map((data) => data[String(collection)]?.length ?? 0);
  const whole = place.length === 2 && collection !== "emotions"; // a score is none
  if (whole && many[0] < many[1]) return app.t("change_added", { name });
  if (whole && many[0] > many[1]) return app.t("change_deleted", { name });
  const label = id !== undefined && app.forms[String(collection)]?.find((one) => one.name === field)?.label;
  return app.t(label ? "change_field" : "change_of", { name, field: label || "" });
}
