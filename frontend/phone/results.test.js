import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { questions } from "./questions.js";
import { results } from "./results.js";
import { browse } from "./testing.js";
import { setTexts } from "./words.js";

const TEXTS = {
  median: "Median {median}, n {count}",
  yours: "Yours: {value}",
  apart: "Far apart",
  nobody: "No answers",
  on_screen: "On the screen",
  dots_for: "Dots: {count}",
  left: "{left} of {budget} left",
  word_calm: "calm",
};
const ITEMS = [
  { id: "site", label: "The site", detail: "" },
  { id: "shop", label: "The shop", detail: "" },
];

beforeEach(() => {
  browse();
  setTexts({ en: TEXTS, fr: TEXTS });
});

function view(round, answers = {}) {
  const given = [];
  const shown = { budget: 0, moderated: false, items: ITEMS, question: "?", number: 1, ...round };
  return { given, round: shown, answers, lang: "en", at: 0, answer: (...one) => given.push(one), go() {} };
}

test("scores are shown with median, n, each value's count and one's own", () => {
  const score = { n: 4, counts: { "-2": 1, 2: 3 }, median: 2, apart: true };
  const result = {
    n: 4,
    items: [
      { id: "site", n: 4, score },
      { id: "shop", n: 0 },
    ],
  };
  const box = results(view({ kind: "scores", result }, { site: { score: -2 } }));
  assert.deepEqual(box.texts("h3"), ["The site", "The shop"]);
  assert.deepEqual(box.texts("p"), ["Median +2, n 4", "Yours: −2", "Far apart", "No answers"]);
  assert.deepEqual(
    box.all("meter").map(({ attributes }) => attributes.value),
    ["1", "0", "0", "0", "3"],
  );
});

test("an item that asks for words alone is left out", () => {
  const score = { n: 1, counts: { 5: 1 }, median: 5, apart: false };
  const items = [
    { id: "site", n: 1, score },
    { id: "shop", n: 1 },
  ];
  const box = results(view({ kind: "feedback", result: { n: 1, items } }));
  assert.deepEqual(box.texts("h3"), ["The site"]);
});

test("dots are shown against the most, and notes on the screen alone", () => {
  const items = [
    { id: "shop", n: 2, count: 6 },
    { id: "site", n: 1, count: 3 },
  ];
  const box = results(view({ kind: "dots", result: { n: 2, items } }));
  assert.deepEqual(box.texts("h3"), ["The shop", "The site"]);
  const meters = box.all("meter").map(({ attributes }) => [attributes.value, attributes.max]);
  assert.deepEqual(meters, [
    ["6", "6"],
    ["3", "6"],
  ]);
  assert.equal(results(view({ kind: "notes", result: { n: 2 } })).textContent, "On the screen");
});

test("a score is sent with its word once it has a number, and not before", () => {
  const one = view({ kind: "scores" });
  const shown = questions(one);
  const [words] = shown.all("select");
  words.value = "calm";
  words.listeners.change();
  assert.deepEqual(one.given, []);
  shown.all("input")[0].listeners.change();
  assert.deepEqual(one.given, [["site", { word: "calm", score: -2 }]]);
});

test("impact and effort are sent together", () => {
  const one = view({ kind: "impact-effort" });
  const inputs = questions(one).all("input");
  inputs[4].listeners.change();
  assert.deepEqual(one.given, []);
  inputs[5].listeners.change();
  assert.deepEqual(one.given, [["site", { impact: 5, effort: 1 }]]);
});

test("no more dots can be given than there are, and the last one taken back withdraws", () => {
  const one = view({ kind: "dots", budget: 2 });
  const shown = questions(one);
  const [less, more, , otherMore] = shown.all("button");
  more.listeners.click();
  more.listeners.click();
  assert.deepEqual([more.disabled, otherMore.disabled, less.disabled], [true, true, false]);
  assert.equal(shown.texts("p")[0], "0 of 2 left");
  less.listeners.click();
  less.listeners.click();
  assert.deepEqual(one.given.at(-1), ["all", null]);
  assert.deepEqual(one.given[1], ["all", { site: 2 }]);
});

test("a note is sent on one line, an empty one not at all, and a deleted one is withdrawn", () => {
  const one = view({ kind: "notes" });
  const form = questions(one);
  const [text] = form.all("textarea");
  for (const typed of ["  The queue\n is long ", "   "]) {
    text.value = typed;
    form.listeners.submit({ preventDefault() {} });
  }
  assert.equal(one.given.length, 1);
  const [item, said] = one.given[0];
  assert.equal(said, "The queue is long");
  form.all("li")[0].all("button")[0].listeners.click();
  assert.deepEqual(one.given[1], [item, null]);
});

test("a choice and feedback are sent as they are given", () => {
  const choice = view({ kind: "choice" });
  questions(choice).all("input")[1].listeners.change();
  assert.deepEqual(choice.given, [["all", "shop"]]);
  const items = [ITEMS[0], { id: "more", label: "More?", detail: "text" }];
  const feedback = view({ kind: "feedback", items });
  const shown = questions(feedback);
  shown.all("input")[3].listeners.change();
  const [text] = shown.all("textarea");
  text.value = " Time ";
  text.listeners.change();
  text.value = "";
  text.listeners.change();
  assert.deepEqual(feedback.given, [
    ["site", { score: 4 }],
    ["more", { text: "Time" }],
    ["more", null],
  ]);
});
