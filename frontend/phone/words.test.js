import assert from "node:assert/strict";
import { test } from "node:test";
import { browse, noStorage } from "./testing.js";
import { feelings, number, otherLanguage, say, setTexts, switchLanguage } from "./words.js";

const TEXTS = {
  en: { to_send: "{count} to be sent", word_calm: "calm", word_angry: "angry" },
  fr: { to_send: "{count} à envoyer", word_calm: "calme", word_angry: "en colère" },
};

test("the phone's language is shown, and English to all others", () => {
  for (const [language, shown] of [
    ["fr-CA", "fr"],
    ["en-GB", "en"],
    ["de", "en"],
    ["", "en"],
    ["toString", "en"],
  ]) {
    browse(language);
    setTexts(TEXTS);
    assert.equal(document.documentElement.lang, shown, language);
  }
});

test("a language that was chosen stays, even where nothing can be stored", () => {
  browse("fr");
  setTexts(TEXTS);
  switchLanguage();
  assert.equal(say("to_send", { count: 2 }), "2 to be sent");
  setTexts(TEXTS);
  assert.equal(otherLanguage(), "fr");
  browse("fr", noStorage);
  setTexts(TEXTS);
  switchLanguage();
  assert.equal(otherLanguage(), "fr");
});

test("gaps are filled by values alone, and a missing text shows its name", () => {
  browse("fr");
  setTexts(TEXTS);
  assert.equal(say("to_send", { count: "{count}<b>" }), "{count}<b> à envoyer");
  assert.equal(say("to_send"), "{count} à envoyer");
  assert.equal(say("nothing"), "nothing");
});

test("the words for feelings keep the kit's order", () => {
  browse("fr");
  setTexts(TEXTS);
  assert.deepEqual(feelings(), [
    ["calm", "calme"],
    ["angry", "en colère"],
  ]);
});

test("numbers have a true minus, a plus where signed, and the reader's decimal sign", () => {
  browse("fr");
  setTexts(TEXTS);
  assert.deepEqual(
    [number(-1.5, true), number(2, true), number(0, true), number(3)],
    ["−1,5", "+2", "0", "3"],
  );
});
