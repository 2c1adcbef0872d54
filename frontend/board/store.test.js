/** The board's copy of the journey: what it draws and says while the session has not answered. */
import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { Store } from "./store.js";
import { memoryStorage, TestModel } from "./testing.js";

const DATA = {
  stages: [
    { id: "pay", name: "Pay" },
    { id: "leave", name: "Leave" },
  ],
  notes: ["pay"],
};
const TEXTS = { no_answer: "no answer" };

let store;
let model;

function opened(traits) {
  model = new TestModel(DATA, traits);
  store = new Store(model, TEXTS);
  return store;
}

/** What the session says once an edit is on the disk: an answer, and the journey with it. */
function saved(id, data = store.state.data) {
  model.answer({ saved: id });
  model.set("journey", { data, edits: [id], undo: true, redo: false });
}

const names = () => store.state.data.stages.map((stage) => stage.name);

beforeEach(() => {
  globalThis.window = new EventTarget();
  globalThis.localStorage = memoryStorage();
  mock.timers.enable({ apis: ["setInterval", "Date"] });
});

afterEach(() => {
  store.close();
  mock.timers.reset();
});

test("an edit is drawn at once, and saved when the session says so", () => {
  opened().set(["stages", "pay", "name"], "Pay at the till");
  assert.deepEqual(names(), ["Pay at the till", "Leave"]);
  assert.equal(store.state.status.state, "saving");
  const { edit } = model.sent[0];
  assert.deepEqual([edit.op, edit.was], ["set", "Pay"]);
  saved(edit.id);
  assert.equal(store.state.status.state, "saved");
  assert.equal(store.state.undo, true);
});

test("a value that stands there already is no edit", () => {
  opened().set(["stages", "pay", "name"], "Pay");
  assert.deepEqual(model.sent, []);
});

test("an edit without an answer is not saved, and is sent again", () => {
  opened().set(["stages", "pay", "name"], "Till");
  mock.timers.tick(5000);
  assert.deepEqual(store.state.status, { state: "unsaved", unsaved: 1, why: "no answer" });
  mock.timers.tick(6000);
  assert.equal(model.sent.length, 2);
  assert.equal(model.sent[0].edit.id, model.sent[1].edit.id);
});

test("an edit that a dead kernel never got comes back with the next page", () => {
  opened();
  model.fails = true;
  store.set(["stages", "pay", "name"], "Till");
  assert.equal(store.state.status.state, "unsaved");
  store.close();
  opened();
  assert.deepEqual(names(), ["Till", "Leave"]);
  assert.equal(model.sent.length, 1);
});

test("an edit that is on the disk does not come back", () => {
  opened().set(["stages", "pay", "name"], "Till");
  saved(model.sent[0].edit.id);
  store.close();
  opened();
  assert.deepEqual(names(), ["Pay", "Leave"]);
});

test("a refused edit is taken back, and its reason shown", () => {
  opened().set(["stages", "pay", "name"], "");
  model.answer({ refused: model.sent[0].edit.id, why: "A stage needs a name.", place: ["stages"] });
  assert.deepEqual(names(), ["Pay", "Leave"]);
  assert.equal(store.state.notice.why, "A stage needs a name.");
});

test("a new id that was taken renames what is pending, and no text that is equal to it", () => {
  opened();
  const add = { op: "add", place: ["stages", "wait"], value: { name: "wait" }, before: "leave" };
  const id = store.submit(add);
  store.set(["stages", "wait", "name"], "wait");
  store.set(["stages", "wait", "owner"], "wait");
  assert.deepEqual(model.sent[1].edit.new, { wait: id });
  model.answer({ saved: id, names: { wait: "wait-2" } });
  const stage = store.state.data.stages[1];
  assert.deepEqual([stage.id, stage.name, stage.owner], ["wait-2", "wait", "wait"]);
});

test("a new id that was taken renames who felt what and where", () => {
  opened();
  const id = store.submit({ op: "add", place: ["stages", "wait"], value: { name: "Wait" } });
  store.set(["emotions", { persona: "lea", at: "wait" }, "score"], 1);
  model.answer({ saved: id, names: { wait: "wait-2" } });
  assert.deepEqual(store.state.data.emotions, [{ persona: "lea", at: "wait-2", score: 1 }]);
});

test("a conflict stays until someone chooses", () => {
  opened().set(["stages", "pay", "name"], "Till");
  const { id } = model.sent[0].edit;
  const conflict = { conflict: id, place: ["stages", "pay", "name"], theirs: "Desk", yours: "Till" };
  model.answer(conflict);
  assert.equal(store.state.conflict, id);
  store.settle(store.state.conflicts[0], true);
  const mine = model.sent.at(-1).edit;
  assert.deepEqual([mine.value, mine.was, mine.settles], ["Till", "Desk", id]);
  assert.deepEqual(store.state.conflicts, []);
});

test("theirs stays where it is chosen", () => {
  opened({ conflicts: [{ conflict: "c", place: ["stages", "pay", "name"], theirs: "Desk", yours: "Till" }] });
  store.settle(store.state.conflicts[0], false);
  assert.equal(model.sent[0].drop, "c");
  assert.deepEqual(store.state.conflicts, []);
});

test("several edits are one, and none is none", () => {
  opened();
  assert.equal(store.batch([null, false]), null);
  store.batch([
    store.setting(["stages", "pay", "name"], "Till"),
    store.setting(["stages", "leave", "name"], "Go"),
  ]);
  assert.equal(model.sent.length, 1);
  assert.deepEqual(names(), ["Till", "Go"]);
});

test("undoing saves first what is being typed, and tells what was undone", async () => {
  opened();
  const heard = [];
  store.subscribe((state) => heard.push(state.went?.what));
  store.drafts.add(() => store.set(["stages", "pay", "name"], "Till"));
  store.undo();
  assert.deepEqual(
    model.sent.map((message) => Object.keys(message)[0]),
    ["edit", "undo"],
  );
  model.answer({ saved: model.sent[1].undo, place: ["stages", "pay", "name"] });
  model.set("journey", { data: DATA, edits: [], undo: false, redo: true });
  assert.equal(store.state.went.what, "undone");
  await Promise.resolve();
  assert.equal(heard.at(-1), "undone");
});

test("an edit of what is gone is not drawn, and those after it are", () => {
  opened().set(["stages", "gone", "name"], "Too late");
  store.set(["stages", "pay", "name"], "Till");
  assert.deepEqual(names(), ["Till", "Leave"]);
});
