/** What tests of the board need of a browser and of a widget's model. */

/** A storage like `localStorage`, in memory. */
export function memoryStorage() {
  const kept = new Map();
  return {
    get length() {
      return kept.size;
    },
    key: (n) => [...kept.keys()][n] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, String(value)),
    removeItem: (key) => void kept.delete(key),
  };
}

/** A widget's model whose traits a test sets; `sent` has what the board sends to the kernel. */
export class TestModel {
  sent = [];
  fails = false;
  #traits;
  #heard = new Map();

  constructor(data, traits = {}) {
    const journey = { data, edits: [], undo: false, redo: false };
    this.#traits = { client: "/clients/test", journey, conflicts: [], findings: [], ranking: {}, ...traits };
  }
  get(name) {
    return this.#traits[name];
  }
  set(name, value) {
    this.#traits[name] = value;
    this.say(`change:${name}`);
  }
  send(message) {
    if (this.fails) throw new Error("the kernel is gone");
    this.sent.push(message);
  }
  on(name, heard) {
    this.#heard.set(name, [...(this.#heard.get(name) ?? []), heard]);
  }
  off(name, heard) {
    this.#heard.set(
      name,
      this.#heard.get(name).filter((one) => one !== heard),
    );
  }
  say(name, value) {
    for (const heard of this.#heard.get(name) ?? []) heard(value);
  }
  answer(reply) {
    this.say("msg:custom", reply);
  }
}
