import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Queue } from "./queue.js";
import { browse, noStorage, TestRoom } from "./testing.js";

let room;

beforeEach(() => {
  browse();
  room = new TestRoom();
});

function joined() {
  const queue = new Queue(
    () => {},
    () => {
      queue.unknown = true;
    },
  );
  queue.start();
  return queue;
}

/** Send until nothing waits, without waiting for the pauses in between. */
async function sendAll(queue, most = 20) {
  for (let n = 0; n < most && queue.waiting().length; n += 1) await queue.send();
}

test("an answer waits until it is acknowledged", async () => {
  const queue = joined();
  room.down = true;
  queue.add(1, "site", { score: 2 });
  await queue.send();
  assert.equal(queue.waiting().length, 1);
  assert.equal(queue.failures, 1);
  room.down = false;
  await sendAll(queue);
  assert.deepEqual(
    [...room.kept.values()].map(({ item, value }) => [item, value]),
    [["site", { score: 2 }]],
  );
  assert.deepEqual([queue.waiting(), queue.failures], [[], 0]);
});

test("an answer whose acknowledgement is lost is sent again under the same id", async () => {
  const queue = joined();
  room.lostReplies = 2;
  queue.add(1, "note", "Une fois");
  await sendAll(queue);
  assert.equal(room.asked.length, 3);
  assert.equal(room.kept.size, 1);
});

test("a later answer to an item replaces the one that waits, and no other", () => {
  const queue = new Queue(
    () => {},
    () => {},
  );
  queue.add(1, "site", { score: -1 });
  queue.add(1, "shop", { score: 1 });
  queue.add(2, "site", { score: 0 });
  queue.add(1, "site", { score: 2 });
  const waiting = queue.waiting().map(({ answer }) => [answer.round, answer.item, answer.value.score]);
  assert.deepEqual(waiting, [
    [1, "shop", 1],
    [2, "site", 0],
    [1, "site", 2],
  ]);
});

test("an answer that is on its way is followed by the later one, in order", async () => {
  const queue = joined();
  queue.add(1, "site", { score: -1 });
  const sending = queue.send();
  queue.add(1, "site", { score: 2 });
  await sending;
  await sendAll(queue);
  assert.deepEqual(
    room.asked.flat().map(({ value }) => value.score),
    [-1, 2],
  );
});

test("at most 20 answers are sent at once, the oldest first", async () => {
  const queue = joined();
  for (let n = 0; n < 45; n += 1) queue.add(1, `note-${n}`, String(n));
  await sendAll(queue);
  assert.deepEqual(
    room.asked.map((group) => group.length),
    [20, 20, 5],
  );
  assert.deepEqual(
    room.asked.flat().map(({ value }) => Number(value)),
    [...Array(45).keys()],
  );
});

test("nothing is sent before the phone has joined, nor when the room does not know it", async () => {
  const queue = new Queue(
    () => {},
    () => {
      queue.unknown = true;
    },
  );
  queue.add(1, "note", "Avant");
  await queue.send();
  assert.equal(room.asked.length, 0);
  queue.start();
  room.status = 401;
  await queue.send();
  assert.equal(queue.unknown, true);
  await queue.send();
  assert.equal(room.asked.length, 1);
  room.status = 200;
  queue.start();
  await sendAll(queue);
  assert.equal(room.kept.size, 1);
});

test("what was refused is told with its reason, and not sent again", async () => {
  const queue = joined();
  room.refuse = { late: "late", wrong: "form" };
  for (const item of ["late", "wrong", "right"]) queue.add(1, item, item);
  await sendAll(queue);
  assert.deepEqual(
    queue.rejected.map(({ kind, answer }) => [kind, answer.value]),
    [
      ["late", "late"],
      ["not_taken", "wrong"],
    ],
  );
  assert.equal(room.asked.length, 1);
});

test("a page that is opened again has what waits", async () => {
  room.down = true;
  const before = joined();
  before.add(1, "note", "Gardé");
  await before.send();
  room.down = false;
  const after = joined();
  await sendAll(after);
  assert.deepEqual(
    [...room.kept.values()].map(({ value }) => value),
    ["Gardé"],
  );
});

test("a browser without storage, or with strange contents, still sends", async () => {
  localStorage.setItem("parcours-room:a:0", "{not JSON");
  const queue = joined();
  queue.add(1, "note", "Un");
  await sendAll(queue);
  browse("en", noStorage);
  const other = joined();
  other.add(1, "note", "Deux");
  assert.equal(other.waiting().length, 1);
  await sendAll(other);
  assert.deepEqual(
    [...room.kept.values()].map(({ value }) => value),
    ["Un", "Deux"],
  );
});

test("failures make the pause longer, up to five seconds", async (context) => {
  const pauses = [];
  context.mock.method(globalThis, "setTimeout", (_, wait) => pauses.push(wait));
  context.mock.method(Math, "random", () => 1);
  const queue = joined();
  room.down = true;
  queue.add(1, "note", "Un");
  pauses.length = 0;
  for (let n = 0; n < 7; n += 1) await queue.send();
  assert.deepEqual(
    pauses.filter((wait) => wait !== 10000),
    [500, 1000, 2000, 4000, 5000, 5000, 5000],
  );
  room.down = false; // a queue tries for ever
  await sendAll(queue);
});
