// What could not be sent, in words that can be copied and given to the trainer.
import { number, say } from "./words.js";

/**
 * An answer in words: what it is about, where the round that it belongs to is still known, and what
 * was answered. Empty for an answer that was withdrawn.
 * @param {import("./queue.js").Answer} answer
 * @param {import("./questions.js").Round | null} [shown] the round that this phone shows
 */
export function inWords({ round, item, value }, shown) {
  const known = shown?.number === round ? shown : undefined;
  const label = (/** @type {string} */ id) => known?.items.find((one) => one.id === id)?.label ?? "";
  if (value === null || value === undefined) return "";
  if (typeof value !== "object") return label(String(value)) || String(value);
  const parts = Object.entries(value).map(([name, given]) => {
    if (name === "score") return number(given, known?.kind !== "feedback");
    if (name === "word") return given && say(`word_${given}`);
    if (name === "impact" || name === "effort") return `${say(name)} ${given}`;
    if (name === "thought" || name === "text") return given;
    return `${label(name) || name} ${given}`; // dots
  });
  return [label(item), parts.filter(Boolean).join(", ")].filter(Boolean).join(" – ");
}
