// The browser's storage, or where it has none or is full, the memory of this page.

export class AnswerStorage {
  /** @type {Map<string, string>} */
  #memory = new Map();

  /**
   * @param {string} key
   * @param {string} value
   */
  set(key, value) {
    try {
      localStorage.setItem(key, value);
    } catch {
      this.#memory.set(key, value);
    }
  }

  /** @param {string} key */
  get(key) {
    try {
      return this.#memory.get(key) ?? localStorage.getItem(key);
    } catch {
      return this.#memory.get(key) ?? null;
    }
  }

  /** @param {string} key */
  remove(key) {
    this.#memory.delete(key);
    try {
      localStorage.removeItem(key);
    } catch {
      // There was nothing in it.
    }
  }

  keys() {
    try {
      const kept = Array.from({ length: localStorage.length }, (_, n) => localStorage.key(n) ?? "");
      return [...kept, ...this.#memory.keys()];
    } catch {
      return [...this.#memory.keys()];
    }
  }
}
