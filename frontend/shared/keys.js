// Keys pressed in the kit's widgets are not Jupyter's: in a notebook, "d d" deletes a cell.

/** Jupyter's shortcuts (Lumino) end at an element that has it. */
const SUPPRESSED = "data-lm-suppress-shortcuts";

/**
 * Keep Jupyter's shortcuts from keys pressed in an element.
 *
 * JupyterLab looks for shortcuts when a key has bubbled up to the document. Notebook 7 does so
 * before the key reaches the element, which then cannot stop it any more.
 * @param {HTMLElement} el
 * @param {(event: KeyboardEvent) => boolean} [own] whether a key is the element's; left out, all
 * keys without Ctrl or Cmd are
 * @returns {() => void} gives the keys back
 */
export function keepKeys(el, own = (event) => !event.ctrlKey && !event.metaKey) {
  const pressed = (/** @type {KeyboardEvent} */ event) => {
    // On the target itself: a shortcut's selector may name the element that has the focus.
    const { target } = event;
    if (target instanceof Element && el.contains(target)) target.toggleAttribute(SUPPRESSED, own(event));
  };
  window.addEventListener("keydown", pressed, true);
  return () => window.removeEventListener("keydown", pressed, true);
}
