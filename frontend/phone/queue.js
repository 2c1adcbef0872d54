// Answers that the room has not acknowledged: each under a key of its own in the browser's storage,
// so that two pages of one phone never overwrite each other's.
import { randomId } from "../shared/page.js";
import { AnswerStorage } from "./storage.js";

/**
 * @typedef {{id: string, round: number, item: string, value: unknown}} Answer
 * @typedef {{kind: "late" | "not_taken", answer: Answer}} Rejected
 * @typedef {{key: string, answer: Answer}} Waiting
 */

const KEY_PREFIX = "parcours-room:a:";

/** The most answers of one request: the room takes no more. */
const ANSWERS_PER_REQUEST = 20;

/** Milliseconds before a request is tried again: the first time, doubled by each failure, and at most. */
const FIRST_WAIT = 250;
const LONGEST_WAIT = 5000;

/** Milliseconds after which a request counts as failed. */
const REQUEST_TIMEOUT = 10000;

/** The queue of a phone. */
export class Queue {
  /** @type {Rejected[]} */
  rejected = [];
  /** How many requests in a row have failed. */
  failures = 0;
  #storage = new AnswerStorage();
  #onChange;
  #onUnknown;
  #sending = false;
  #paused = true;
  #added = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer = undefined;

  /**
   * @param {() => void} onChange called when something was added, sent or refused
   * @param {() => void} onUnknown called when the room does not know this phone any more
   */
  constructor(onChange, onUnknown) {
    this.#onChange = onChange;
    this.#onUnknown = onUnknown;
  }

  /** What waits, the oldest first. */
  waiting() {
    const keys = this.#storage.keys().filter((key) => key.startsWith(KEY_PREFIX));
    return keys.sort().flatMap((key) => {
      const answer = this.#read(key);
      return answer ? [{ key, answer }] : [];
    });
  }

  /**
   * @param {string} key
   * @returns {Answer | null}
   */
  #read(key) {
    try {
      return JSON.parse(this.#storage.get(key) ?? "null");
    } catch {
      this.#storage.remove(key); // not written by this page
      return null;
    }
  }

  /**
   * Keep an answer until it is acknowledged, and send it. It replaces an earlier one to the same item,
   * unless that is on its way.
   * @param {number} round
   * @param {string} item
   * @param {unknown} value
   */
  add(round, item, value) {
    if (!this.#sending) {
      for (const { key, answer } of this.waiting()) {
        if (answer.round === round && answer.item === item) this.#storage.remove(key);
      }
    }
    this.#added += 1;
    const order = `${String(Date.now()).padStart(15, "0")}${String(this.#added).padStart(6, "0")}`;
    const answer = { id: randomId(), round, item, value };
    this.#storage.set(`${KEY_PREFIX}${order}`, JSON.stringify(answer));
    this.#onChange();
    this.sendAfter(0);
  }

  /** Send from now on: the phone has joined. */
  start() {
    this.#paused = false;
    this.sendAfter(0);
  }

  /** @param {number} wait milliseconds */
  sendAfter(wait) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.send(), wait);
  }

  /** Send what waits, the oldest first, and try again later where that fails. */
  async send() {
    const group = this.waiting().slice(0, ANSWERS_PER_REQUEST);
    if (this.#paused || this.#sending || !group.length) return;
    this.#sending = true;
    try {
      await this.#post(group);
    } catch {
      this.failures += 1;
    }
    this.#sending = false;
    this.#onChange();
    if (this.waiting().length && !this.#paused) {
      const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.failures);
      this.sendAfter(this.failures ? wait * (0.5 + Math.random() / 2) : 0);
    }
  }

  /** @param {Waiting[]} group */
  async #post(group) {
    const body = JSON.stringify({ answers: group.map(({ answer }) => answer) });
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), REQUEST_TIMEOUT);
    const reply = await fetch("answers", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body,
      signal: stop.signal,
    }).finally(() => clearTimeout(timer));
    if (reply.status === 401) {
      this.#paused = true;
      this.#onUnknown();
      return;
    }
    if (!reply.ok) throw new Error(String(reply.status));
    /** @type {{done: string[], refused: Record<string, string>}} */
    const { done, refused } = await reply.json();
    this.failures = 0;
    for (const { key, answer } of group) {
      const why = refused[answer.id];
      if (why) this.rejected.push({ kind: why === "late" ? "late" : "not_taken", answer });
      if (why || done.includes(answer.id)) this.#storage.remove(key);
    }
  }
}
