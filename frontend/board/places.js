/** Where things go: the edits by which something is added, moved, copied, removed or placed. */
import { stageOf, touchpointsOf, words } from "./data.js";
import { freeId } from "./ids.js";

/** @import { Data, Plain, SingleEdit } from "./types" */
/** @import { Drop } from "./drag.js" */
/** @import { Store } from "./store.js" */
/** @import { Words } from "./words.js" */

/** @typedef {ReturnType<typeof createPlaces>} Places */

/**
 * Where a note comes to stand.
 * @typedef {{stage?: string, persona?: string, before?: string | null, impact?: number, effort?: number}} Spot
 */

/** @type {{[collection: string]: string}} */
const ID_OF = {
  stages: "stage",
  touchpoints: "touchpoint",
  pain_points: "pain",
  improvements: "improvement",
  personas: "persona",
  goals: "goal",
  evidence: "source",
  channels: "channel",
};

/**
 * The records of a collection that stand in a stage, in their order.
 * @param {Data} data
 * @param {string} collection
 * @param {string} stage
 * @returns {Plain[]}
 */
export function inStage(data, collection, stage) {
  if (collection === "touchpoints") return touchpointsOf(data, stage);
  return (data[collection] ?? []).filter((/** @type {Plain} */ record) => stageOf(data, record.at) === stage);
}

/**
 * @param {Store} store
 * @param {Map<string, string>} headings of what was placed: the heading under which its note stood
 */
