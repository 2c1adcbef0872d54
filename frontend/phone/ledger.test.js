import assert from "node:assert/strict";
import { test } from "node:test";
import { Ledger } from "./ledger.js";

test("answers are kept by round and item, and withdrawn by null", () => {
  const ledger = new Ledger();
  ledger.set(1, "a", "Un");
  ledger.set(1, "b", "Deux");
  ledger.set(2, "a", { score: 1 });
  ledger.set(1, "b", null);
  assert.deepEqual(ledger.of(1), { a: "Un" });
  assert.deepEqual(ledger.of(2), { a: { score: 1 } });
  assert.deepEqual(ledger.of(3), {});
});

test("what is still to be sent is above what the room holds", () => {
  const ledger = new Ledger();
  ledger.set(1, "gone", "of another page");
  const held = { a: { score: -2 }, b: "withdrawn", c: "as it was" };
  ledger.restore(1, held, [
    { id: "1", round: 1, item: "a", value: { score: 2 } },
    { id: "2", round: 1, item: "b", value: null },
    { id: "3", round: 2, item: "c", value: "of another round" },
  ]);
  assert.deepEqual(ledger.of(1), { a: { score: 2 }, c: "as it was" });
  assert.equal(held.b, "withdrawn");
});

test("a page that is loaded again goes on at the first item without an answer", () => {
  const ledger = new Ledger();
  const items = [{ id: "site" }, { id: "caisse" }, { id: "sav" }];
  assert.equal(ledger.firstUnanswered(1, items), 0);
  ledger.restore(1, { site: { score: 1 } }, [{ id: "b", round: 1, item: "sav", value: { score: 0 } }]);
  assert.equal(ledger.firstUnanswered(1, items), 1);
  ledger.set(1, "caisse", { score: 2 });
  assert.equal(ledger.firstUnanswered(1, items), 0);
});
