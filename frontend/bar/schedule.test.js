/** The time that is left. tests/browser/test_bar.py compares it with schedule.py on many sessions. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { clock, plan, shareOverrun, wholeMinutes } from "./schedule.js";

const ITEMS = [
  { title: "Welcome", minutes: 10 },
  { title: "Map", minutes: 20 },
  { title: "Break", minutes: 10, firm: true },
];
const SESSION = { agenda: "a", index: 0, since: null, spent: [], extra: [], at: 0 };

test("nothing is late before the time is up", () => {
  const { left, items, late } = plan({ ...SESSION, since: 100 }, ITEMS, 160);
  assert.deepEqual([left, items, late], [540, [600, 1200, 600], 0]);
});

test("an overrun is shared over what is not firm, down to half of it", () => {
  assert.deepEqual(shareOverrun([1200, 600], [false, true], 300), [[900, 600], 0]);
  assert.deepEqual(shareOverrun([1200, 600], [false, true], 900), [[600, 600], 300]);
});

test("what was rounded off an item goes to the next", () => {
  assert.deepEqual(wholeMinutes([90, 90, 60]), [2, 1, 1]);
});

test("seconds are shown as minutes, and those over time from the first", () => {
  assert.deepEqual([clock(245), clock(0.2), clock(-1.5)], ["4:05", "0:01", "0:01"]);
});
