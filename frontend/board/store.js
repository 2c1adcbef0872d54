/**
 * One board's copy of the journey: what the session has said last, with the edits on top of it that the
 * session has not answered yet. The board never waits: it draws this copy, and says of every edit
 * whether it is on the disk.
 */
import { applied, at, equal, sharing } from "./data.js";
import { editId } from "./ids.js";
import { ledger } from "./ledger.js";

const PATIENCE = 4000; // milliseconds without an answer after which an edit is called not saved
const ECHO = 2000; // milliseconds after which a saved edit must be in the journey
const AGAIN = 5000; // milliseconds after which it is sent once more

export function createStore(model, texts) {
  const kept = ledger(model.get("client"));
  const listeners = new Set();
  /** @type {{edit: object, local: object, state: "sent"|"saved"|"unsaved", why?: string, at: number}[]} */
  let pending = [];
  let base = model.get("journey");
  const taken = new Set(base.edits ?? []);
  const drafts = new Set(); // what fields hold that is still being typed
  const asked = new Map(); // undoing and redoing, by the id that the answer will name
  let back = null; // what was undone or redone, until the journey as it then is has come
  let state = {
    data: base.data,
    undo: base.undo,
    redo: base.redo,
    findings: model.get("findings"),
    ranking: model.get("ranking"),
    broken: model.get("broken"),
    conflicts: model.get("conflicts") ?? [],
    conflict: null,
    asked: null, // the improvement of which the board asks since when it is done
    notice: model.get("unguarded") ? { why: model.get("unguarded") } : null,
    refusal: null,
    went: null,
    status: { state: "saved", unsaved: 0, why: "" },
  };
  let due = false;

  function change(parts) {
    state = { ...state, ...parts };
    if (due) return;
    due = true;
    queueMicrotask(() => {
      due = false;
      for (const listen of listeners) listen(state);
    });
  }

  function redraw(more = {}) {
    let data = base.data;
    for (const entry of pending) {
      try {
        data = applied(data, entry.local);
      } catch {
        // what it was about is gone; the session will say so
      }
    }
    change({ ...more, data: sharing(state.data, data), status: status() });
  }

  function status() {
    const open = pending.filter((entry) => entry.state !== "saved");
    const unsaved = open.find((entry) => entry.state === "unsaved");
    if (unsaved) return { state: "unsaved", unsaved: open.length, why: unsaved.why };
    return { state: open.length ? "saving" : "saved", unsaved: open.length, why: "" };
  }

  function send(entry) {
    entry.at = Date.now();
    try {
      model.send({ edit: entry.edit });
    } catch {
      if (entry.state === "unsaved") return; // it is said already: many may wait, and be sent again
      Object.assign(entry, { state: "unsaved", why: texts.no_answer });
      redraw();
    }
  }

  /** Ids of pending edits that add things which this edit is about. */
  function adding(edit) {
    const made = {};
    const said = JSON.stringify(edit);
    for (const { edit: other } of pending) {
      for (const part of other.op === "batch" ? other.edits : [other]) {
        const id = part.place.at(-1);
        if (part.op === "add" && typeof id === "string" && said.includes(JSON.stringify(id))) {
          made[id] = other.id;
        }
      }
    }
    return made;
  }

  function submit(edit, id = editId()) {
    const made = adding(edit);
    edit = { id, ...edit, ...(Object.keys(made).length ? { new: made } : {}) };
    const entry = { edit, local: edit, state: "sent", why: "", at: 0 };
    kept.keep(edit);
    pending.push(entry);
    redraw({ notice: null, refusal: null, went: null });
    send(entry);
    return edit.id;
  }

  function drop(id) {
    pending = pending.filter((entry) => entry.edit.id !== id);
    kept.drop(id);
  }

  function renamed(names) {
    const part = (p) => (typeof p === "string" ? (names[p] ?? p) : p);
    const tell = (edit) =>
      edit.op === "batch"
        ? { ...edit, edits: edit.edits.map(tell) }
        : { ...edit, place: edit.place.map(part), before: part(edit.before) };
    for (const entry of pending) entry.local = tell(entry.local);
    change({ names });
  }

  function answered(reply) {
    const id = reply.saved ?? reply.refused ?? reply.conflict ?? reply.unsaved;
    const entry = pending.find((one) => one.edit.id === id);
    if (reply.unsaved) {
      if (entry) Object.assign(entry, { state: "unsaved", why: reply.why });
      return redraw();
    }
    kept.drop(id);
    if (reply.saved) {
      if (reply.names) renamed(reply.names);
      if (entry) Object.assign(entry, { state: "saved", at: Date.now() });
      if (taken.has(id)) drop(id);
      if (reply.place) back = { what: asked.get(id), place: reply.place, before: state.data };
      asked.delete(id);
      return redraw();
    }
    drop(id);
    if (reply.conflict) {
      const conflict = { ...reply, edit: entry?.edit };
      const others = state.conflicts.filter((one) => one.conflict !== id);
      return redraw({ conflicts: [...others, conflict], conflict: id });
    }
    return redraw({ notice: { ...reply, edit: entry?.edit }, refusal: entry && { ...reply, entry } });
  }

  function journeyCame() {
    base = model.get("journey");
    for (const id of base.edits ?? []) taken.add(id);
    // What was saved before this was sent is in it.
    pending = pending.filter((entry) => entry.state !== "saved" && !taken.has(entry.edit.id));
    for (const id of base.edits ?? []) kept.drop(id);
    const went = back ? { went: { ...back, after: base.data } } : {};
    back = null;
    redraw({ undo: base.undo, redo: base.redo, ...went });
  }

  const traits = {
    findings: () => change({ findings: sharing(state.findings, model.get("findings")) }),
    ranking: () => change({ ranking: sharing(state.ranking, model.get("ranking")) }),
    broken: () => change({ broken: model.get("broken") }),
    unguarded: () => model.get("unguarded") && change({ notice: { why: model.get("unguarded") } }),
    conflicts: () => change({ conflicts: model.get("conflicts") ?? [] }),
  };
  model.on("msg:custom", answered);
  model.on("change:journey", journeyCame);
  for (const [name, came] of Object.entries(traits)) model.on(`change:${name}`, came);

  const clock = setInterval(() => {
    const now = Date.now();
    let late = false;
    for (const entry of [...pending]) {
      if (entry.state === "saved") {
        // Saved in an earlier life of this page: the journey has had it for long.
        if (now - entry.at > ECHO) {
          drop(entry.edit.id);
          late = true;
        }
        continue;
      }
      if (entry.state === "sent" && now - entry.at > PATIENCE) {
        Object.assign(entry, { state: "unsaved", why: texts.no_answer });
        late = true;
      } else if (entry.state === "unsaved" && now - entry.at > AGAIN) {
        send(entry);
      }
    }
    if (late) redraw();
  }, 1000);

  function goBack(way, what) {
    flush();
    const id = editId();
    asked.set(id, what);
    model.send({ [way]: id });
  }

  function flush() {
    for (const commit of [...drafts]) commit();
  }
  window.addEventListener("pagehide", flush);

  for (const edit of kept.left()) {
    const entry = { edit, local: edit, state: "sent", why: "", at: 0 };
    pending.push(entry);
    send(entry);
  }
  if (pending.length) redraw();

  return {
    get state() {
      return state;
    },
    subscribe(listen) {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    submit,
    drafts,
    flush,
    /** Set a field to a value; nothing happens where it says so already. */
    set(place, value) {
      const was = at(state.data, place);
      if (equal(was, value ?? null)) return null;
      return submit({ op: "set", place, value: value ?? null, was });
    },
    batch(edits) {
      const parts = edits.filter(Boolean);
      if (parts.length === 1) return submit(parts[0]);
      return parts.length ? submit({ op: "batch", edits: parts }) : null;
    },
    /** The edit that sets a field, for a batch. */
    setting(place, value) {
      const was = at(state.data, place);
      return equal(was, value ?? null) ? null : { op: "set", place, value: value ?? null, was };
    },
    undo: () => goBack("undo", "undone"),
    redo: () => goBack("redo", "redone"),
    /** Choose one of two versions: mine is an edit of theirs, theirs stays as it is. */
    settle(conflict, mine) {
      change({ conflict: null });
      try {
        if (!mine) model.send({ drop: conflict.conflict, id: editId() });
      } catch {
        return null; // it stays to be settled
      }
      change({ conflicts: state.conflicts.filter((one) => one !== conflict) });
      if (!mine) return null;
      const knowing = (edit) => {
        if (edit.op === "batch") return { ...edit, edits: edit.edits.map(knowing) };
        return equal(edit.place, conflict.place) ? { ...edit, was: conflict.theirs } : edit;
      };
      const own = conflict.edit ?? { op: "set", place: conflict.place, value: conflict.yours };
      const { id: _, new: __, ...edit } = knowing(own);
      return submit({ ...edit, settles: conflict.conflict });
    },
    change,
    close() {
      flush();
      clearInterval(clock);
      window.removeEventListener("pagehide", flush);
      model.off("msg:custom", answered);
      model.off("change:journey", journeyCame);
      for (const [name, came] of Object.entries(traits)) model.off(`change:${name}`, came);
      listeners.clear();
    },
  };
}
