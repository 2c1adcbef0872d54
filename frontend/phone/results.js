// The result of a revealed round, beside one's own answer.
import { element } from "../shared/page.js";
import { number, say } from "./words.js";

/**
 * @typedef {{n: number, counts: Record<string, number>, median: number, apart: boolean}} Figures
 * @typedef {{id: string, n: number, count?: number, score?: Figures, impact?: Figures,
 *   effort?: Figures}} Found
 * @typedef {{n: number, items?: Found[]}} Result
 */

/**
 * Return the result of a round.
 * @param {import("./questions.js").View} view
 */
export function results({ round, answers, lang }) {
  const box = element("section", { class: "card", "aria-label": say("result") });
  const items = round.result?.items;
  if (!items) {
    box.append(element("p", {}, say("on_screen")));
    return box;
  }
  const most = Math.max(1, ...items.map((one) => one.count ?? 0));
  for (const found of items) {
    const answered = found.count !== undefined || found.score || found.impact || found.effort;
    const unanswered = !found.n && (round.kind === "scores" || round.kind === "impact-effort");
    if (!unanswered && (!found.n || !answered)) continue; // words alone are on the screen
    const item = round.items.find((one) => one.id === found.id);
    box.append(element("h3", { lang }, item?.label ?? ""));
    if (unanswered) box.append(element("p", { class: "soft" }, say("nobody")));
    if (found.count !== undefined) box.append(counted(found, most, round.kind));
    for (const field of /** @type {const} */ (["score", "impact", "effort"])) {
      const figures = found[field];
      if (figures) box.append(...figured(figures, field, answers[found.id]?.[field], round.kind));
    }
  }
  return box;
}

/**
 * @param {Found} found
 * @param {number} most
 * @param {string} kind
 */
function counted(found, most, kind) {
  const count = found.count ?? 0;
  const words = kind === "dots" ? say("dots_for", { count }) : String(count);
  const bar = element("meter", { min: 0, max: most, value: count, "aria-label": words });
  return element("div", { class: "bars" }, element("span", {}, ""), bar, element("span", {}, words));
}

/**
 * @param {Figures} figures
 * @param {string} field
 * @param {number | undefined} mine
 * @param {string} kind
 * @returns {HTMLElement[]}
 */
function figured(figures, field, mine, kind) {
  const signed = kind === "scores";
  const values = signed ? [-2, -1, 0, 1, 2] : [1, 2, 3, 4, 5];
  const bars = element("div", { class: "bars" });
  for (const value of values) {
    const count = figures.counts[String(value)] ?? 0;
    const label = number(value, signed);
    bars.append(
      element("span", {}, label),
      element("meter", { min: 0, max: figures.n, value: count, "aria-label": label }),
      element("span", {}, String(count)),
    );
  }
  const median = say("median", { median: number(figures.median, signed), count: figures.n });
  const title = field === "score" ? median : `${say(field)} – ${median}`;
  const lines = [element("p", {}, title), bars];
  if (mine !== undefined) {
    lines.push(element("p", { class: "soft" }, say("yours", { value: number(mine, signed) })));
  }
  if (figures.apart) lines.push(element("p", {}, element("strong", {}, say("apart"))));
  return lines;
}
