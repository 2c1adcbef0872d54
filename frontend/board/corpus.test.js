/** Edits with their results, which the session in Python produces too (tests/frontend/corpus.py). */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { applied } from "./data.js";
import { withNewIds } from "./new_ids.js";

const FILE = process.env.PARCOURS_EDITS ?? new URL("../../tests/frontend/edits.json", import.meta.url);
const { journeys, cases } = JSON.parse(readFileSync(FILE, "utf8"));

/** Check every case that has an outcome; data is never changed in place. */
function each(outcome, check) {
  for (const [number, one] of cases.entries()) {
    if (!(outcome in one)) continue;
    const data = journeys[one.journey];
    const kept = structuredClone(data);
    const about = `case ${number}: ${JSON.stringify(one.edits)}`;
    check(one, data, about);
    assert.deepEqual(data, kept, about);
  }
}

/** The board draws an edit that cannot be made as if it had not been made. */
function drawn(data, edit) {
  try {
    return applied(data, edit);
  } catch {
    return data;
  }
}

test("edits have the results that Python gives them", () => {
  each("after", (one, data, about) => {
    const after = one.edits.reduce(applied, data);
    for (const name of new Set([...Object.keys(data), ...Object.keys(after)])) {
      const expected = name in one.after ? one.after[name] : (data[name] ?? null);
      assert.deepEqual(after[name] ?? null, expected, about);
    }
  });
});

test("edits that Python refuses change nothing", () => {
  each("refused", (one, data, about) => assert.deepEqual(drawn(data, one.edits[0]), data, about));
});

test("new ids replace the same texts as in Python", () => {
  each("renamed", (one, _, about) =>
    assert.deepEqual(withNewIds(one.edits[0], one.names), one.renamed, about),
  );
});
