/** What a board shows beside its data: the record that is open, what is said, and where the focus goes. */

/** @import { Opened } from "./types" */

/** @typedef {{open: Opened | null, said: string}} ScreenState */

export class Screen {
  /** @type {ScreenState} */
  state = { open: null, said: "" };
  /** @type {string | null} a selector of what has the focus after the next drawing */
  #focus = null;
  /** @type {Set<(state: ScreenState) => void>} */
  #listeners = new Set();

  /**
   * Be told of each change; return what to do for being told no more.
   * @param {(state: ScreenState) => void} listen
   */
  subscribe(listen) {
    this.#listeners.add(listen);
    return () => {
      this.#listeners.delete(listen);
    };
  }

  /** @param {Partial<ScreenState>} parts */
  #change(parts) {
    this.state = { ...this.state, ...parts };
    for (const listen of this.#listeners) listen(this.state);
  }

  /**
   * Show a record beside the board.
   * @param {string} collection
   * @param {string} id
   */
  open = (collection, id) => this.#change({ open: { collection, id } });

  /** Close what is open, and go back to it on the board. */
  close = () => {
    const { open } = this.state;
    if (open) this.focus(`.pk-main [data-open="${open.id}"]`);
    this.shut();
  };

  /** Close what is open. */
  shut() {
    if (this.state.open) this.#change({ open: null });
  }

  /**
   * Say something to those who listen to the screen.
   * @param {string} said
   */
  announce = (said) => this.#change({ said });

  /**
   * Give the focus to something after the next drawing.
   * @param {string} selector
   */
  focus = (selector) => {
    this.#focus = selector;
  };

  /** Return what is to have the focus, once. */
  takeFocus() {
    const selector = this.#focus;
    this.#focus = null;
    return selector;
  }
}
