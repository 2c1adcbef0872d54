// Texts of the page in the reader's language.
import { filled } from "../shared/elements.js";
import { numberText } from "../shared/page.js";

const LANGUAGE_KEY = "parcours-room-language";

/** @type {Record<string, Record<string, string>>} */
let all = { en: {}, fr: {} };
let lang = "en";

/**
 * Keep the texts, and choose the language: the one chosen before, or the phone's own.
 * @param {Record<string, Record<string, string>>} texts
 */
export function setTexts(texts) {
  all = texts;
  setLanguage(chosenBefore() || (navigator.language || "en").slice(0, 2));
}

function chosenBefore() {
  try {
    return localStorage.getItem(LANGUAGE_KEY);
  } catch {
    return null;
  }
}

/**
 * Show a language from now on; English where there is no such language.
 * @param {string} wanted
 */
export function setLanguage(wanted) {
  lang = Object.keys(all).includes(wanted) ? wanted : "en";
  document.documentElement.lang = lang;
}

/** Change to the other language, and remember it. */
export function switchLanguage() {
  setLanguage(otherLanguage());
  try {
    localStorage.setItem(LANGUAGE_KEY, lang);
  } catch {
    // A browser without storage asks its own language again after a reload.
  }
}

/** The language that is not shown. */
export function otherLanguage() {
  return lang === "fr" ? "en" : "fr";
}

/**
 * A text with its gaps filled.
 * @param {string} name
 * @param {Record<string, string | number>} [values]
 */
export function say(name, values = {}) {
  return filled(all[lang]?.[name] ?? name, values);
}

/** The kit's words for feelings: key and text of each, in the kit's order. */
export function feelings() {
  const words = Object.entries(all[lang] ?? {}).filter(([name]) => name.startsWith("word_"));
  return words.map(([name, text]) => /** @type {const} */ ([name.slice(5), text]));
}

/**
 * A number as the reader writes it.
 * @param {number} value
 * @param {boolean} [signed]
 */
export function number(value, signed = false) {
  return numberText(value, lang, signed);
}
