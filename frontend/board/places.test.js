import assert from "node:assert/strict";
import { test } from "node:test";
import { applied, at } from "./data.js";
import { createPlaces } from "./places.js";

/** A store that applies each edit at once. */
function board() {
  const state = {
    data: {
      personas: [{ id: "zoe", name: "Zoé" }],
      stages: [
        { id: "look", name: "Look" },
        { id: "buy", name: "Buy" },
      ],
      touchpoints: [
        { id: "site", stage: "look", name: "Site" },
        { id: "shop", stage: "look", name: "Shop" },
        { id: "till", stage: "buy", name: "Till" },
      ],
      pain_points: [],
      improvements: [],
      notes: ["Queue", { text: "Works well", heading: "Till" }, "Calm"],
    },
  };
  const store = {
    state,
    submit: (edit) => (state.data = applied(state.data, edit)),
    setting: (place, value) => ({ op: "set", place, value, was: at(state.data, place) }),
    batch: (edits) => edits.filter(Boolean).forEach(store.submit),
  };
  const headings = new Map();
  const ids = (name) => state.data[name].map((one) => one.id);
  return { state, headings, ids, places: createPlaces(store, headings) };
}

test("arrow keys move a stage sideways alone, and not beyond the ends", () => {
  const { places, ids } = board();
  assert.equal(places.nudge("stages", "look", "ArrowDown"), false);
  assert.equal(places.nudge("stages", "look", "ArrowLeft"), false);
  assert.equal(places.nudge("stages", "look", "ArrowRight"), true);
  assert.deepEqual(ids("stages"), ["buy", "look"]);
});

test("arrow keys move a touchpoint within its stage, and to the next", () => {
  const { places, ids, state } = board();
  assert.equal(places.nudge("touchpoints", "site", "ArrowUp"), false);
  assert.equal(places.nudge("touchpoints", "site", "ArrowDown"), true);
  assert.deepEqual(ids("touchpoints"), ["shop", "site", "till"]);
  assert.equal(places.nudge("touchpoints", "site", "ArrowUp"), true);
  assert.deepEqual(ids("touchpoints"), ["site", "shop", "till"]);
  assert.equal(places.nudge("touchpoints", "site", "ArrowRight"), true);
  assert.equal(state.data.touchpoints.find((one) => one.id === "site").stage, "buy");
  assert.deepEqual(ids("touchpoints"), ["shop", "till", "site"]);
  assert.equal(places.nudge("touchpoints", "site", "ArrowRight"), false);
});

test("what is added to a stage stands after all others of it", () => {
  const { places, ids } = board();
  const id = places.toEndOf("touchpoints", "look", { stage: "look", name: "Phone" });
  assert.deepEqual(ids("touchpoints"), ["site", "shop", id, "till"]);
});

test("a copy stands beside its original, without what the room gave that", () => {
  const { places, state, ids } = board();
  const pain = places.add("pain_points", { at: "look", what: "Slow", votes: 3, rank: 1, rank_reason: "so" });
  const copy = places.duplicate("pain_points", pain);
  assert.deepEqual(ids("pain_points"), [pain, copy]);
  assert.deepEqual(state.data.pain_points[1], { id: copy, at: "look", what: "Slow" });
});

test("a note becomes what it is placed as, and leaves the parking lot", () => {
  const { places, state, headings } = board();
  const pain = places.placeNote(0, "pain_points", { stage: "buy" });
  assert.deepEqual(state.data.pain_points, [{ id: pain, at: "buy", what: "Queue" }]);
  const solution = places.placeNote(0, "improvements", { impact: 4, effort: 2 });
  assert.deepEqual(state.data.improvements, [{ id: solution, solution: "Works well", impact: 4, effort: 2 }]);
  assert.equal(headings.get(solution), "Till");
  places.placeNote(0, "needs", { persona: "zoe" });
  assert.deepEqual(state.data.personas[0].empathy, { needs: ["Calm"] });
  assert.deepEqual(state.data.notes ?? [], []);
});
