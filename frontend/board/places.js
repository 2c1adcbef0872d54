/** Where things go: the edits by which something is added, moved, copied, removed or placed. */
import { stageOf, touchpointsOf, words } from "./data.js";
import { freeId } from "./ids.js";

/** @import { Data, Plain, SingleEdit } from "./types" */
/** @import { Store } from "./store.js" */

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
 * What is edited, and where edits go.
 * @typedef {{store: Store, data: () => Data, records: (collection: string) => Plain[]}} Board
 */

/**
 * @param {Store} store
 * @param {Map<string, string>} headings of what was placed: the heading under which its note stood
 */
export function createPlaces(store, headings) {
  const data = () => store.state.data;
  /** @type {Board} */
  const board = { store, data, records: (collection) => data()[collection] ?? [] };
  return { ...additions(board), ...moves(board), ...notePlaces(board, headings) };
}

/**
 * The id before which something comes to stand after all others of a stage.
 * @param {Board} board
 * @param {string} collection
 * @param {string | undefined} stage
 * @param {string} [moved]
 * @returns {string | null | undefined} null for the last of all, undefined where there is no other
 */
function after({ data, records }, collection, stage, moved) {
  const last = inStage(data(), collection, stage ?? "")
    .filter((one) => one.id !== moved)
    .at(-1);
  if (!last) return undefined;
  const rest = records(collection).filter((one) => one.id !== moved);
  return rest[rest.indexOf(last) + 1]?.id ?? null;
}

/**
 * The edit that adds a record with an id of its own.
 * @param {Board} board
 * @param {string} collection
 * @param {Plain} record
 * @param {string | null} before
 * @param {string} name
 * @returns {SingleEdit & {place: [string, string]}}
 */
function adding({ data }, collection, record, before = null, name = "") {
  const id = freeId(data(), name || record.name || words(record.what ?? record.solution), ID_OF[collection]);
  return { op: "add", place: [collection, id], value: record, before };
}

/**
 * Records added, copied and removed.
 * @param {Board} board
 */
function additions(board) {
  const { store, records } = board;
  const submit = (/** @type {SingleEdit & {place: [string, string]}} */ edit) => {
    store.submit(edit);
    return edit.place[1];
  };
  return {
    /** @type {(collection: string, record: Plain, before?: string | null) => string} */
    add: (collection, record, before = null) => submit(adding(board, collection, record, before)),
    /**
     * Add a record after all others of its stage.
     * @type {(collection: string, stage: string, record: Plain) => string}
     */
    toEndOf: (collection, stage, record) =>
      submit(adding(board, collection, record, after(board, collection, stage) ?? null)),
    /** @type {(collection: string, id: string) => string} */
    duplicate(collection, id) {
      const all = records(collection);
      const where = all.findIndex((one) => one.id === id);
      return submit(adding(board, collection, copied(all[where]), all[where + 1]?.id ?? null, id));
    },
    /** @type {(collection: string, id: string) => void} */
    remove(collection, id) {
      const record = records(collection).find((one) => one.id === id);
      if (!record) return;
      const { id: _, ...was } = record;
      store.submit({ op: "remove", place: [collection, id], was: asFile(was) });
    },
  };
}

/**
 * A record without what is its own alone: its id, its indicators and what the room gave it.
 * @param {Plain} record
 */
function copied(record) {
  const { id: _, kpis: __, rank: ___, rank_reason: ____, votes: _____, done: ______, ...copy } = record;
  return copy;
}

/**
 * Records moved: to a stage, before another, or by one with the arrow keys.
 * @param {Board} board
 */
