/** Notes pasted from elsewhere. tests/browser/test_paste.py has what random texts yield. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { notesIn, recognised } from "./paste.js";

const texts = (pasted, as) => notesIn(recognised(pasted, as)).map(({ text }) => text);

test("lines are notes", () => {
  assert.deepEqual(texts("\ufeffone\r\n\r\n two \n"), ["one", "two"]);
  assert.deepEqual(texts(""), []);
});

test("a table with known headings has texts and authors", () => {
  const notes = notesIn(recognised('Note;Author\nToo long;Awa\n"Dear; really";Tom'));
  assert.deepEqual(
    notes.map(({ text, by }) => [text, by]),
    [
      ["Too long", "Awa"],
      ["Dear; really", "Tom"],
    ],
  );
});

test("words with commas stay lines, and may be read as a table", () => {
  const pasted = "slow, dear\nrude, late";
  assert.deepEqual(texts(pasted), ["slow, dear", "rude, late"]);
  assert.equal(recognised(pasted).either, true);
  assert.equal(recognised(pasted, "table").kind, "table");
});

test("every cell of a spreadsheet is a note, under the headings that are known", () => {
  const read = recognised("Shop\tWeb\nslow\tdear");
  const notes = notesIn(read, (heading) => ["Shop", "Web"].includes(heading));
  assert.deepEqual(notes, [
    { text: "slow", heading: "Shop" },
    { text: "dear", heading: "Web" },
  ]);
});

test("a line may head those below it", () => {
  const notes = notesIn(recognised("# Shop\nslow\nUnknown:\ndear"), (heading) => heading === "Shop");
  assert.deepEqual(notes, [
    { text: "slow", heading: "Shop" },
    { text: "Unknown:", heading: "Shop" },
    { text: "dear", heading: "Shop" },
  ]);
});
