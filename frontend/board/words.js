/** The kit's own texts in the reader's language: they come with the board, ready to be filled. */

/** @typedef {{[gap: string]: string | number | null | undefined}} Gaps */

/**
 * The text of a name, its gaps filled; the same for a count; a number; and one with its sign.
 * @typedef {((name: string, gaps?: Gaps) => string) & {
 *   count: (name: string, count: number, gaps?: Gaps) => string,
 *   number: (value: number) => string,
 *   signed: (value: number) => string,
 * }} Words
 */

/**
 * @param {{[name: string]: string}} texts
 * @param {{[name: string]: [string, string]}} plurals one, and others
 * @param {string} lang
 * @returns {Words}
 */
export function createWords(texts, plurals, lang) {
  const rules = new Intl.PluralRules(lang);
  const numbers = new Intl.NumberFormat(lang, { maximumFractionDigits: 2 });
  const fill = (/** @type {string} */ text, /** @type {Gaps} */ gaps) =>
    text.replace(/\{(\w+)\}/g, (gap, name) => (name in gaps ? String(gaps[name]) : gap));
  const number = (/** @type {number} */ value) => numbers.format(value).replace("-", "\u2212");
  return Object.assign(
    (/** @type {string} */ name, /** @type {Gaps} */ gaps = {}) => fill(texts[name] ?? name, gaps),
    {
      count: (/** @type {string} */ name, /** @type {number} */ count, /** @type {Gaps} */ gaps = {}) => {
        const [one, other] = plurals[name];
        return fill(rules.select(count) === "one" ? one : other, { count: number(count), ...gaps });
      },
      number,
      signed: (/** @type {number} */ value) => (value > 0 ? "+" : "") + number(value),
    },
  );
}
