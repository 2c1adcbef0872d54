// The session of a workshop: where its agenda stands. All bars of a client in this browser tell each
// other of a change, and the kernel keeps it on the disk.
import { elapsed } from "./schedule.js";

/** @import { Agenda, AgendaItem, Session } from "./schedule.js" */
/** @import { Model } from "../board/types" */

const MORE = 300; // seconds that a press gives an item

/** The time, in seconds since 1970. */
export const now = () => Date.now() / 1000;

export class WorkshopSession {
  /** What it is called among all tabs of this browser. */
  key;
  /** @type {Agenda[]} */
  agendas;
  /** @type {Session} */
  state;
  #model;
  #channel;
  #draw;

  /**
   * @param {Model} model
   * @param {() => void} draw what to do after a change
   */
  constructor(model, draw) {
    this.#model = model;
    this.#draw = draw;
    this.agendas = model.get("agendas");
    this.state = { ...model.get("session") };
    this.key = `parcours-session:${model.get("client")}`;
    this.#channel = new BroadcastChannel(this.key);
    this.#channel.onmessage = ({ data }) => {
      if (data === "hello") this.#channel.postMessage(this.state);
      else this.take(data);
    };
  }

  /** Ask other bars, the browser and the kernel for a session that is newer. */
  ask() {
    try {
      this.take(JSON.parse(localStorage.getItem(this.key) ?? "null"));
    } catch {
      /* nothing kept that makes sense */
    }
    this.#channel.postMessage("hello");
    this.#model.send({ hello: true });
  }

  /** The agenda that is followed. */
  get agenda() {
    return this.agendas.find((agenda) => agenda.id === this.state.agenda) ?? this.agendas[0];
  }

  /** @returns {AgendaItem[]} */
  get items() {
    return this.agenda.items;
  }

  /** The number of the current item. */
  get here() {
    return Math.min(this.state.index, this.items.length - 1);
  }

  get begun() {
    return this.state.since !== null || this.state.spent.some((seconds) => seconds > 0);
  }

  /**
   * Take another bar's session where it is newer.
   * @param {Session | null | undefined} other
   */
  take(other) {
    if (!other || !(other.at > this.state.at)) return;
    this.state = other;
    this.#draw();
  }

  /** @param {Partial<Session>} changes */
  change(changes) {
    const session = (this.state = { ...this.state, ...changes, at: Date.now() });
    this.#channel.postMessage(session);
    try {
      localStorage.setItem(this.key, JSON.stringify(session));
    } catch {
      /* a browser that keeps nothing: the kernel does */
    }
    this.#model.send({ session });
    this.#draw();
  }

  /** What was spent up to now, with the clock of the current item taken in. */
  #settled() {
    const { here, state } = this;
    const spent = this.items.map((_, i) => state.spent[i] ?? 0);
    spent[here] = elapsed({ ...state, index: here }, here, now());
    return spent;
  }

  /** Start the clock, or stop it. */
  run() {
    if (this.state.since === null) this.change({ since: now() });
    else this.change({ spent: this.#settled(), since: null });
  }

  /**
   * Go on or back by a number of items.
   * @param {number} by
   */
  go(by) {
    const index = Math.min(Math.max(this.state.index + by, 0), this.items.length - 1);
    if (index === this.state.index) return;
    this.change({ spent: this.#settled(), index, since: this.state.since === null ? null : now() });
  }

  /**
   * Start an item.
   * @param {number} index
   */
  start(index) {
    this.change({ spent: this.#settled(), index, since: now() });
  }

  /** Give the current item some minutes more. */
  more() {
    const extra = this.items.map((_, i) => this.state.extra[i] ?? 0);
    extra[this.here] += MORE;
    this.change({ extra });
  }

  /**
   * Begin an agenda from its first item.
   * @param {string} agenda
   */
  begin(agenda) {
    const minutes = agenda === this.state.agenda ? this.state.minutes : [];
    this.change({ agenda, index: 0, since: null, spent: [], extra: [], minutes });
  }

  /**
   * Give an item other minutes than the agenda does, or those again.
   * @param {number} item
   * @param {number | null} given
   */
  give(item, given) {
    const minutes = this.items.map((_, i) => (i === item ? given : this.state.minutes?.[i]) ?? 0);
    if (given === this.items[item].minutes) minutes[item] = 0;
    this.change({ minutes });
  }

  close() {
    this.#channel.close();
  }
}
