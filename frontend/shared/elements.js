// Elements whose texts stay texts.

/**
 * @typedef {{[name: string]: string | number | boolean | undefined | ((event: any) => void)}} Attributes
 * functions under `on…` hear events
 */

/**
 * An element with attributes and children; texts stay texts.
 * @param {string} name
 * @param {Attributes} attributes
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key.slice(2), value);
    else if (value !== false && value !== undefined)
      element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children);
  return element;
}

/**
 * @param {Element} element
 * @param {string} text
 */
export function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * A text with its gaps filled.
 * @param {string} text
 * @param {{[gap: string]: string | number}} gaps
 */
export function filled(text, gaps) {
  return text.replace(/\{(\w+)\}/g, (all, name) => String(gaps[name] ?? all));
}

/**
 * The notebook that an element is in, or the page where that is no JupyterLab.
 * @param {Element} element
 * @returns {HTMLElement}
 */
export function notebookOf(element) {
  return /** @type {HTMLElement | null} */ (element.closest(".jp-NotebookPanel")) ?? document.body;
}
