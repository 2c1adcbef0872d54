/**
 * One board's copy of the journey: what the session has said last, with the edits on top of it that the
 * session has not answered yet. The board never waits: it draws this copy, and says of every edit
 * whether it is on the disk.
 */
import { applied, at, equal, sharing } from "./data.js";
import { editId } from "./ids.js";
import { Pending } from "./pending.js";

/** @import { Conflict, Edit, Model, Place, Plain, Reply, SentEdit, SingleEdit, State } from "./types" */
/** @import { Entry } from "./pending.js" */

/**
 * @param {Model} model
 * @returns {State}
 */
function stateOf(model) {
  const base = model.get("journey");
  return {
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
}

/**
 * What a person's own version becomes where it is chosen: an edit that has seen the other one.
 * @param {Conflict} conflict
 * @returns {Edit}
 */
function settling(conflict) {
  /**
   * @template {Edit} E
   * @param {E} edit
   * @returns {E}
   */
  const knowing = (edit) => {
    if (edit.op === "batch") return { ...edit, edits: edit.edits.map(knowing) };
    return equal(edit.place, conflict.place) ? { ...edit, was: conflict.theirs } : edit;
  };
  const { place, yours } = conflict;
  const own = conflict.edit ?? /** @type {SingleEdit} */ ({ op: "set", place, value: yours });
  const { id: _, new: __, ...edit } = knowing(own);
  return { ...edit, settles: conflict.conflict };
}

export class Store {
  /** What fields hold that is still being typed: each saves it. @type {Set<() => void>} */
  drafts = new Set();
  /** @type {State} */
  state;
  #model;
  #silence;
  #pending;
  #base;
  /** @type {Set<string>} ids of edits that the session's journey has */
  #taken;
  /** @type {Set<(state: State) => void>} */
  #listeners = new Set();
  /** Undoing and redoing, by the id that the answer will name. @type {Map<string, string>} */
  #asked = new Map();
  /** What was undone or redone, until the journey as it then is has come.
   * @type {{what: string, place: Place, before: State["data"]} | null} */
  #back = null;
  #due = false;
  #clock;
  #heard;

  /**
   * @param {Model} model
   * @param {{[name: string]: string}} texts
   */
  constructor(model, texts) {
    this.#model = model;
    this.#silence = texts.no_answer;
    this.#pending = new Pending(model.get("client"));
    this.#base = model.get("journey");
    this.#taken = new Set(this.#base.edits ?? []);
    this.state = stateOf(model);
    this.#heard = this.#listen();
    this.#clock = setInterval(() => this.#tick(), 1000);
    window.addEventListener("pagehide", this.flush);
    for (const entry of this.#pending.takeOver()) this.#send(entry);
    if (this.#pending.entries.length) this.#redraw();
  }

  /** Hear what the session says; return what to do for hearing it no more. */
  #listen() {
    const model = this.#model;
    /** @type {{[name: string]: (value?: any) => void}} */
    const events = {
      "msg:custom": (reply) => this.#answered(reply),
      "change:journey": () => this.#journeyCame(),
      "change:findings": () => this.change({ findings: sharing(this.state.findings, model.get("findings")) }),
      "change:ranking": () => this.change({ ranking: sharing(this.state.ranking, model.get("ranking")) }),
      "change:broken": () => this.change({ broken: model.get("broken") }),
      "change:unguarded": () => {
        if (model.get("unguarded")) this.change({ notice: { why: model.get("unguarded") } });
      },
      "change:conflicts": () => this.change({ conflicts: model.get("conflicts") ?? [] }),
    };
    for (const [name, came] of Object.entries(events)) model.on(name, came);
    return () => {
      for (const [name, came] of Object.entries(events)) model.off(name, came);
    };
  }

  /**
   * Be told of each change of the state; return what to do for being told no more.
   * @param {(state: State) => void} listen
   */
  subscribe(listen) {
    this.#listeners.add(listen);
    return () => {
      this.#listeners.delete(listen);
    };
  }

  /** @param {Partial<State>} parts */
  change(parts) {
    this.state = { ...this.state, ...parts };
    if (this.#due) return;
    this.#due = true;
    queueMicrotask(() => {
      this.#due = false;
      for (const listen of this.#listeners) listen(this.state);
    });
  }

  /** @param {Partial<State>} more */
  #redraw(more = {}) {
    let data = this.#base.data;
    for (const entry of this.#pending.entries) {
      try {
        data = applied(data, entry.local);
      } catch {
        // what it was about is gone; the session will say so
      }
    }
    this.change({ ...more, data: sharing(this.state.data, data), status: this.#pending.status });
  }

  /** @param {Entry} entry */
  #send(entry) {
    entry.at = Date.now();
    try {
      this.#model.send({ edit: entry.edit });
    } catch {
      if (entry.state === "unsaved") return; // it is said already: many may wait, and be sent again
      Object.assign(entry, { state: "unsaved", why: this.#silence });
      this.#redraw();
    }
  }

  #tick() {
    const { again, late } = this.#pending.tick(this.#silence);
    for (const entry of again) this.#send(entry);
    if (late) this.#redraw();
  }

  /** @param {Reply} reply */
  #answered(reply) {
    const id = reply.saved ?? reply.refused ?? reply.conflict ?? reply.unsaved ?? "";
    const entry = this.#pending.find(id);
    if (reply.unsaved) {
      if (entry) Object.assign(entry, { state: "unsaved", why: reply.why });
      this.#redraw();
      return;
    }
    this.#pending.answered(id);
    if (reply.saved) this.#saved(id, reply, entry);
    else if (reply.conflict) {
      this.#pending.drop(id);
      const conflict = /** @type {Conflict} */ ({ ...reply, edit: entry?.edit });
      const others = this.state.conflicts.filter((one) => one.conflict !== id);
      this.#redraw({ conflicts: [...others, conflict], conflict: id });
    } else {
      this.#pending.drop(id);
      const refused = { ...reply, why: reply.why ?? "" };
      this.#redraw({ notice: { ...refused, edit: entry?.edit }, refusal: entry ? refused : null });
    }
  }

  /**
   * @param {string} id
   * @param {Reply} reply
   * @param {Entry | undefined} entry
   */
  #saved(id, { names, place }, entry) {
    if (names) this.#pending.rename(names);
    if (entry) Object.assign(entry, { state: "saved", at: Date.now() });
    if (this.#taken.has(id)) this.#pending.drop(id);
    if (place) this.#back = { what: this.#asked.get(id) ?? "", place, before: this.state.data };
    this.#asked.delete(id);
    this.#redraw();
  }

  #journeyCame() {
    const base = (this.#base = this.#model.get("journey"));
    for (const id of base.edits ?? []) this.#taken.add(id);
    this.#pending.dropTaken(this.#taken);
    for (const id of base.edits ?? []) this.#pending.answered(id);
    const went = this.#back ? { went: { ...this.#back, after: base.data } } : {};
    this.#back = null;
    this.#redraw({ undo: base.undo, redo: base.redo, ...went });
  }

  /**
   * Make an edit, and send it to the session; return its id.
   * @param {Edit} edit
   * @returns {string}
   */
  submit(edit) {
    const made = this.#pending.adding(edit);
    const sent = /** @type {SentEdit} */ ({
      id: editId(),
      ...edit,
      ...(Object.keys(made).length ? { new: made } : {}),
    });
    const entry = this.#pending.add(sent);
    this.#redraw({ notice: null, refusal: null, went: null });
    this.#send(entry);
    return sent.id;
  }

  /**
   * Set a field to a value; nothing happens where it says so already.
   * @param {Place} place
   * @param {Plain} value
   */
  set(place, value) {
    const edit = this.setting(place, value);
    return edit && this.submit(edit);
  }

  /**
   * The edit that sets a field, for a batch.
   * @param {Place} place
   * @param {Plain} value
   * @returns {SingleEdit | null}
   */
  setting(place, value) {
    const was = at(this.state.data, place);
    return equal(was, value ?? null) ? null : { op: "set", place, value: value ?? null, was };
  }

  /**
   * Make several edits as one.
   * @param {(SingleEdit | null | false | undefined)[]} edits
   */
  batch(edits) {
    const parts = edits.filter((edit) => !!edit);
    if (parts.length === 1) return this.submit(parts[0]);
    return parts.length ? this.submit({ op: "batch", edits: parts }) : null;
  }

  undo = () => this.#goBack("undo", "undone");
  redo = () => this.#goBack("redo", "redone");

  /**
   * @param {"undo" | "redo"} way
   * @param {string} what
   */
  #goBack(way, what) {
    this.flush();
    const id = editId();
    this.#asked.set(id, what);
    this.#model.send({ [way]: id });
  }

  /**
   * Choose one of two versions: mine is an edit of theirs, theirs stays as it is.
   * @param {Conflict} conflict
   * @param {boolean} mine
   */
  settle(conflict, mine) {
    this.change({ conflict: null });
    try {
      if (!mine) this.#model.send({ drop: conflict.conflict, id: editId() });
    } catch {
      return null; // it stays to be settled
    }
    this.change({ conflicts: this.state.conflicts.filter((one) => one !== conflict) });
    return mine ? this.submit(settling(conflict)) : null;
  }

  /** Save what is still being typed. */
  flush = () => {
    for (const commit of [...this.drafts]) commit();
  };

  close() {
    this.flush();
    clearInterval(this.#clock);
    window.removeEventListener("pagehide", this.flush);
    this.#heard();
    this.#listeners.clear();
  }
}
