// @ts-check
/**
 * The journey as plain data, and edits of it: what kit/studio/sync/edits.py does, done at once on the
 * board's own copy. Collections whose records have ids are lists here, since a JavaScript object
 * would put ids like "10" before all others. Nothing is changed in place: what is not touched stays
 * the same object, and is not drawn again.
 *
 * tests/frontend/edits.json holds edits that both must apply with the same result.
 */
import { KEYED } from "./tables.js";

/** @import { Data, Edit, Item, Part, Place, Plain } from "./types" */

const keyed = new Set(KEYED);

/**
 * Whether the records at a place go by their ids.
 * @param {Place} place
 */
export function isKeyed(place) {
  return (place.length === 1 && keyed.has(String(place[0]))) || place.at(-1) === "kpis";
}

/**
 * The index of an item, given by its index, its id or some of its fields; -1 where it is absent.
 * @param {Plain[]} items
 * @param {Part | null | undefined} part
 * @returns {number}
 */
function position(items, part) {
  if (typeof part === "number") return part >= 0 && part < items.length ? part : -1;
  if (typeof part === "string") return items.findIndex((item) => item?.id === part);
  if (!part) return -1;
  return items.findIndex((item) => Object.keys(part).every((name) => item?.[name] === part[name]));
}

/**
 * The list or the record that a text abbreviates; any other value as it is.
 * @param {Plain} value
 * @param {Part} part
 * @returns {Plain}
 */
function opened(value, part) {
  if (typeof value !== "string") return value;
  return typeof part === "string" ? { text: value } : [value];
}

/**
 * What stands at a place, or null.
 * @param {Plain} value
 * @param {Place} place
 * @returns {Plain}
 */
export function at(value, place) {
  for (const part of place) {
    const holder = opened(value, part);
    if (holder === null || typeof holder !== "object") return null;
    value = Array.isArray(holder) ? holder[position(holder, part)] : holder[String(part)];
    value ??= null;
  }
  return value ?? null;
}

/** What an edit is about is not there, or no such place exists: the session will say so. */
class Nowhere extends Error {}

/**
 * A value in which `change` has replaced what stands at a place; null removes it. What is missing on
 * the way is created, but for records and the items of lists.
 * @param {Plain} value
 * @param {Place} place
 * @param {(old: Plain) => Plain} change
 * @param {Place} here
 * @returns {Plain}
 */
function changed(value, place, change, here = []) {
  if (!place.length) return change(value);
  const [part, ...rest] = place;
  const holder = opened(value, part) ?? (isKeyed(here) ? [] : {});
  if (typeof holder !== "object") throw new Nowhere();
  if (Array.isArray(holder)) {
    const where = position(holder, part);
    if (where < 0) throw new Nowhere();
    const item = changed(holder[where], rest, change, [...here, part]);
    return item === null ? holder.toSpliced(where, 1) : holder.with(where, item);
  }
  if (typeof part !== "string") throw new Nowhere();
  const item = changed(holder[part] ?? null, rest, change, [...here, part]);
  if (item !== null) return { ...holder, [part]: item };
  const { [part]: _, ...others } = holder;
  return others;
}

/**
 * The place of a list's item now: others may have moved it, so it is found by its value.
 * @param {Data} data
 * @param {Place} place
 * @param {Plain | undefined} was
 * @returns {Place}
 */
function currentPlace(data, place, was) {
  if (was === null || was === undefined || typeof place.at(-1) !== "number") return place;
  const items = at(data, place.slice(0, -1));
  if (!Array.isArray(items) || equal(at(items, place.slice(-1)), was)) return place;
  const same = items.flatMap((item, n) => (equal(item, was) ? [n] : []));
  return same.length === 1 ? [...place.slice(0, -1), same[0]] : place;
}

/**
 * A record as the board holds it: its indicators in a list.
 * @param {Plain} value
 * @param {string} id
 * @returns {Item}
 */
function asItem(value, id) {
  const { kpis, ...record } = value ?? {};
  const listed = kpis && { kpis: Object.entries(kpis).map(([kpi, values]) => ({ ...values, id: kpi })) };
  return { ...record, ...listed, id };
}

