/** All stages on one screen of a room, or on pages of stages. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fit, sizesFor } from "./fit.js";

const SIZES = { least: 20, most: 30 };
/** A page of 600 pixels: a column is 3 times as wide as the type, and holds four items. */
const capacity = (/** @type {number} */ size) => ({ lanes: 600 / (3 * size), rows: 4 });
const shown = (/** @type {import("./fit.js").Fit} */ { pages }) =>
  pages.map((page) => page.map((part) => part.stage));

test("few stages have the largest type", () => {
  const found = fit([4, 2, 1], capacity, SIZES);
  assert.equal(found.size, 30);
  assert.deepEqual(shown(found), [[0, 1, 2]]);
});

test("more stages have smaller type, all on one page", () => {
  const found = fit(Array(9).fill(4), capacity, SIZES);
  assert.equal(found.size, 22);
  assert.equal(found.pages.length, 1);
});

test("what does not fit in the least type is on pages of about the same width", () => {
  const found = fit(Array(12).fill(1), capacity, SIZES);
  assert.deepEqual(
    found.pages.map((page) => page.length),
    [6, 6],
  );
  assert.equal(found.size, 30);
});

test("a stage with many items is as many columns wide", () => {
  const [[first, second]] = fit([9, 4], capacity, SIZES).pages;
  assert.deepEqual(first, { stage: 0, from: 0, to: 9, lanes: 3 });
  assert.equal(second.lanes, 1);
});

test("a stage wider than a page is cut, and loses no item", () => {
  const { pages, rows } = fit([100, 0], capacity, SIZES);
  const parts = pages.flat();
  for (const page of pages) assert.ok(page.reduce((sum, part) => sum + part.lanes, 0) <= 10);
  const items = parts.filter((part) => part.stage === 0).map(({ from, to }) => to - from);
  assert.equal(
    items.reduce((sum, count) => sum + count, 0),
    100,
  );
  assert.equal(parts.at(-1)?.stage, 1);
  assert.equal(rows, 4);
});

test("without stages there is no page", () => {
  assert.deepEqual(fit([], capacity, SIZES).pages, []);
});

test("the least type is 20 pixels of a screen of 1920, and never under 18", () => {
  assert.deepEqual(sizesFor(1920), { least: 20, most: 31 });
  assert.deepEqual(sizesFor(1280), { least: 18, most: 24 });
  assert.deepEqual(sizesFor(3840), { least: 40, most: 44 });
});
