// @ts-check
/**
 * Answers that the room has not acknowledged: each under a key of its own in the browser's storage,
 * so that two pages of one phone never overwrite each other's.
 */
import { randomId } from "./dom.js";

/**
 * @typedef {{id: string, round: number, item: string, value: unknown}} Answer
 * @typedef {{kind: "late" | "not_taken", answer: Answer}} Rejected
 */

const PREFIX = "parcours-room:";
const GROUP = 20;
const LONGEST = 5000;

/** Storage of this page alone, where the browser has none. */
class Memory {
  constructor() {
    /** @type {Map<string, string>} */
    this.items = new Map();
  }
  /** @param {string} key @param {string} value */
  setItem(key, value) {
    this.items.set(key, value);
  }
  /** @param {string} key */
  getItem(key) {
    return this.items.get(key) ?? null;
  }
  /** @param {string} key */
  removeItem(key) {
    this.items.delete(key);
  }
  keys() {
    return [...this.items.keys()];
  }
}

/** @returns {{setItem(k: string, v: string): void, getItem(k: string): string | null, removeItem(k: string): void, keys(): string[]}} */
function storage() {
  try {
    localStorage.setItem(`${PREFIX}try`, "1");
    localStorage.removeItem(`${PREFIX}try`);
    return {
      setItem: (key, value) => localStorage.setItem(key, value),
      getItem: (key) => localStorage.getItem(key),
      removeItem: (key) => localStorage.removeItem(key),
      keys: () => Object.keys(localStorage),
    };
  } catch {
    return new Memory();
  }
}

/** The queue of a phone. */
export class Queue {
  /**
   * @param {() => void} changed called when something was added, sent or refused
   * @param {() => void} strange called when the room does not know this phone any more
   */
  constructor(changed, strange) {
    this.changed = changed;
    this.strange = strange;
    this.store = storage();
    /** @type {Rejected[]} */
    this.rejected = [];
    this.failures = 0;
    this.sending = false;
    this.paused = true;
    this.count = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  /** Return the keys of what waits, the oldest first. */
  keys() {
    return this.store.keys().filter((key) => key.startsWith(`${PREFIX}a:`)).sort();
  }

  /** Return what waits, the oldest first. */
  waiting() {
    /** @type {{key: string, answer: Answer}[]} */
    const found = [];
    for (const key of this.keys()) {
      const text = this.store.getItem(key);
      if (text) found.push({ key, answer: JSON.parse(text) });
    }
    return found;
  }

  /**
   * Keep an answer until it is acknowledged, and send it.
   * @param {number} round
   * @param {string} item
   * @param {unknown} value
   */
  add(round, item, value) {
    if (!this.sending) {
      for (const { key, answer } of this.waiting()) {
        if (answer.round === round && answer.item === item) this.store.removeItem(key);
      }
    }
    this.count += 1;
    const order = `${String(Date.now()).padStart(15, "0")}${String(this.count).padStart(6, "0")}`;
    const answer = { id: randomId(), round, item, value };
    this.store.setItem(`${PREFIX}a:${order}`, JSON.stringify(answer));
    this.changed();
    this.soon(0);
  }

  /** Send from now on: the phone has joined. */
  start() {
    this.paused = false;
    this.soon(0);
  }

  /** @param {number} wait milliseconds */
  soon(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), wait);
  }

  async send() {
    const group = this.waiting().slice(0, GROUP);
    if (this.paused || this.sending || !group.length) return;
    this.sending = true;
    try {
      await this.post(group);
    } catch {
      this.failures += 1;
    }
    this.sending = false;
    this.changed();
    if (this.keys().length && !this.paused) {
      const wait = Math.min(LONGEST, 250 * 2 ** this.failures);
      this.soon(this.failures ? wait * (0.5 + Math.random() / 2) : 0);
    }
  }

  /** @param {{key: string, answer: Answer}[]} group */
  async post(group) {
    const body = JSON.stringify({ answers: group.map(({ answer }) => answer) });
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), 10000);
    const reply = await fetch("answers", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body,
      signal: stop.signal,
    }).finally(() => clearTimeout(timer));
    if (reply.status === 401) {
      this.paused = true;
      this.strange();
      return;
    }
    if (!reply.ok) throw new Error(String(reply.status));
    /** @type {{done: string[], refused: Record<string, string>}} */
    const told = await reply.json();
    this.failures = 0;
    for (const { key, answer } of group) {
      const why = told.refused[answer.id];
      if (why) this.rejected.push({ kind: why === "late" ? "late" : "not_taken", answer });
      if (why || told.done.includes(answer.id)) this.store.removeItem(key);
    }
  }
}
