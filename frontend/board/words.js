/** The kit's own texts in the reader's language: they come with the board, ready to be filled. */

export function createWords(texts, plurals, lang) {
  const rules = new Intl.PluralRules(lang);
  const numbers = new Intl.NumberFormat(lang, { maximumFractionDigits: 2 });
  const fill = (text, gaps) =>
    text.replace(/\{(\w+)\}/g, (gap, name) => (name in gaps ? String(gaps[name]) : gap));
  /** The text of a name, its gaps filled. */
  const t = (name, gaps = {}) => fill(texts[name] ?? name, gaps);
  t.count = (name, count, gaps = {}) => {
    const [one, other] = plurals[name];
    return fill(rules.select(count) === "one" ? one : other, { count: t.number(count), ...gaps });
  };
  t.number = (value) => numbers.format(value).replace("-", "\u2212");
  t.signed = (value) => (value > 0 ? "+" : "") + t.number(value);
  return t;
}
