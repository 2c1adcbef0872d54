// What the desk and the projector share: texts, the state of the room, and commands.
import { filled } from "../shared/elements.js";
import { byId, numberText } from "../shared/page.js";

/**
 * @typedef {{id: string, label: string, detail: string}} Item
 * @typedef {{n: number, counts: Record<string, number>, median: number, low: number, high: number,
 *   apart: boolean}} Figures
 * @typedef {{id: string, n: number, count?: number, score?: Figures, impact?: Figures,
 *   effort?: Figures, texts?: {word: string, text: string}[]}} Found
 * @typedef {{n: number, items?: Found[], notes?: {id: string, text: string}[]}} Result
 * @typedef {{number: number, kind: string, question: string, items: Item[], status: string,
 *   persona: string, budget: number, moderated: boolean, repeats: number, answered: number, begun: number,
 *   given: number, asked: number, here: number, taken: boolean, waiting?: {id: string, text: string}[], result?: Result,
 *   answers?: Record<string, Record<string, any>>}} Round
 * @typedef {{number: number, name: string}} Device
 * @typedef {{settings: {code: string, title: string, lang: string, names: boolean}, here: number,
 *   devices: Device[], rounds: Round[]}} Room
 * @typedef {{room: Room, proposals: (Round & {id: string})[], groups: Record<string, string[][]>,
 *   fewer: Record<string, string>, folders: {kept: string, report: string},
 *   stages: {id: string, label: string}[],
 *   notices: string[], address: string, code: string, qr: string, wifi: string,
 *   wifi_qr: string}} State
 */

const SECRET = location.hash.slice(1);

/** Milliseconds between two looks at the state. */
const PAUSE = 700;

/** @type {Record<string, string>} */
let words = {};

/**
 * Return a text with its gaps filled.
 * @param {string} name
 * @param {Record<string, string | number>} [values]
 */
export function say(name, values = {}) {
  return filled(words[name] ?? name, values);
}

/**
 * Return a number as the reader writes it, with a true minus.
 * @param {number} value
 * @param {boolean} [signed]
 */
export function number(value, signed = false) {
  return numberText(value, words.lang, signed);
}

/**
 * Return how many have answered a round, and after it how many a part of it.
 * @param {Round} round
 * @returns {string[]}
 */
export function progress({ answered, begun, here }) {
  if (!here) return [say("joined", { count: 0 })];
  return [say("answered", { answered, here }), ...(begun ? [say("begun", { begun })] : [])];
}

/**
 * Give a command, and return what is to be said of it.
 * @param {Record<string, any>} command
 */
export async function command(command) {
  const reply = await fetch("state", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Parcours-Secret": SECRET },
    body: JSON.stringify(command),
  });
  /** @type {{said: string, problem: boolean}} */
  const told = await reply.json();
  return told;
}

/** Leave nothing on the page but that the room is closed. */
export function showEnd(said = say("ended")) {
  document.body.classList.add("ended");
  byId("notice").textContent = said;
  byId("notice").className = "";
  scrollTo(0, 0);
}

/**
 * Show the state whenever it has changed.
 * @param {(state: State) => void} show
 */
export async function follow(show) {
  const headers = { "X-Parcours-Secret": SECRET };
  words = await (await fetch("texts.json")).json();
  document.documentElement.lang = words.lang;
  let before = "";
  let lost = false;
  for (;;) {
    try {
      const text = await (await fetch("state", { headers })).text();
      if (lost) {
        document.body.classList.remove("ended");
        before = "";
        lost = false;
      }
      if (text !== before) {
        before = text;
        show(JSON.parse(text));
      }
    } catch {
      if (!document.body.classList.contains("ended")) {
        lost = true;
        showEnd();
      }
    }
    await new Promise((done) => setTimeout(done, PAUSE));
  }
}
