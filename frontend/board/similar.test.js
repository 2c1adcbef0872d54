import assert from "node:assert/strict";
import { test } from "node:test";
import { applied } from "./data.js";
import { groupsOf, mergedText, merging } from "./similar.js";

const TEMPLATES = { merged: "{first} (× {count}: {others})", merged_alike: "{first} (× {count})" };
const notes = [
  "No parking",
  { text: "The queue is long", by: "Ana" },
  "Badge lost",
  { text: "Long queues!", by: "Bo", heading: "Shop" },
];

test("similar notes become one with every wording, every name and their number", () => {
  const [group] = groupsOf(notes, [["The queue is long", "Long queues!"]]);
  const merged = applied({ notes }, { op: "batch", edits: merging(TEMPLATES, group) });
  assert.deepEqual(merged.notes, [
    "No parking",
    { text: "The queue is long (× 2: Long queues!)", by: "Ana, Bo", heading: "Shop" },
    "Badge lost",
  ]);
});

test("merging again counts those that were merged before", () => {
  const text = mergedText(TEMPLATES, ["The queue is long (× 2: Long queues!)", "Queue too long"]);
  assert.equal(text, "The queue is long (× 2: Long queues!) (× 3: Queue too long)");
});

test("notes of one wording become that wording and their number", () => {
  assert.equal(mergedText(TEMPLATES, ["No parking", "No parking"]), "No parking (× 2)");
});

test("a group of which one note is left is proposed no longer", () => {
  assert.deepEqual(groupsOf(["No parking", "Long queues!"], [["The queue is long", "Long queues!"]]), []);
});
