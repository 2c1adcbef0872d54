// What the pages of a room need, which stand alone in a browser, outside of JupyterLab.
import { h } from "./elements.js";

/** @import { Attributes } from "./elements.js" */

/**
 * An element with attributes and children; a child that is null, false or empty is left out.
 * @param {string} name
 * @param {Attributes} [attributes]
 * @param {...(Node | string | null | undefined | false)} children
 */
export function element(name, attributes = {}, ...children) {
  return h(name, attributes, .../** @type {(Node | string)[]} */ (children.filter(Boolean)));
}

/**
 * The element of the page with this id.
 * @param {string} id
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(id);
  return found;
}

/**
 * What is typed into a field, or chosen in it.
 * @param {HTMLElement} field
 */
export function typedIn(field) {
  return /** @type {HTMLInputElement} */ (field).value;
}

/** A random id; `crypto.randomUUID` would need HTTPS. */
export function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * A number as the reader writes it, with a true minus.
 * @param {number} value
 * @param {string} lang
 * @param {boolean} [signed] whether a plus is written, too
 */
export function numberText(value, lang, signed = false) {
  const text = Math.abs(value).toLocaleString(lang, { maximumFractionDigits: 1 });
  if (value < 0) return `−${text}`;
  return signed && value > 0 ? `+${text}` : text;
}

/**
 * The drawing that an SVG text of the kit's own describes.
 * @param {string} text
 */
export function drawing(text) {
  const svg = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  return document.importNode(svg, true);
}
