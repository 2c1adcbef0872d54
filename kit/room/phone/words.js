// @ts-check
/** Texts of the page in the reader's language. */

/** @type {Record<string, Record<string, string>>} */
let all = { en: {}, fr: {} };
let lang = "en";

/**
 * Keep the texts, and choose the language of the phone.
 * @param {Record<string, Record<string, string>>} texts
 */
export function setTexts(texts) {
  all = texts;
  setLanguage(kept() || (navigator.language || "en").slice(0, 2));
}

function kept() {
  try {
    return localStorage.getItem("parcours-room-language");
  } catch {
    return null;
  }
}

/**
 * Speak a language from now on.
 * @param {string} wanted
 */
export function setLanguage(wanted) {
  lang = wanted in all ? wanted : "en";
  document.documentElement.lang = lang;
}

/** Change to the other language, and remember it. */
export function switchLanguage() {
  setLanguage(other());
  try {
    localStorage.setItem("parcours-room-language", lang);
  } catch {
    // A browser without storage asks its own language again after a reload.
  }
}

/** Return the other language. */
export function other() {
  return lang === "fr" ? "en" : "fr";
}

/**
 * Return a text with its gaps filled.
 * @param {string} name
 * @param {Record<string, string | number>} [values]
 */
export function say(name, values = {}) {
  const text = all[lang]?.[name] ?? name;
  return text.replace(/\{(\w+)\}/g, (gap, key) => (key in values ? String(values[key]) : gap));
}

/**
 * Return a number as the reader writes it, with a true minus.
 * @param {number} value
 * @param {boolean} [signed]
 */
export function number(value, signed = false) {
  const text = Math.abs(value).toLocaleString(lang, { maximumFractionDigits: 1 });
  if (value < 0) return `−${text}`;
  return signed && value > 0 ? `+${text}` : text;
}
