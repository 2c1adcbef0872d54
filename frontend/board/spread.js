/** Several participants' scores as numbers (F2). */
import { listed } from "./links.js";
import { DISAGREEMENT } from "./tables.js";

/** @import { Plain } from "./types" */

/**
 * Read scores as a room calls them out: "1 2 -1 0,5", with blanks, semicolons or ", " between.
 * Commas alone may divide, as in "1,2,0"; one pair such as "0,2" may be one number or two, and is
 * refused, except for a half.
 * @param {string} text
 * @returns {number[] | null}
 */
export function numbersIn(text) {
  const parts = text
    .replace(/[\u2212\u2013]/g, "-")
    .split(/[\s;/]+|,(?=\s|$)/)
    .filter(Boolean);
  const divided = parts.length === 1 && parts[0].split(",").length > 2;
  const numbers = (divided ? parts[0].split(",") : parts).map((part) => {
    const decimal = parts.length > 1 || /,5$/.test(part);
    const plain = part.replace(/^\+(?=[\d.])/, ""); // a sign alone is no number yet
    return Number(decimal ? plain.replace(/(\d),(?=\d+$)/, "$1.") : plain);
  });
  return numbers.some((n) => Number.isNaN(n) || n < -2 || n > 2) ? null : numbers;
}

/**
 * Median, quartiles by linear interpolation (type 7) and n, as kit/steps/emotions.py has them.
 * @param {number[]} scores
 */
export function spread(scores) {
  if (!scores.length) return null;
  const ordered = [...scores].sort((a, b) => a - b);
  const quantile = (/** @type {number} */ share) => {
    const position = share * (ordered.length - 1);
    const below = Math.floor(position);
    const above = Math.min(below + 1, ordered.length - 1);
    return ordered[below] + (position - below) * (ordered[above] - ordered[below]);
  };
  const [low, median, high] = [0.25, 0.5, 0.75].map(quantile);
  return { low, median, high, n: ordered.length, disagree: high - low >= DISAGREEMENT };
}

/**
 * The score of a feeling: its own, or the median of the participants'.
 * @param {Plain} feeling
 * @returns {number | null}
 */
export function scoreOf(feeling) {
  const scores = listed(feeling?.scores);
  return scores.length ? (spread(scores)?.median ?? null) : (feeling?.score ?? null);
}