export function createPlaces(store, headings) {
  const data = () => store.state.data;
  /** @type {(collection: string) => Plain[]} */
  const records = (collection) => data()[collection] ?? [];

  /**
   * The id before which something comes to stand after all others of a stage.
   * @param {string} collection
   * @param {string | undefined} stage
   * @param {string} [moved]
   * @returns {string | null | undefined} null for the last of all, undefined where there is no other
   */
  function after(collection, stage, moved) {
    const all = records(collection);
    const last = inStage(data(), collection, stage ?? "")
      .filter((one) => one.id !== moved)
      .at(-1);
    if (!last) return undefined;
    const rest = all.filter((one) => one.id !== moved);
    return rest[rest.indexOf(last) + 1]?.id ?? null;
  }

  /**
   * @param {string} collection
   * @param {Plain} record
   * @param {string | null} before
   * @param {string} name
   * @returns {SingleEdit & {place: [string, string]}}
   */
  function adding(collection, record, before = null, name = "") {
    const id = freeId(
      data(),
      name || record.name || words(record.what ?? record.solution),
      ID_OF[collection],
    );
    return { op: "add", place: [collection, id], value: record, before };
  }

  const places = {
    /**
     * @param {string} collection
     * @param {Plain} record
     * @param {string | null} before
     */
    add(collection, record, before = null) {
      const edit = adding(collection, record, before);
      store.submit(edit);
      return edit.place[1];
    },
    /**
     * Add a record after all others of its stage.
     * @param {string} collection
     * @param {string} stage
     * @param {Plain} record
     * @returns {string}
     */
    toEndOf(collection, stage, record) {
      return places.add(collection, record, after(collection, stage) ?? null);
    },
    /**
     * Put a touchpoint or a pain point into a stage, before another or last.
     * @param {string} collection
     * @param {string} id
     * @param {string | undefined} stage
     * @param {string | null} before
     */
    toStage(collection, id, stage, before = null) {
      const record = records(collection).find((one) => one.id === id);
      if (!record) return;
      const field = collection === "touchpoints" ? "stage" : "at";
      const elsewhere = stageOf(data(), record[field]) !== stage;
      const target = before ?? after(collection, stage, id);
      /** @type {(SingleEdit | null | false)[]} */
      const edits = [elsewhere && store.setting([collection, id, field], stage)];
      const order = records(collection).map((one) => one.id);
      const next = order[order.indexOf(id) + 1] ?? null;
      if (target !== undefined && target !== id && target !== next) {
        edits.push({ op: "move", place: [collection, id], before: target });
      }
      store.batch(edits);
    },
    /**
     * @param {string} collection
     * @param {string} id
     * @param {string | null} before
     */
    reorder(collection, id, before) {
      store.submit({ op: "move", place: [collection, id], before });
    },
    /**
     * Move by one: left and right between stages, up and down within one.
     * @param {string} collection
     * @param {string} id
     * @param {string} key
     * @returns {boolean} whether it went anywhere
     */
    nudge(collection, id, key) {
      const sideways = key === "ArrowLeft" || key === "ArrowRight";
      const back = key === "ArrowLeft" || key === "ArrowUp";
      if (collection === "stages") {
        const order = records("stages").map((one) => one.id);
        const here = order.indexOf(id);
        const to = here + (back ? -1 : 1);
        if (!sideways || to < 0 || to >= order.length) return false;
        places.reorder("stages", id, back ? order[to] : (order[to + 1] ?? null));
        return true;
      }
      const record = records(collection).find((one) => one.id === id);
      const stage = stageOf(data(), record.stage ?? record.at);
      const stages = records("stages").map((one) => one.id);
      if (sideways) {
        const to = stages[stages.indexOf(stage) + (back ? -1 : 1)];
        if (!to) return false;
        places.toStage(collection, id, to);
        return true;
      }
      const order = inStage(data(), collection, stage).map((one) => one.id);
      const here = order.indexOf(id);
      const to = here + (back ? -1 : 1);
      if (to < 0 || to >= order.length) return false;
      if (back) places.reorder(collection, id, order[to]);
      else places.toStage(collection, id, stage, order[to + 1] ?? null);
      return true;
    },
    /**
     * @param {string} collection
     * @param {string} id
     */
    duplicate(collection, id) {
      const all = records(collection);
      const where = all.findIndex((one) => one.id === id);
      const {
        id: _,
        kpis: __,
        rank: ___,
        rank_reason: ____,
        votes: _____,
        done: ______,
        ...copy
      } = all[where];
      const edit = adding(collection, copy, all[where + 1]?.id ?? null, id);
      store.submit(edit);
      return edit.place[1];
    },
    /**
     * @param {string} collection
     * @param {string} id
     */
    remove(collection, id) {
      const record = records(collection).find((one) => one.id === id);
      if (!record) return;
      const { id: _, ...was } = record;
      store.submit({ op: "remove", place: [collection, id], was: asFile(was) });
    },
    /**
     * Make something of a note: a record at a place of the board, or one more entry of a persona.
     * @param {number} number
     * @param {string} kind
     * @param {Spot} at
     */
    placeNote(number, kind, at) {
      const note = /** @type {Plain} */ (data().notes?.[number]);
      const text = words(note);
      const { stage = "", persona = "" } = at;
      /** @type {(...place: string[]) => SingleEdit} */
      const entry = (...place) => ({ op: "add", place: [...place, kind], value: text, before: null });
      const moves = () => entry("personas", persona, "empathy");
      const lived = () => entry("stages", stage, "experience", persona);
      /** @type {{[kind: string]: () => SingleEdit}} */
      const making = {
        stages: () => adding("stages", { name: text }, at.before),
        touchpoints: () =>
          adding(
            "touchpoints",
            { stage: at.stage, name: text },
            at.before ?? after("touchpoints", at.stage) ?? null,
          ),
        pain_points: () =>
          adding(
            "pain_points",
            { at: at.stage, what: text },
            at.before ?? after("pain_points", at.stage) ?? null,
          ),
        improvements: () =>
          adding("improvements", {
            solution: text,
            ...(at.impact ? { impact: at.impact, effort: at.effort } : {}),
          }),
        motivations: moves,
        needs: moves,
        frustrations: moves,
        actions: lived,
        thoughts: lived,
      };
      const made = making[kind]();
      const id = String(made.place[1]);
      if (note.heading) headings.set(id, note.heading);
      store.batch([made, { op: "remove", place: ["notes", number], was: note }]);
      return id;
    },
    /** @param {{text: string, by?: string | null, heading?: string}[]} notes */
    addNotes(notes) {
      store.batch(
        notes.map(({ text, by, heading }) => {
          const more = { ...(by ? { by } : {}), ...(heading ? { heading } : {}) };
          const value = Object.keys(more).length ? { text, ...more } : text;
          return /** @type {SingleEdit} */ ({ op: "add", place: ["notes"], value, before: null });
        }),
      );
    },
  };
  return places;
}

/**
 * A record as the file writes it: collections with ids by their ids.
 * @param {Plain} record
 */
function asFile(record) {
  if (!record.kpis) return record;
  const kpis = Object.fromEntries(record.kpis.map((/** @type {Plain} */ { id, ...kpi }) => [id, kpi]));
  return { ...record, kpis };
}

/**
 * What happens where something is let go.
 * @param {{store: Store, places: Places, t: Words, announce: (text: string) => void}} app
 * @returns {Drop}
 */
export function createDrop({ store, places, t, announce }) {
  return (what, zone, before) => {
    const stage = zone.stage;
    const cell = { impact: Number(zone.impact), effort: Number(zone.effort) };
    if (what.kind === "notes") {
      places.placeNote(Number(what.number), String(zone.zone), {
        stage,
        before,
        ...(zone.impact ? cell : {}),
      });
      announce(t("placed"));
      return;
    }
    const id = String(what.id);
    if (what.kind === "stages") places.reorder("stages", id, before);
    else if (what.kind === "improvements") {
      const to = zone.impact ? cell : { impact: null, effort: null };
      store.batch([
        store.setting(["improvements", id, "impact"], to.impact),
        store.setting(["improvements", id, "effort"], to.effort),
      ]);
    } else places.toStage(what.kind, id, stage, before);
  };
}
