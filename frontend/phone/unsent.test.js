import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { browse } from "./testing.js";
import { inWords } from "./unsent.js";
import { setTexts } from "./words.js";

const TEXTS = { word_calm: "calm", impact: "Impact", effort: "Effort" };
const ROUND = {
  number: 2,
  kind: "scores",
  items: [
    { id: "site", label: "The site" },
    { id: "shop", label: "The shop" },
  ],
};

beforeEach(() => {
  browse();
  setTexts({ en: TEXTS, fr: TEXTS });
});

/** @param {string} item @param {unknown} value */
const said = (item, value, round = 2) => inWords({ id: "1", round, item, value }, ROUND);

test("what could not be sent is in words that a trainer understands", () => {
  assert.equal(said("3f2a", "The queue is long"), "The queue is long");
  assert.equal(said("site", { score: -2, word: "calm", thought: "At last" }), "The site – −2, calm, At last");
  assert.equal(said("shop", { impact: 4, effort: 2 }), "The shop – Impact 4, Effort 2");
  assert.equal(said("all", { site: 2, shop: 1 }), "The site 2, The shop 1");
  assert.equal(said("all", "shop"), "The shop");
  assert.equal(said("site", null), "");
});

test("an answer to a round that is not shown any more keeps what was answered", () => {
  assert.equal(said("site", { score: 1, word: "" }, 1), "+1");
});
