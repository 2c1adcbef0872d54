// The questions of a round, one function for each kind.
import { element, randomId } from "../shared/page.js";
import { feelings, number, say } from "./words.js";

/**
 * @typedef {{id: string, label: string, detail: string}} Item
 * @typedef {{number: number, kind: string, question: string, items: Item[], budget: number,
 *   moderated: boolean, repeats: number, status: string, answered: number, begun: number, here: number,
 *   result?: import("./results.js").Result}} Round
 * @typedef {Record<string, any>} Answers
 * @typedef {{round: Round, answers: Answers, lang: string, at: number,
 *   answer: (item: string, value: unknown) => void, go: (at: number) => void}} View
 */

/** The item of an answer that concerns the round as a whole. */
const WHOLE = "all";

/**
 * How many items of a round that asks for each are answered, and of how many; null for other rounds.
 * @param {Round} round
 * @param {Answers} answers
 */
export function steps(round, answers) {
  if (round.kind !== "scores" && round.kind !== "impact-effort") return null;
  return { done: round.items.filter((item) => item.id in answers).length, count: round.items.length };
}

/**
 * Return the questions of a round.
 * @param {View} view
 * @returns {HTMLElement}
 */
export function questions(view) {
  const kinds = {
    notes,
    scores: stepped(score),
    "impact-effort": stepped(placement),
    dots,
    choice,
    feedback,
  };
  const kind = /** @type {keyof typeof kinds} */ (view.round.kind);
  return kinds[kind](view);
}

/** @param {View} view */
function notes({ round, answers, answer, lang }) {
  const list = element("ul", { "aria-label": say("your_notes") });
  const text = /** @type {HTMLTextAreaElement} */ (
    element("textarea", { id: "note", maxlength: 280, rows: 3 })
  );
  const row = (/** @type {string} */ item, /** @type {string} */ said) => {
    const line = element("li", {}, element("span", { lang }, said));
    const remove = element(
      "button",
      {
        type: "button",
        "aria-label": say("delete", { text: said }),
        onclick: () => {
          answer(item, null);
          line.remove();
          text.focus();
        },
      },
      "×",
    );
    line.append(remove);
    list.append(line);
  };
  for (const [item, said] of Object.entries(answers)) row(item, said);
  const add = (/** @type {Event} */ event) => {
    event.preventDefault();
    const said = text.value.replace(/\s+/g, " ").trim();
    if (!said) return;
    const item = randomId();
    answer(item, said);
    row(item, said);
    text.value = "";
    text.focus();
  };
  return element(
    "form",
    { class: "card", onsubmit: add },
    element("label", { class: "field", for: "note" }, say("note")),
    element("p", { class: "soft" }, say("note_hint")),
    text,
    element("button", { class: "main" }, say("add")),
    round.moderated && element("p", { class: "soft" }, say("moderated")),
    list,
  );
}

/**
 * Return a view of one item after the other, so that one thumb is enough.
 * @param {(item: Item, view: View) => HTMLElement[]} asked
 */
function stepped(asked) {
  /** @param {View} view */
  return (view) => {
    const { items } = view.round;
    const at = Math.min(view.at, items.length - 1);
    const item = items[at];
    const last = at === items.length - 1;
    const card = element(
      "section",
      { class: "card" },
      element("p", { class: "soft" }, say("item_of", { number: at + 1, count: items.length })),
      element("h3", { lang: view.lang, tabindex: -1, id: "item" }, item.label),
      item.detail && element("p", { class: "soft", lang: view.lang }, item.detail),
      ...asked(item, view),
    );
    const back = element(
      "button",
      { type: "button", disabled: at === 0, onclick: () => view.go(at - 1) },
      say("back"),
    );
    const next = element(
      "button",
      { type: "button", disabled: last, onclick: () => view.go(at + 1) },
      say("next"),
    );
    return element("div", {}, card, element("div", { class: "steps" }, back, next));
  };
}

/**
 * Return a row of radio buttons.
 * @param {string} name
 * @param {string} legend
 * @param {[number, string, string][]} options value, what is shown, what is said
 * @param {unknown} chosen
 * @param {(value: number) => void} choose
 * @param {string} [heading] what stands above already: a legend that says the same is only heard
 */
function scale(name, legend, options, chosen, choose, heading = "") {
  const row = element("div", { class: "scale" });
  for (const [value, shown, said] of options) {
    const input = element("input", {
      type: "radio",
      name,
      value,
      checked: chosen === value,
      "aria-label": said,
      onchange: () => choose(value),
    });
    row.append(element("label", {}, input, element("span", { "aria-hidden": "true" }, shown)));
  }
  const [first, end] = [options[0], options[options.length - 1]];
  const ends = element("div", { class: "ends", "aria-hidden": "true" });
  ends.append(element("span", {}, bare(first[2])), element("span", {}, bare(end[2])));
  return element(
    "fieldset",
    {},
    element("legend", { class: legend === heading && "hidden" }, legend),
    row,
    ends,
  );
}

/** @param {string} said */
function bare(said) {
  return said.replace(/^\S+ /, "");
}

