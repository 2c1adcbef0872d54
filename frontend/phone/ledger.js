// What this phone has answered, round by round: what is shown in its fields.

/** @import { Answer } from "./queue.js" */

export class Ledger {
  /** @type {Map<number, Record<string, any>>} */
  #rounds = new Map();

  /**
   * The answers to a round, by item.
   * @param {number} round
   * @returns {Record<string, any>}
   */
  of(round) {
    if (!this.#rounds.has(round)) this.#rounds.set(round, {});
    return /** @type {Record<string, any>} */ (this.#rounds.get(round));
  }

  /**
   * The place of the first item without an answer; that of the first where all have one.
   * @param {number} round
   * @param {{id: string}[]} items
   */
  firstUnanswered(round, items) {
    const answers = this.of(round);
    const found = items.findIndex((item) => !(item.id in answers));
    return Math.max(found, 0);
  }

  /**
   * Note an answer; null withdraws it.
   * @param {number} round
   * @param {string} item
   * @param {unknown} value
   */
  set(round, item, value) {
    if (value === null) delete this.of(round)[item];
    else this.of(round)[item] = value;
  }

  /**
   * Take over what the room holds of this phone, under what is still to be sent.
   * @param {number} round
   * @param {Record<string, any>} held
   * @param {Answer[]} waiting
   */
  restore(round, held, waiting) {
    this.#rounds.set(round, { ...held });
    for (const answer of waiting) {
      if (answer.round === round) this.set(round, answer.item, answer.value);
    }
  }
}
