/**
 * The journey as plain data, and edits of it: what kit/studio/sync/edits.py does, done at once on the
 * board's own copy. Collections whose records have ids are lists here, since a JavaScript object
 * would put ids like "10" before all others. Nothing is changed in place: what is not touched stays
 * the same object, and is not drawn again.
 */

const KEYED = new Set([
  "goals", "evidence", "channels", "personas", "stages", "touchpoints", "pain_points",
  "improvements",
]);

/** Whether the records at a place go by their ids. */
export function isKeyed(place) {
  return (place.length === 1 && KEYED.has(place[0])) || place.at(-1) === "kpis";
}

function position(items, part) {
  if (typeof part === "number") return part < items.length ? part : -1;
  if (typeof part === "string") return items.findIndex((item) => item?.id === part);
  return items.findIndex((item) => Object.keys(part).every((name) => item[name] === part[name]));
}

function opened(value, part) {
  if (typeof value !== "string") return value;
  return typeof part === "string" ? { text: value } : [value];
}

/** What stands at a place, or null. */
export function at(value, place) {
  for (const part of place) {
    value = opened(value, part);
    if (value === null || value === undefined) return null;
    value = Array.isArray(value) ? value[position(value, part)] : value[part];
  }
  return value ?? null;
}

function changed(value, place, change, here = []) {
  if (!place.length) return change(value);
  const [part, ...rest] = place;
  value = opened(value, part);
  if (Array.isArray(value)) {
    const where = position(value, part);
    if (where < 0) {
      if (here[0] !== "emotions" || typeof part !== "object") return value;
      const made = changed({ ...part }, rest, change, [...here, part]);
      return [...value, made];
    }
    const item = changed(value[where], rest, change, [...here, part]);
    return value.flatMap((old, n) => (n !== where ? [old] : item === null ? [] : [item]));
  }
  if (value === null || value === undefined) {
    if (typeof part === "object" || isKeyed(here)) value = [];
    if (Array.isArray(value)) return changed(value, place, change, here);
    value = {};
  }
  const item = changed(value[part], rest, change, [...here, part]);
  const { [part]: _, ...others } = value;
  return item === null || item === undefined ? others : { ...value, [part]: item };
}

function placed(items, item, before) {
  const where = before === null || before === undefined ? -1 : position(items, before);
  return where < 0 ? [...items, item] : [...items.slice(0, where), item, ...items.slice(where)];
}

const OPS = {
  set(data, { place, value }) {
    const made = changed(data, place, () => (value === "" ? null : value));
    return place[0] === "emotions" ? withoutBareFeelings(made) : made;
  },
  add(data, { place, value, before }) {
    const parent = place.slice(0, -1);
    if (!isKeyed(parent)) {
      return changed(data, place, (items) => placed(opened(items, 0) ?? [], value, before));
    }
    const id = place.at(-1);
    return changed(data, parent, (items) =>
      items?.some((item) => item.id === id)
        ? items
        : placed(items ?? [], { ...value, id }, before),
    );
  },
  remove(data, { place }) {
    return changed(data, place, () => null);
  },
  move(data, { place, before }) {
    return changed(data, place.slice(0, -1), (items) => {
      const where = items ? position(items, place.at(-1)) : -1;
      if (where < 0 || before === place.at(-1)) return items;
      const item = items[where];
      const target = typeof before === "number" ? items[before] : before;
      const rest = items.filter((_, n) => n !== where);
      const to = typeof before === "number" ? rest.indexOf(target) : position(rest, before ?? "");
      return to < 0 ? [...rest, item] : [...rest.slice(0, to), item, ...rest.slice(to)];
    });
  },
  batch(data, { edits }) {
    return edits.reduce(applied, data);
  },
};

function withoutBareFeelings(data) {
  const bare = (feeling) => Object.keys(feeling).every((name) => name === "persona" || name === "at");
  return data.emotions?.some(bare)
    ? { ...data, emotions: data.emotions.filter((feeling) => !bare(feeling)) }
    : data;
}

/** The data with an edit made. */
export function applied(data, edit) {
  return OPS[edit.op](data, edit);
}

/** The new value, with every part that says the same as in the old one being the old one. */
export function sharing(old, value) {
  if (old === value || old === null || value === null) return value;
  if (typeof old !== "object" || typeof value !== "object") return value;
  if (Array.isArray(value)) {
    if (!Array.isArray(old)) return value;
    const byId = new Map(old.filter((item) => item?.id).map((item) => [item.id, item]));
    const made = value.map((item, n) => sharing(byId.get(item?.id) ?? old[n], item));
    return made.length === old.length && made.every((item, n) => item === old[n]) ? old : made;
  }
  if (Array.isArray(old)) return value;
  const names = Object.keys(value);
  const made = Object.fromEntries(names.map((name) => [name, sharing(old[name], value[name])]));
  const same = names.length === Object.keys(old).length && names.every((n) => made[n] === old[n]);
  return same ? old : made;
}

/** Whether two pieces of plain data say the same. */
export function equal(one, other) {
  return sharing(one ?? null, other ?? null) === (one ?? null);
}

/** The words of a statement, which is a text or a text with its evidence. */
export function words(statement) {
  return typeof statement === "string" ? statement : (statement?.text ?? "");
}

/** The stage in which a stage, a touchpoint or a pain point is lived. */
export function stageOf(data, id) {
  const touchpoint = data.touchpoints?.find((t) => t.id === id);
  return touchpoint ? touchpoint.stage : id;
}

/** The touchpoints of a stage in their order, those of one persona if one is named. */
export function touchpointsOf(data, stage, persona) {
  return (data.touchpoints ?? []).filter(
    (t) =>
      t.stage === stage && (!persona || !t.personas?.length || [t.personas].flat().includes(persona)),
  );
}
