/** Keys pressed in what a cell shows are not the notebook's: there, "d d" would delete the cell. */

/** @param {KeyboardEvent} event */
function keep(event) {
  const command = event.ctrlKey || event.metaKey || event.altKey || /^F\d/.test(event.key);
  if (command && event.key !== "Enter") return; // Ctrl+Enter adds notes, and would run a cell
  if (/** @type {Element} */ (event.target).closest(".jp-OutputArea")) event.stopPropagation();
}

/**
 * Keep such keys from a notebook.
 * @param {HTMLElement} notebook
 */
export function keepKeys(notebook) {
  notebook.addEventListener("keydown", keep);
}
