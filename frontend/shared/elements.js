// Elements whose texts stay texts.

/** An element with attributes and children; texts stay texts. */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== false && value !== undefined) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

export function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** A text with its gaps filled. */
export function filled(text, gaps) {
  return text.replace(/\{(\w+)\}/g, (all, name) => gaps[name] ?? all);
}

/** The notebook that an element is in, or the page where that is no JupyterLab. */
export function notebookOf(element) {
  return element.closest(".jp-NotebookPanel") ?? document.body;
}
