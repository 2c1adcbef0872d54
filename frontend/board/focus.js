/**
 * Keep the focus on the board when what had it is gone or can no longer have it, such as a button
 * that its own press has disabled: the next Ctrl+Z is then still the board's.
 */

/**
 * Watch a board until the function that is returned is called.
 * @param {HTMLElement} board
 */
export function keepFocus(board) {
  /** @type {Element | null} */
  let last = null;
  const came = (/** @type {FocusEvent} */ event) => {
    last = /** @type {Element} */ (event.target);
  };
  const went = (/** @type {FocusEvent} */ event) => {
    const target = /** @type {Element} */ (event.target);
    const next = event.relatedTarget;
    // What is removed loses the focus, too: that is seen once it is gone.
    queueMicrotask(() => {
      if (last === target && !next && target.isConnected && !target.matches(":disabled")) last = null;
    });
  };
  const observer = new MutationObserver(() => {
    if (!last || (board.contains(last) && !last.matches(":disabled"))) return;
    const active = document.activeElement;
    if (!active || active === document.body || active === last) {
      /** @type {HTMLElement | null} */ (board.querySelector(".pk-frame"))?.focus({ preventScroll: true });
    } else last = null;
  });
  board.addEventListener("focusin", came);
  board.addEventListener("focusout", went);
  observer.observe(board, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ["disabled"],
  });
  return () => {
    board.removeEventListener("focusin", came);
    board.removeEventListener("focusout", went);
    observer.disconnect();
  };
}