/** @type {{[op: string]: (data: Data, edit: any) => Data}} */
const OPS = {
  set(data, { place, value = null, was }) {
    if (typeof value === "string" && !value.trim()) value = null;
    if (place[0] === "emotions" && place.length === 3 && typeof place[1] === "object") {
      const felt = withFeeling(data, place, value, was);
      if (felt) return felt;
    }
    const now = currentPlace(data, place, was);
    if (equal(at(data, now), value)) return data;
    return changed(data, now, () => value);
  },
  add(data, { place, value, before }) {
    const parent = place.slice(0, -1);
    if (!isKeyed(parent)) {
      const items = [at(data, place) ?? []].flat();
      const where = position(items, before);
      return changed(data, place, () => items.toSpliced(where < 0 ? items.length : where, 0, value));
    }
    const item = asItem(value, place.at(-1));
    const there = at(data, place);
    if (equal(there, item)) return data;
    if (there !== null) throw new Nowhere(); // the id is taken: the session gives another
    return changed(data, parent, (records) => {
      const items = records ?? [];
      const where = position(items, before);
      return items.toSpliced(where < 0 ? items.length : where, 0, item);
    });
  },
  remove(data, { place, was }) {
    const now = currentPlace(data, place, was);
    return at(data, now) === null ? data : changed(data, now, () => null);
  },
  move(data, { place, before, was }) {
    const now = currentPlace(data, place, was);
    const part = now.at(-1);
    if (before === part) return data;
    return changed(data, now.slice(0, -1), (value) => {
      const items = Array.isArray(value) ? value : [];
      const from = position(items, part);
      if (from < 0) throw new Nowhere();
      const target = position(items, before);
      const to = target < 0 ? items.length : target;
      return items.toSpliced(from, 1).toSpliced(to > from ? to - 1 : to, 0, items[from]);
    });
  },
  batch(data, { edits }) {
    return edits.reduce(applied, data);
  },
};

/**
 * The data with a field of a feeling set, where that makes or removes its entry; null elsewhere.
 * @param {Data} data
 * @param {Place} place
 * @param {Plain} value
 * @param {Plain | undefined} was
 * @returns {Data | null}
 */
function withFeeling(data, place, value, was) {
  const whose = /** @type {{[field: string]: string}} */ (place[1]);
  const name = String(place[2]);
  const entries = data.emotions ?? [];
  const where = position(entries, whose);
  if (where < 0) {
    if (value === null || (was ?? null) !== null) return data;
    const last = entries.findLastIndex((entry) => entry.persona === whose.persona);
    const entry = /** @type {Plain} */ ({ ...whose, [name]: value });
    return { ...data, emotions: entries.toSpliced(last < 0 ? entries.length : last + 1, 0, entry) };
  }
  const entry = /** @type {Plain} */ (entries[where]);
  const bare = Object.keys(entry).every((field) => field in whose || field === name);
  const removed = value === null && bare && equal(entry[name], was);
  return removed ? { ...data, emotions: entries.toSpliced(where, 1) } : null;
}

/**
 * The data with an edit made.
 * @param {Data} data
 * @param {Edit} edit
 * @returns {Data}
 */
export function applied(data, edit) {
  return OPS[edit.op](data, edit);
}

/**
 * The new value, with every part that says the same as in the old one being the old one.
 * @template T
 * @param {any} old
 * @param {T} value
 * @returns {T}
 */
export function sharing(old, value) {
  if (old === value || old === null || value === null) return value;
  if (typeof old !== "object" || typeof value !== "object") return value;
  if (Array.isArray(value)) {
    if (!Array.isArray(old)) return value;
    const byId = new Map(old.filter((item) => item?.id).map((item) => [item.id, item]));
    const made = value.map((item, n) => sharing(byId.get(item?.id) ?? old[n], item));
    const same = made.length === old.length && made.every((item, n) => item === old[n]);
    return /** @type {Plain} */ (same ? old : made);
  }
  if (Array.isArray(old)) return value;
  const record = /** @type {Plain} */ (value);
  const names = Object.keys(record);
  const made = Object.fromEntries(names.map((name) => [name, sharing(old[name], record[name])]));
  const same = names.length === Object.keys(old).length && names.every((n) => made[n] === old[n]);
  return same ? old : /** @type {Plain} */ (made);
}

/**
 * Whether two pieces of plain data say the same.
 * @param {Plain} one
 * @param {Plain} other
 */
export function equal(one, other) {
  return sharing(one ?? null, other ?? null) === (one ?? null);
}

/**
 * The words of a statement, which is a text or a text with its evidence.
 * @param {Plain} statement
 * @returns {string}
 */
export function words(statement) {
  return typeof statement === "string" ? statement : (statement?.text ?? "");
}

/**
 * The stage in which a stage, a touchpoint or a pain point is lived.
 * @param {Data} data
 * @param {string} id
 */
export function stageOf(data, id) {
  const touchpoint = data.touchpoints?.find((t) => t.id === id);
  return touchpoint ? touchpoint.stage : id;
}

/**
 * The touchpoints of a stage in their order, those of one persona if one is named.
 * @param {Data} data
 * @param {string} stage
 * @param {string} [persona]
 */
export function touchpointsOf(data, stage, persona) {
  return (data.touchpoints ?? []).filter(
    (t) => t.stage === stage && (!persona || !t.personas?.length || [t.personas].flat().includes(persona)),
  );
}
