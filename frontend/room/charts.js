// Pictures of revealed rounds, each with its figures as text.
import { element } from "../shared/page.js";
import { number, say } from "./state.js";

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {string} [text]
 */
function svg(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  if (text) made.textContent = text;
  return made;
}

/**
 * Return the result of a round.
 * @param {import("./state.js").Round} round
 * @param {import("./state.js").Round | undefined} first the round that it repeats
 * @param {Map<string, string> | null} names of devices, where they are to be shown
 * @returns {HTMLElement}
 */
export function chart(round, first, names) {
  const result = round.result;
  if (!result?.n) return element("p", {}, say("no_answers"));
  if (round.kind === "notes") return notes(result);
  const body = element("tbody");
  const undotted = round.kind === "dots" ? (result.items ?? []).filter((one) => !one.count) : [];
  for (const found of result.items ?? []) {
    if (undotted.includes(found)) continue;
    const item = round.items.find((one) => one.id === found.id);
    const before = first?.result?.items?.find((one) => one.id === found.id);
    if (found.count !== undefined) body.append(countedRow(round, found, item?.label ?? ""));
    for (const field of /** @type {const} */ (["score", "impact", "effort"])) {
      const figures = found[field];
      if (figures) {
        const label = field === "score" ? (item?.label ?? "") : `${item?.label} – ${say(field)}`;
        body.append(figuresRow(round, figures, label, before?.[field], who(round, found.id, field, names)));
      }
    }
    if (!found.n && (round.kind === "scores" || round.kind === "impact-effort")) {
      const none = element("td", { colspan: 2, class: "soft" }, say("no_answers"));
      body.append(element("tr", {}, element("th", { scope: "row" }, item?.label ?? ""), none));
    }
    const texts = (found.texts ?? []).filter((one) => one.text);
    if (texts.length && round.kind === "feedback") {
      const list = element("ul", { class: "notes" });
      for (const one of texts) list.append(element("li", {}, one.text));
      body.append(element("tr", {}, element("td", { colspan: 3 }, element("p", {}, item?.label), list)));
    } else if (texts.length) {
      const list = element("ul", { class: "notes" });
      for (const one of texts) list.append(element("li", {}, one.text));
      body.append(element("tr", {}, element("td", { colspan: 3 }, list)));
    }
  }
  const left = undotted.map(({ id }) => round.items.find((one) => one.id === id)?.label);
  return element(
    "div",
    {},
    element("table", {}, body),
    left.length > 0 && element("p", { class: "soft" }, say("no_dots", { items: left.join(" · ") })),
  );
}

/** @param {import("./state.js").Result} result */
function notes(result) {
  const list = element("ul", { class: "notes" });
  for (const note of result.notes ?? []) list.append(element("li", {}, note.text));
  return list;
}

/**
 * @param {import("./state.js").Round} round
 * @param {import("./state.js").Found} found
 * @param {string} label
 */
function countedRow(round, found, label) {
  const most = Math.max(1, ...(round.result?.items ?? []).map((one) => one.count ?? 0));
  const count = found.count ?? 0;
  const picture = svg("svg", {
    class: "chart bar",
    viewBox: "0 0 100 10",
    preserveAspectRatio: "none",
    "aria-hidden": "true",
  });
  picture.append(svg("rect", { x: 0, y: 2, width: (100 * count) / most, height: 6, fill: "#14506e" }));
  const words = round.kind === "dots" ? say("dots", { count }) : say("people", { count });
  const people =
    round.kind === "dots"
      ? element("span", { class: "soft" }, ` ${say("people", { count: found.n })}`)
      : null;
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, label),
    element("td", { class: "chart" }, picture),
    element("td", { class: "num" }, words, people),
  );
}

/**
 * @param {import("./state.js").Round} round
 * @param {import("./state.js").Figures} figures
 * @param {string} label
 * @param {import("./state.js").Figures | undefined} before
 * @param {string} who
 */
function figuresRow(round, figures, label, before, who) {
  const signed = round.kind === "scores";
  const cell = element(
    "td",
    { class: "num" },
    say("median", { median: number(figures.median, signed), count: figures.n }),
  );
  const range = { low: number(figures.low, signed), high: number(figures.high, signed) };
  cell.append(element("br"), element("span", { class: "soft" }, say("spread", range)));
  if (figures.apart) cell.append(element("br"), element("span", { class: "tag apart" }, say("apart")));
  if (figures.apart && who) cell.append(element("br"), who);
  if (before) {
    const text = say("before", { median: number(before.median, signed) });
    cell.append(element("br"), element("span", { class: "soft" }, text));
  }
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, label),
    element("td", { class: "chart" }, distribution(figures, signed ? -2 : 1, before)),
    cell,
  );
}

/**
 * Return columns for the five values, a line for the middle half and a mark for the median.
 * @param {import("./state.js").Figures} figures
 * @param {number} lowest
 * @param {import("./state.js").Figures | undefined} before
 */
function distribution(figures, lowest, before) {
  const picture = svg("svg", { class: "chart", viewBox: "0 -4 200 52", "aria-hidden": "true" });
  const at = (/** @type {number} */ value) => 20 + 40 * (value - lowest);
  const most = Math.max(...Object.values(figures.counts));
  for (let value = lowest; value < lowest + 5; value += 1) {
    const count = figures.counts[String(value)] ?? 0;
    const height = (22 * count) / most;
    picture.append(
      svg("rect", { x: at(value) - 14, y: 30 - height, width: 28, height, fill: "#7fa7bd" }),
      svg("text", { x: at(value), y: 45, "text-anchor": "middle" }, number(value, lowest < 0)),
    );
    if (count) {
      const above = { x: at(value), y: 28 - height, "text-anchor": "middle" };
      picture.append(svg("text", above, String(count)));
    }
  }
  picture.append(
    svg("line", {
      x1: at(figures.low),
      x2: at(figures.high),
      y1: 31.5,
      y2: 31.5,
      stroke: "#14506e",
      "stroke-width": 2.5,
    }),
    svg("circle", { cx: at(figures.median), cy: 31.5, r: 3.5, fill: "#14506e" }),
  );
  if (before) {
    picture.append(
      svg("circle", {
        cx: at(before.median),
        cy: 31.5,
        r: 3.2,
        fill: "#fff",
        stroke: "#8a2b06",
        "stroke-width": 1.5,
      }),
    );
  }
  return picture;
}

/**
 * Say who gave the lowest and the highest, where names are to be shown.
 * @param {import("./state.js").Round} round
 * @param {string} item
 * @param {string} field
 * @param {Map<string, string> | null} names
 */
function who(round, item, field, names) {
  if (!names || !round.answers) return "";
  const given = Object.entries(round.answers)
    .map(([device, values]) => ({ name: names.get(device) || `#${device}`, value: values[item]?.[field] }))
    .filter((one) => one.value !== undefined);
  const values = given.map((one) => one.value);
  const of = (/** @type {number} */ value) =>
    given
      .filter((one) => one.value === value)
      .map((one) => one.name)
      .join(", ");
  return say("who_apart", { low: of(Math.min(...values)), high: of(Math.max(...values)) });
}
