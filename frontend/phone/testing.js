/** What tests of the phone's page need of a browser: a storage, elements and a room that answers. */
import { memoryStorage } from "../board/testing.js";

/** An element that keeps its attributes, children and listeners. */
class TestElement {
  constructor(name) {
    Object.assign(this, { name, attributes: {}, children: [], listeners: {}, value: "" });
  }
  setAttribute(name, value) {
    this.attributes[name] = value;
  }
  addEventListener(name, heard) {
    this.listeners[name] = heard;
  }
  append(...children) {
    this.children.push(...children);
  }
  focus() {}
  remove() {
    this.removed = true;
  }
  set textContent(text) {
    this.children = [text];
  }
  get textContent() {
    return this.children.map((one) => (typeof one === "string" ? one : one.textContent)).join("");
  }
  /** The elements of this name below this one. */
  all(name) {
    const elements = this.children.filter((one) => typeof one !== "string");
    return elements.flatMap((one) => [...(one.name === name ? [one] : []), ...one.all(name)]);
  }
  /** The texts of the elements of this name below this one. */
  texts(name) {
    return this.all(name).map((one) => one.textContent);
  }
}

/** Put a browser of a language into the global scope; its storage can be one that throws. */
export function browse(language = "en", storage = memoryStorage()) {
  globalThis.localStorage = storage;
  globalThis.document = {
    documentElement: { lang: "" },
    createElement: (name) => new TestElement(name),
  };
  Object.defineProperty(globalThis, "navigator", { value: { language }, configurable: true });
}

/** A storage that refuses everything, as that of a private window may. */
export const noStorage = new Proxy({}, { get: () => assertRefused });

function assertRefused() {
  throw new Error("storage is refused");
}

/** A room: what it is asked, and what it answers; `down` refuses the connection. */
export class TestRoom {
  asked = [];
  kept = new Map();
  down = false;
  status = 200;
  refuse = {};
  lostReplies = 0;

  constructor() {
    globalThis.fetch = (path, request) => this.fetch(path, request);
  }
  async fetch(_, { body }) {
    if (this.down) throw new TypeError("no connection");
    const { answers } = JSON.parse(body);
    this.asked.push(answers);
    const refused = {};
    for (const one of answers) {
      const why = this.refuse[one.item];
      if (why) refused[one.id] = why;
      else if (this.status === 200) this.kept.set(one.id, one);
    }
    if (this.lostReplies-- > 0) throw new TypeError("connection reset");
    const done = answers.map(({ id }) => id).filter((id) => !(id in refused));
    return { ok: this.status === 200, status: this.status, json: async () => ({ done, refused }) };
  }
}
