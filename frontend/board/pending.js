/**
 * Edits that the journey of the session does not have yet, in the order in which they were made. Each
 * is kept in the browser's ledger until the session has answered.
 */
import { ledger } from "./ledger.js";
import { withNewIds } from "./new_ids.js";

/** @import { Edit, SentEdit, Status } from "./types" */

/**
 * @typedef {object} Entry
 * @property {SentEdit} edit as it was sent
 * @property {Edit} local the same with the ids that the session has given since
 * @property {"sent" | "saved" | "unsaved"} state
 * @property {string} why it is not saved
 * @property {number} at when it was sent or saved, in milliseconds
 */

const PATIENCE = 4000; // milliseconds without an answer after which an edit is called not saved
const ECHO = 2000; // milliseconds after which a saved edit must be in the journey
const AGAIN = 5000; // milliseconds after which it is sent once more

export class Pending {
  /** @type {Entry[]} */
  entries = [];
  #ledger;

  /** @param {string} client */
  constructor(client) {
    this.#ledger = ledger(client);
  }

  /**
   * Add an edit, and keep it in the ledger.
   * @param {SentEdit} edit
   */
  add(edit) {
    this.#ledger.keep(edit);
    return this.#added(edit);
  }

  /** Add the edits that an earlier page has left in the ledger. */
  takeOver() {
    return this.#ledger.left().map((edit) => this.#added(edit));
  }

  /** @param {SentEdit} edit */
  #added(edit) {
    /** @type {Entry} */
    const entry = { edit, local: edit, state: "sent", why: "", at: 0 };
    this.entries.push(entry);
    return entry;
  }

  /** @param {string | undefined} id */
  find(id) {
    return this.entries.find((entry) => entry.edit.id === id);
  }

  /** @param {string} id */
  drop(id) {
    this.entries = this.entries.filter((entry) => entry.edit.id !== id);
    this.answered(id);
  }

  /**
   * Forget an edit in the ledger: the session has it, or has refused it.
   * @param {string} id
   */
  answered(id) {
    this.#ledger.drop(id);
  }

  /**
   * Drop the edits that a journey of the session has: what was saved before it was sent is in it.
   * @param {Set<string>} taken
   */
  dropTaken(taken) {
    this.entries = this.entries.filter(({ state, edit }) => state !== "saved" && !taken.has(edit.id));
  }

  /** @param {{[id: string]: string}} names new ids by those that were asked for */
  rename(names) {
    for (const entry of this.entries) entry.local = withNewIds(entry.local, names);
  }

  /**
   * The ids of pending edits that add records which an edit is about, by the ids of those records.
   * @param {Edit} edit
   */
  adding(edit) {
    /** @type {{[id: string]: string}} */
    const made = {};
    const said = JSON.stringify(edit);
    for (const { edit: other } of this.entries) {
      for (const part of other.op === "batch" ? other.edits : [other]) {
        const id = part.place.at(-1);
        if (part.op === "add" && typeof id === "string" && said.includes(JSON.stringify(id))) {
          made[id] = other.id;
        }
      }
    }
    return made;
  }

  /**
   * Look at the clock: return what is to be sent again, and whether anything has changed.
   * @param {string} silence why an edit without an answer is not saved
   */
  tick(silence) {
    const now = Date.now();
    /** @type {Entry[]} */
    const again = [];
    let late = false;
    for (const entry of [...this.entries]) {
      const age = now - entry.at;
      if (entry.state === "saved" && age > ECHO) {
        // Saved in an earlier life of this page: the journey has had it for long.
        this.drop(entry.edit.id);
        late = true;
      } else if (entry.state === "sent" && age > PATIENCE) {
        Object.assign(entry, { state: "unsaved", why: silence });
        late = true;
      } else if (entry.state === "unsaved" && age > AGAIN) again.push(entry);
    }
    return { again, late };
  }

  /** @returns {Status} */
  get status() {
    const open = this.entries.filter((entry) => entry.state !== "saved");
    const unsaved = open.find((entry) => entry.state === "unsaved");
    if (unsaved) return { state: "unsaved", unsaved: open.length, why: unsaved.why };
    return { state: open.length ? "saving" : "saved", unsaved: open.length, why: "" };
  }
}
