/** Reading the journey; tests/frontend/edits.json has the edits of it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { at, equal, sharing, stageOf, touchpointsOf, words } from "./data.js";
import { freeId } from "./ids.js";

const DATA = {
  stages: [{ id: "pay", name: "Pay", kpis: [{ id: "time", name: "Time" }] }],
  touchpoints: [
    { id: "till", stage: "pay", personas: "lea" },
    { id: "receipt", stage: "pay" },
  ],
};

test("a place is read by ids and names", () => {
  assert.equal(at(DATA, ["stages", "pay", "kpis", "time", "name"]), "Time");
  assert.equal(at(DATA, ["stages", "gone", "name"]), null);
  assert.equal(at({ notes: "one" }, ["notes", 0]), "one");
});

test("what says the same stays the same object, so that it is not drawn again", () => {
  const news = structuredClone(DATA);
  news.touchpoints[1].name = "Receipt";
  const made = sharing(DATA, news);
  assert.equal(made.stages, DATA.stages);
  assert.equal(made.touchpoints[0], DATA.touchpoints[0]);
  assert.equal(made.touchpoints[1].name, "Receipt");
});

test("equality knows nothing from false, and 1 from true", () => {
  assert.ok(equal(null, undefined));
  assert.ok(equal({ a: [1] }, { a: [1] }));
  assert.ok(!equal(null, false));
  assert.ok(!equal(1, true));
});

test("statements have words with and without evidence", () => {
  assert.deepEqual([words("a"), words({ text: "b", evidence: ["x"] }), words(null)], ["a", "b", ""]);
});

test("a stage's touchpoints are those of a persona, and those of everyone", () => {
  const ids = (persona) => touchpointsOf(DATA, "pay", persona).map((t) => t.id);
  assert.deepEqual(ids("lea"), ["till", "receipt"]);
  assert.deepEqual(ids("tom"), ["receipt"]);
  assert.deepEqual([stageOf(DATA, "till"), stageOf(DATA, "pay")], ["pay", "pay"]);
});

test("an id is made of a name, and free in all collections", () => {
  assert.equal(freeId(DATA, "Œuvre d’été", "stage"), "oeuvre-d-ete");
  assert.equal(freeId(DATA, "Till", "stage"), "till-2");
  assert.equal(freeId(DATA, "Time", "kpi"), "time-2");
  assert.equal(freeId(DATA, "…", "stage"), "stage");
});
