/** Where things go: the edits by which something is added, moved, copied, removed or placed. */
import { stageOf, touchpointsOf, words } from "./data.js";
import { freeId } from "./ids.js";

const ID_OF = { stages: "stage", touchpoints: "touchpoint", pain_points: "pain", improvements: "improvement", personas: "persona", goals: "goal", evidence: "source", channels: "channel" };

/** The records of a collection that stand in a stage, in their order. */
export function inStage(data, collection, stage) {
  if (collection === "touchpoints") return touchpointsOf(data, stage);
  return (data[collection] ?? []).filter((record) => stageOf(data, record.at) === stage);
}

export function createPlaces(store, headings) {
  const data = () => store.state.data;
  const records = (collection) => data()[collection] ?? [];

  /** The id before which something comes to stand after all others of a stage. */
  function after(collection, stage, moved) {
    const all = records(collection);
    const last = inStage(data(), collection, stage).filter((one) => one.id !== moved).at(-1);
    if (!last) return undefined;
    const rest = all.filter((one) => one.id !== moved);
    return rest[rest.indexOf(last) + 1]?.id ?? null;
  }

  function adding(collection, record, before = null, name = "") {
    const id = freeId(data(), name || record.name || words(record.what ?? record.solution), ID_OF[collection]);
    return { op: "add", place: [collection, id], value: record, before };
  }

  const places = {
    add(collection, record, before = null) {
      const edit = adding(collection, record, before);
      store.submit(edit);
      return edit.place[1];
    },
    /** Add a record after all others of its stage. */
    toEndOf(collection, stage, record) {
      return places.add(collection, record, after(collection, stage) ?? null);
    },
    /** Put a touchpoint or a pain point into a stage, before another or last. */
    toStage(collection, id, stage, before = null) {
      const record = records(collection).find((one) => one.id === id);
      if (!record) return;
      const field = collection === "touchpoints" ? "stage" : "at";
      const elsewhere = stageOf(data(), record[field]) !== stage;
      const target = before ?? after(collection, stage, id);
      const edits = [elsewhere && store.setting([collection, id, field], stage)];
      const order = records(collection).map((one) => one.id);
      const next = order[order.indexOf(id) + 1] ?? null;
      if (target !== undefined && target !== id && target !== next) {
        edits.push({ op: "move", place: [collection, id], before: target });
      }
      store.batch(edits);
    },
    reorder(collection, id, before) {
      store.submit({ op: "move", place: [collection, id], before });
    },
    /** Move by one: left and right between stages, up and down within one. */
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
    duplicate(collection, id) {
      const all = records(collection);
      const where = all.findIndex((one) => one.id === id);
      const { id: _, kpis: __, rank: ___, rank_reason: ____, votes: _____, done: ______, ...copy } = all[where];
      const edit = adding(collection, copy, all[where + 1]?.id ?? null, id);
      store.submit(edit);
      return edit.place[1];
    },
    remove(collection, id) {
      const record = records(collection).find((one) => one.id === id);
      if (!record) return;
      const { id: _, ...was } = record;
      store.submit({ op: "remove", place: [collection, id], was: asFile(was) });
    },
    /** Make something of a note: a record at a place of the board, or one more entry of a persona. */
    placeNote(number, kind, at) {
      const note = data().notes[number];
      const text = words(note);
      const entry = (...place) => ({ op: "add", place: [...place, kind], value: text, before: null });
      const moves = () => entry("personas", at.persona, "empathy");
      const lived = () => entry("stages", at.stage, "experience", at.persona);
      const made = {
        stages: () => adding("stages", { name: text }, at.before),
        touchpoints: () => adding("touchpoints",
          { stage: at.stage, name: text },
          at.before ?? after("touchpoints", at.stage) ?? null),
        pain_points: () => adding("pain_points",
          { at: at.stage, what: text },
          at.before ?? after("pain_points", at.stage) ?? null),
        improvements: () => adding("improvements",
          { solution: text, ...(at.impact ? { impact: at.impact, effort: at.effort } : {}) }),
        motivations: moves, needs: moves, frustrations: moves, actions: lived, thoughts: lived,
      }[kind]();
      if (note.heading) headings.set(made.place[1], note.heading);
      store.batch([made, { op: "remove", place: ["notes", number], was: note }]);
      return made.place[1];
    },
    addNotes(notes) {
      store.batch(notes.map(({ text, by, heading }) => {
        const more = { ...(by ? { by } : {}), ...(heading ? { heading } : {}) };
        const value = Object.keys(more).length ? { text, ...more } : text;
        return { op: "add", place: ["notes"], value, before: null };
      }));
    },
  };
  return places;
}

/** A record as the file writes it: collections with ids by their ids. */
function asFile(record) {
  if (!record.kpis) return record;
  const kpis = Object.fromEntries(record.kpis.map(({ id, ...kpi }) => [id, kpi]));
  return { ...record, kpis };
}

/** What happens where something is let go. */
export function createDrop(app) {
  return (what, zone, before) => {
    const { places, store } = app;
    const stage = zone.stage;
    const cell = { impact: Number(zone.impact), effort: Number(zone.effort) };
    if (what.kind === "notes") {
      const id = places.placeNote(what.number, zone.zone, { stage, before, ...(zone.impact ? cell : {}) });
      app.announce(app.t("placed"));
      return id;
    }
    if (what.kind === "stages") return places.reorder("stages", what.id, before);
    if (what.kind === "improvements") {
      const to = zone.impact ? cell : { impact: null, effort: null };
      return store.batch([
        store.setting(["improvements", what.id, "impact"], to.impact),
        store.setting(["improvements", what.id, "effort"], to.effort),
      ]);
    }
    return places.toStage(what.kind, what.id, stage, before);
  };
}