/** @param {[string, string]} ends */
function fivePoints([low, high]) {
  return /** @type {[number, string, string][]} */ (
    [1, 2, 3, 4, 5].map((value) => [
      value,
      String(value),
      value === 1 ? `1 ${low}` : value === 5 ? `5 ${high}` : String(value),
    ])
  );
}

/**
 * @param {Item} item
 * @param {View} view
 */
function score(item, { answers, answer, lang, round }) {
  const mine = { ...answers[item.id] };
  const send = () => {
    if (mine.score !== undefined) answer(item.id, { ...mine });
  };
  const five = /** @type {[number, string, string][]} */ (
    [-2, -1, 0, 1, 2].map((value) => [
      value,
      number(value, true),
      `${number(value, true)} ${say(`score${value}`)}`,
    ])
  );
  const words = element("select", { id: "word" }, element("option", { value: "" }, "–"));
  for (const [key, text] of feelings()) {
    words.append(element("option", { value: key, selected: mine.word === key }, text));
  }
  words.addEventListener("change", () => {
    mine.word = /** @type {HTMLSelectElement} */ (words).value;
    send();
  });
  const thought = element("textarea", { id: "thought", maxlength: 280, rows: 2, lang });
  thought.textContent = mine.thought ?? "";
  thought.addEventListener("change", () => {
    mine.thought = /** @type {HTMLTextAreaElement} */ (thought).value;
    send();
  });
  return [
    scale(
      `s${round.number}`,
      round.question,
      five,
      mine.score,
      (value) => {
        mine.score = value;
        send();
      },
      round.question,
    ),
    element("label", { class: "field", for: "word" }, say("word")),
    words,
    element("label", { class: "field", for: "thought" }, say("thought")),
    thought,
  ];
}

/**
 * @param {Item} item
 * @param {View} view
 */
function placement(item, { answers, answer }) {
  const mine = { ...answers[item.id] };
  const row = (/** @type {"impact" | "effort"} */ field) =>
    scale(field, say(field), fivePoints([say("low"), say("high")]), mine[field], (value) => {
      mine[field] = value;
      if (mine.impact && mine.effort) answer(item.id, { ...mine });
    });
  return [row("impact"), row("effort")];
}

/** @param {View} view */
function dots({ round, answers, answer, lang }) {
  /** @type {Record<string, number>} */
  const mine = { ...answers[WHOLE] };
  const left = element("p", { role: "status" });
  const box = element("div", { class: "card" }, left);
  /** @type {(() => void)[]} */
  const redraw = [];
  const used = () => Object.values(mine).reduce((sum, count) => sum + count, 0);
  for (const item of round.items) {
    const count = element("output", { "aria-label": item.label });
    const change = (/** @type {number} */ by) => () => {
      mine[item.id] = (mine[item.id] ?? 0) + by;
      if (!mine[item.id]) delete mine[item.id];
      answer(WHOLE, Object.keys(mine).length ? { ...mine } : null);
      for (const one of redraw) one();
    };
    const button = (/** @type {number} */ by, /** @type {string} */ sign, /** @type {string} */ name) =>
      /** @type {HTMLButtonElement} */ (
        element(
          "button",
          { type: "button", "aria-label": say(name, { item: item.label }), onclick: change(by) },
          sign,
        )
      );
    const less = button(-1, "−", "less");
    const more = button(1, "+", "more");
    redraw.push(() => {
      count.textContent = String(mine[item.id] ?? 0);
      less.disabled = !mine[item.id];
      more.disabled = used() >= round.budget;
      left.textContent = say("left", { left: round.budget - used(), budget: round.budget });
    });
    box.append(
      element(
        "div",
        { class: "dot" },
        element("p", { lang }, item.label),
        element("div", {}, less, count, more),
      ),
    );
  }
  for (const one of redraw) one();
  return box;
}

/** @param {View} view */
function choice({ round, answers, answer, lang }) {
  const list = element("div", { class: "list" });
  for (const item of round.items) {
    const input = element("input", {
      type: "radio",
      name: "choice",
      checked: answers[WHOLE] === item.id,
      onchange: () => answer(WHOLE, item.id),
    });
    const said = item.detail ? `${item.label} – ${item.detail}` : item.label;
    const words = element("span", { lang }, said);
    list.append(element("label", {}, input, words));
  }
  return element("fieldset", { class: "card" }, element("legend", { class: "hidden" }, round.question), list);
}

/** @param {View} view */
function feedback({ round, answers, answer, lang }) {
  const box = element("div", { class: "card" });
  for (const item of round.items) {
    const mine = { ...answers[item.id] };
    const send = () => answer(item.id, mine.score || mine.text ? { ...mine } : null);
    if (item.detail !== "text") {
      const ends = fivePoints([say("poor"), say("excellent")]);
      box.append(
        scale(item.id, item.label, ends, mine.score, (value) => {
          mine.score = value;
          send();
        }),
      );
      continue;
    }
    const id = `text-${item.id}`;
    const text = element("textarea", { id, maxlength: 280, rows: 3, lang });
    text.textContent = mine.text ?? "";
    text.addEventListener("change", () => {
      mine.text = /** @type {HTMLTextAreaElement} */ (text).value.trim();
      send();
    });
    box.append(element("label", { class: "field", for: id }, item.label), text);
  }
  return box;
}
