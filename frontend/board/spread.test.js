/** Scores as a room calls them out, and what they come to (F2). */
import assert from "node:assert/strict";
import { test } from "node:test";
import { numbersIn, scoreOf, spread } from "./spread.js";

test("scores are read with blanks, commas and signs", () => {
  assert.deepEqual(numbersIn("1 2 -1 0,5"), [1, 2, -1, 0.5]);
  assert.deepEqual(numbersIn("1,2,0"), [1, 2, 0]);
  assert.deepEqual(numbersIn("+1; −2 / 0"), [1, -2, 0]);
  assert.deepEqual(numbersIn(" "), []);
});

test("what is no score, or may be two, is refused", () => {
  for (const text of ["3", "-2,5 x", "0,2", "+", "1 2 9"]) assert.equal(numbersIn(text), null, text);
});

test("median and quartiles are interpolated, and disagreement begins at 2", () => {
  assert.deepEqual(spread([2, -2, 0, 1]), { low: -0.5, median: 0.5, high: 1.25, n: 4, disagree: false });
  assert.equal(spread([-2, -2, 2, 2]).disagree, true);
  assert.equal(spread([0, 0, 2, 2]).disagree, true);
  assert.equal(spread([]), null);
});

test("the participants' median is the score where there are any", () => {
  assert.equal(scoreOf({ score: 2, scores: [-1, 0] }), -0.5);
  assert.equal(scoreOf({ score: 2 }), 2);
  assert.equal(scoreOf(null), null);
});
