// @ts-check
/**
 * Edits whose new ids were taken meanwhile: the session has given others, and what was edited since
 * names those. What kit/studio/sync/id_conflicts.py does with an edit, for tests/frontend/edits.json.
 */
import { isKeyed } from "./data.js";
import { LINK_FIELDS, LINK_MAPS } from "./tables.js";

/** @import { Edit, Place, Plain, SingleEdit } from "./types" */

/** @typedef {{[id: string]: string}} Names new ids by those that were asked for */

/** @typedef {{fields: boolean, maps: boolean, children: Map<string, Node>}} Node */

/** @type {Node} */
const MODEL = { fields: false, maps: false, children: new Map() };

/** @param {string} pattern */
function noted(pattern) {
  return pattern.split(".").reduce((node, part) => {
    const child = node.children.get(part) ?? { fields: false, maps: false, children: new Map() };
    node.children.set(part, child);
    return child;
  }, MODEL);
}

for (const pattern of LINK_FIELDS) noted(pattern).fields = true;
for (const pattern of LINK_MAPS) noted(pattern).maps = true;

/**
 * What the model says of a place; nothing of one that holds no ids.
 * @param {Place} place
 * @returns {Node | undefined}
 */
function noteOf(place) {
  /** @type {Node | undefined} */
  let node = MODEL;
  for (const part of place) node = node?.children.get(String(part)) ?? node?.children.get("*");
  return node;
}

/** @param {Place} place */
const keysAreIds = (place) => isKeyed(place) || Boolean(noteOf(place)?.maps);

/** @param {Place} place */
function isLink(place) {
  const note = noteOf(typeof place.at(-1) === "number" ? place.slice(0, -1) : place);
  return Boolean(note?.fields || note?.maps);
}

/**
 * @param {Place} place
 * @param {Names} names
 * @returns {Place}
 */
function inPlace(place, names) {
  return place.map((part, n) => {
    if (typeof part === "object") {
      return Object.fromEntries(Object.entries(part).map(([name, id]) => [name, names[id] ?? id]));
    }
    return typeof part === "string" && keysAreIds(place.slice(0, n)) ? (names[part] ?? part) : part;
  });
}

/**
 * @param {Plain} value
 * @param {Place} place
 * @param {Names} names
 * @returns {Plain}
 */
function inValue(value, place, names) {
  if (Array.isArray(value)) return value.map((item) => inValue(item, [...place, 0], names));
  if (typeof value === "object" && value !== null) {
    const ids = keysAreIds(place);
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [
        ids ? (names[name] ?? name) : name,
        inValue(item, [...place, name], names),
      ]),
    );
  }
  return typeof value === "string" && isLink(place) ? (names[value] ?? value) : value;
}

/**
 * An edit with ids replaced, in places and values; other texts stay as they are.
 * @template {Edit} E
 * @param {E} edit
 * @param {Names} names
 * @returns {E}
 */
export function withNewIds(edit, names) {
  if (edit.op === "batch") return { ...edit, edits: edit.edits.map((part) => withNewIds(part, names)) };
  const { place } = edit;
  const inside = edit.op === "add" && !isKeyed(place.slice(0, -1)) ? [...place, 0] : place;
  const told = /** @type {E & SingleEdit} */ ({ ...edit, place: inPlace(place, names) });
  for (const field of /** @type {const} */ (["value", "was"])) {
    if (told[field] !== undefined && told[field] !== null) told[field] = inValue(told[field], inside, names);
  }
  if (typeof told.before === "string") told.before = names[told.before] ?? told.before;
  return told;
}