function moves(board) {
  const { store } = board;
  /** @type {(collection: string, id: string, before: string | null) => void} */
  const reorder = (collection, id, before) =>
    void store.submit({ op: "move", place: [collection, id], before });
  /** @type {(collection: string, id: string, stage: string | undefined, before?: string | null) => void} */
  const toStage = (collection, id, stage, before = null) => intoStage(board, collection, id, stage, before);
  return {
    reorder,
    toStage,
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
      const { order, stage } = neighbours(board, collection, id, sideways);
      const to = order.indexOf(stage ?? id) + (back ? -1 : 1);
      if (collection === "stages" && !sideways) return false;
      if (to < 0 || to >= order.length) return false;
      if (stage !== undefined) toStage(collection, id, order[to]);
      else if (back) reorder(collection, id, order[to]);
      else if (collection === "stages") reorder(collection, id, order[to + 1] ?? null);
      else toStage(collection, id, stageOfRecord(board, collection, id), order[to + 1] ?? null);
      return true;
    },
  };
}

/**
 * The stage in which a record stands.
 * @param {Board} board
 * @param {string} collection
 * @param {string} id
 */
function stageOfRecord({ data, records }, collection, id) {
  const record = records(collection).find((one) => one.id === id);
  return stageOf(data(), record.stage ?? record.at);
}

/**
 * The ids along which a record moves: those of its stage, or the stages themselves, with its own.
 * @param {Board} board
 * @param {string} collection
 * @param {string} id
 * @param {boolean} sideways
 * @returns {{order: string[], stage?: string}}
 */
function neighbours(board, collection, id, sideways) {
  const stages = board.records("stages").map((one) => one.id);
  if (collection === "stages") return { order: stages };
  const stage = stageOfRecord(board, collection, id);
  if (sideways) return { order: stages, stage };
  return { order: inStage(board.data(), collection, stage).map((one) => one.id) };
}

/**
 * Put a touchpoint or a pain point into a stage, before another or last.
 * @param {Board} board
 * @param {string} collection
 * @param {string} id
 * @param {string | undefined} stage
 * @param {string | null} before
 */
function intoStage(board, collection, id, stage, before) {
  const { store, data, records } = board;
  const record = records(collection).find((one) => one.id === id);
  if (!record) return;
  const field = collection === "touchpoints" ? "stage" : "at";
  const elsewhere = stageOf(data(), record[field]) !== stage;
  const target = before ?? after(board, collection, stage, id);
  /** @type {(SingleEdit | null | false)[]} */
  const edits = [elsewhere && store.setting([collection, id, field], stage)];
  const order = records(collection).map((one) => one.id);
  const next = order[order.indexOf(id) + 1] ?? null;
  if (target !== undefined && target !== id && target !== next) {
    edits.push({ op: "move", place: [collection, id], before: target });
  }
  store.batch(edits);
}

/**
 * Notes taken down, and placed on the map.
 * @param {Board} board
 * @param {Map<string, string>} headings
 */
function notePlaces(board, headings) {
  const { store, data } = board;
  return {
    /**
     * Make something of a note: a record at a place of the board, or one more entry of a persona.
     * @param {number} number
     * @param {string} kind
     * @param {Spot} at
     */
    placeNote(number, kind, at) {
      const note = /** @type {Plain} */ (data().notes?.[number]);
      const made = fromNote(board, kind, words(note), at);
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
}

const OF_PERSONA = ["motivations", "needs", "frustrations"];
const OF_STAGE = ["actions", "thoughts"];

/**
 * The edit that makes something of a note's text.
 * @param {Board} board
 * @param {string} kind
 * @param {string} text
 * @param {Spot} at
 * @returns {SingleEdit}
 */
function fromNote(board, kind, text, at) {
  const { stage = "", persona = "" } = at;
  /** @type {(...place: string[]) => SingleEdit} */
  const entry = (...place) => ({ op: "add", place: [...place, kind], value: text, before: null });
  if (OF_PERSONA.includes(kind)) return entry("personas", persona, "empathy");
  if (OF_STAGE.includes(kind)) return entry("stages", stage, "experience", persona);
  if (kind === "stages") return adding(board, kind, { name: text }, at.before);
  if (kind === "improvements") {
    const placed = at.impact ? { impact: at.impact, effort: at.effort } : {};
    return adding(board, kind, { solution: text, ...placed });
  }
  const record = kind === "touchpoints" ? { stage: at.stage, name: text } : { at: at.stage, what: text };
  return adding(board, kind, record, at.before ?? after(board, kind, at.stage) ?? null);
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
