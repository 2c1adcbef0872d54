var __defProp = Object.defineProperty;
var __typeError = (msg) => {
  throw TypeError(msg);
};
var __defNormalProp = (obj, key, value) => key in obj ? __defProp(obj, key, { enumerable: true, configurable: true, writable: true, value }) : obj[key] = value;
var __publicField = (obj, key, value) => __defNormalProp(obj, typeof key !== "symbol" ? key + "" : key, value);
var __accessCheck = (obj, member, msg) => member.has(obj) || __typeError("Cannot " + msg);
var __privateGet = (obj, member, getter) => (__accessCheck(obj, member, "read from private field"), getter ? getter.call(obj) : member.get(obj));
var __privateAdd = (obj, member, value) => member.has(obj) ? __typeError("Cannot add the same private member more than once") : member instanceof WeakSet ? member.add(obj) : member.set(obj, value);
var __privateSet = (obj, member, value, setter) => (__accessCheck(obj, member, "write to private field"), setter ? setter.call(obj, value) : member.set(obj, value), value);
var __privateMethod = (obj, member, method) => (__accessCheck(obj, member, "access private method"), method);

// shared/elements.js
function h(name, attributes = {}, ...children) {
  const element2 = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element2.addEventListener(key.slice(2), value);
    else if (value !== false && value !== void 0)
      element2.setAttribute(key, value === true ? "" : String(value));
  }
  element2.append(...children);
  return element2;
}
function filled(text, gaps) {
  return text.replace(/\{(\w+)\}/g, (all2, name) => String(gaps[name] ?? all2));
}

// shared/page.js
function element(name, attributes = {}, ...children) {
  return h(name, attributes, .../** @type {(Node | string)[]} */
  children.filter(Boolean));
}
function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(id);
  return found;
}
function typedIn(field) {
  return (
    /** @type {HTMLInputElement} */
    field.value
  );
}
function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
function numberText(value, lang2, signed = false) {
  const text = Math.abs(value).toLocaleString(lang2, { maximumFractionDigits: 1 });
  if (value < 0) return `−${text}`;
  return signed && value > 0 ? `+${text}` : text;
}

// phone/ledger.js
var _rounds;
var Ledger = class {
  constructor() {
    /** @type {Map<number, Record<string, any>>} */
    __privateAdd(this, _rounds, /* @__PURE__ */ new Map());
  }
  /**
   * The answers to a round, by item.
   * @param {number} round
   * @returns {Record<string, any>}
   */
  of(round) {
    if (!__privateGet(this, _rounds).has(round)) __privateGet(this, _rounds).set(round, {});
    return (
      /** @type {Record<string, any>} */
      __privateGet(this, _rounds).get(round)
    );
  }
  /**
   * The place of the first item without an answer; that of the first where all have one.
   * @param {number} round
   * @param {{id: string}[]} items
   */
  firstUnanswered(round, items) {
    const answers = this.of(round);
    const found = items.findIndex((item) => !(item.id in answers));
    return Math.max(found, 0);
  }
  /**
   * Note an answer; null withdraws it.
   * @param {number} round
   * @param {string} item
   * @param {unknown} value
   */
  set(round, item, value) {
    if (value === null) delete this.of(round)[item];
    else this.of(round)[item] = value;
  }
  /**
   * Take over what the room holds of this phone, under what is still to be sent.
   * @param {number} round
   * @param {Record<string, any>} held
   * @param {Answer[]} waiting
   */
  restore(round, held2, waiting) {
    __privateGet(this, _rounds).set(round, { ...held2 });
    for (const answer2 of waiting) {
      if (answer2.round === round) this.set(round, answer2.item, answer2.value);
    }
  }
};
_rounds = new WeakMap();

// phone/words.js
var LANGUAGE_KEY = "parcours-room-language";
var all = { en: {}, fr: {} };
var lang = "en";
function setTexts(texts) {
  all = texts;
  setLanguage(chosenBefore() || (navigator.language || "en").slice(0, 2));
}
function chosenBefore() {
  try {
    return localStorage.getItem(LANGUAGE_KEY);
  } catch {
    return null;
  }
}
function setLanguage(wanted) {
  lang = Object.keys(all).includes(wanted) ? wanted : "en";
  document.documentElement.lang = lang;
}
function switchLanguage() {
  setLanguage(otherLanguage());
  try {
    localStorage.setItem(LANGUAGE_KEY, lang);
  } catch {
  }
}
function otherLanguage() {
  return lang === "fr" ? "en" : "fr";
}
function say(name, values = {}) {
  return filled(all[lang]?.[name] ?? name, values);
}
function feelings() {
  const words = Object.entries(all[lang] ?? {}).filter(([name]) => name.startsWith("word_"));
  return words.map(([name, text]) => (
    /** @type {const} */
    [name.slice(5), text]
  ));
}
function number(value, signed = false) {
  return numberText(value, lang, signed);
}

// phone/questions.js
var WHOLE = "all";
function steps(round, answers) {
  if (round.kind !== "scores" && round.kind !== "impact-effort") return null;
  return { done: round.items.filter((item) => item.id in answers).length, count: round.items.length };
}
function questions(view) {
  const kinds = {
    notes,
    scores: stepped(score),
    "impact-effort": stepped(placement),
    dots,
    choice,
    feedback
  };
  const kind = (
    /** @type {keyof typeof kinds} */
    view.round.kind
  );
  return kinds[kind](view);
}
function notes({ round, answers, answer: answer2, lang: lang2 }) {
  const list = element("ul", { "aria-label": say("your_notes") });
  const text = (
    /** @type {HTMLTextAreaElement} */
    element("textarea", { id: "note", maxlength: 280, rows: 3 })
  );
  const row = (item, said) => {
    const line = element("li", {}, element("span", { lang: lang2 }, said));
    const remove = element(
      "button",
      {
        type: "button",
        "aria-label": say("delete", { text: said }),
        onclick: () => {
          answer2(item, null);
          line.remove();
          text.focus();
        }
      },
      "×"
    );
    line.append(remove);
    list.append(line);
  };
  for (const [item, said] of Object.entries(answers)) row(item, said);
  const add = (event) => {
    event.preventDefault();
    const said = text.value.replace(/\s+/g, " ").trim();
    if (!said) return;
    const item = randomId();
    answer2(item, said);
    row(item, said);
    text.value = "";
    text.focus();
  };
  return element(
    "form",
    { class: "card", onsubmit: add },
    element("label", { class: "field", for: "note" }, say("note")),
    element("p", { class: "soft" }, say("note_hint")),
    text,
    element("button", { class: "main" }, say("add")),
    round.moderated && element("p", { class: "soft" }, say("moderated")),
    list
  );
}
function stepped(asked) {
  return (view) => {
    const { items } = view.round;
    const at = Math.min(view.at, items.length - 1);
    const item = items[at];
    const last = at === items.length - 1;
    const card = element(
      "section",
      { class: "card" },
      element("p", { class: "soft" }, say("item_of", { number: at + 1, count: items.length })),
      element("h3", { lang: view.lang, tabindex: -1, id: "item" }, item.label),
      item.detail && element("p", { class: "soft", lang: view.lang }, item.detail),
      ...asked(item, view)
    );
    const back = element(
      "button",
      { type: "button", disabled: at === 0, onclick: () => view.go(at - 1) },
      say("back")
    );
    const next = element(
      "button",
      { type: "button", disabled: last, onclick: () => view.go(at + 1) },
      say("next")
    );
    return element("div", {}, card, element("div", { class: "steps" }, back, next));
  };
}
function scale(name, legend, options, chosen, choose, heading = "") {
  const row = element("div", { class: "scale" });
  for (const [value, shown, said] of options) {
    const input = element("input", {
      type: "radio",
      name,
      value,
      checked: chosen === value,
      "aria-label": said,
      onchange: () => choose(value)
    });
    row.append(element("label", {}, input, element("span", { "aria-hidden": "true" }, shown)));
  }
  const [first, end] = [options[0], options[options.length - 1]];
  const ends = element("div", { class: "ends", "aria-hidden": "true" });
  ends.append(element("span", {}, bare(first[2])), element("span", {}, bare(end[2])));
  return element(
    "fieldset",
    {},
    element("legend", { class: legend === heading && "hidden" }, legend),
    row,
    ends
  );
}
function bare(said) {
  return said.replace(/^\S+ /, "");
}
function fivePoints([low, high]) {
  return (
    /** @type {[number, string, string][]} */
    [1, 2, 3, 4, 5].map((value) => [
      value,
      String(value),
      value === 1 ? `1 ${low}` : value === 5 ? `5 ${high}` : String(value)
    ])
  );
}
function score(item, { answers, answer: answer2, lang: lang2, round }) {
  const mine = { ...answers[item.id] };
  const send = () => {
    if (mine.score !== void 0) answer2(item.id, { ...mine });
  };
  const five = (
    /** @type {[number, string, string][]} */
    [-2, -1, 0, 1, 2].map((value) => [
      value,
      number(value, true),
      `${number(value, true)} ${say(`score${value}`)}`
    ])
  );
  const words = element("select", { id: "word" }, element("option", { value: "" }, "–"));
  for (const [key, text] of feelings()) {
    words.append(element("option", { value: key, selected: mine.word === key }, text));
  }
  words.addEventListener("change", () => {
    mine.word = /** @type {HTMLSelectElement} */
    words.value;
    send();
  });
  const thought = element("textarea", { id: "thought", maxlength: 280, rows: 2, lang: lang2 });
  thought.textContent = mine.thought ?? "";
  thought.addEventListener("change", () => {
    mine.thought = /** @type {HTMLTextAreaElement} */
    thought.value;
    send();
  });
  return [
    scale(
      `s${round.number}`,
      round.question,
      five,
      mine.score,
      (value) => {
        mine.score = value;
        send();
      },
      round.question
    ),
    element("label", { class: "field", for: "word" }, say("word")),
    words,
    element("label", { class: "field", for: "thought" }, say("thought")),
    thought
  ];
}
function placement(item, { answers, answer: answer2 }) {
  const mine = { ...answers[item.id] };
  const row = (field) => scale(field, say(field), fivePoints([say("low"), say("high")]), mine[field], (value) => {
    mine[field] = value;
    if (mine.impact && mine.effort) answer2(item.id, { ...mine });
  });
  return [row("impact"), row("effort")];
}
function dots({ round, answers, answer: answer2, lang: lang2 }) {
  const mine = { ...answers[WHOLE] };
  const left = element("p", { role: "status" });
  const box = element("div", { class: "card" }, left);
  const redraw = [];
  const used = () => Object.values(mine).reduce((sum, count) => sum + count, 0);
  for (const item of round.items) {
    const count = element("output", { "aria-label": item.label });
    const change = (by) => () => {
      mine[item.id] = (mine[item.id] ?? 0) + by;
      if (!mine[item.id]) delete mine[item.id];
      answer2(WHOLE, Object.keys(mine).length ? { ...mine } : null);
      for (const one of redraw) one();
    };
    const button = (by, sign, name) => (
      /** @type {HTMLButtonElement} */
      element(
        "button",
        { type: "button", "aria-label": say(name, { item: item.label }), onclick: change(by) },
        sign
      )
    );
    const less = button(-1, "−", "less");
    const more = button(1, "+", "more");
    redraw.push(() => {
      count.textContent = String(mine[item.id] ?? 0);
      less.disabled = !mine[item.id];
      more.disabled = used() >= round.budget;
      left.textContent = say("left", { left: round.budget - used(), budget: round.budget });
    });
    box.append(
      element(
        "div",
        { class: "dot" },
        element("p", { lang: lang2 }, item.label),
        element("div", {}, less, count, more)
      )
    );
  }
  for (const one of redraw) one();
  return box;
}
function choice({ round, answers, answer: answer2, lang: lang2 }) {
  const list = element("div", { class: "list" });
  for (const item of round.items) {
    const input = element("input", {
      type: "radio",
      name: "choice",
      checked: answers[WHOLE] === item.id,
      onchange: () => answer2(WHOLE, item.id)
    });
    const said = item.detail ? `${item.label} – ${item.detail}` : item.label;
    const words = element("span", { lang: lang2 }, said);
    list.append(element("label", {}, input, words));
  }
  return element("fieldset", { class: "card" }, element("legend", { class: "hidden" }, round.question), list);
}
function feedback({ round, answers, answer: answer2, lang: lang2 }) {
  const box = element("div", { class: "card" });
  for (const item of round.items) {
    const mine = { ...answers[item.id] };
    const send = () => answer2(item.id, mine.score || mine.text ? { ...mine } : null);
    if (item.detail !== "text") {
      const ends = fivePoints([say("poor"), say("excellent")]);
      box.append(
        scale(item.id, item.label, ends, mine.score, (value) => {
          mine.score = value;
          send();
        })
      );
      continue;
    }
    const id = `text-${item.id}`;
    const text = element("textarea", { id, maxlength: 280, rows: 3, lang: lang2 });
    text.textContent = mine.text ?? "";
    text.addEventListener("change", () => {
      mine.text = /** @type {HTMLTextAreaElement} */
      text.value.trim();
      send();
    });
    box.append(element("label", { class: "field", for: id }, item.label), text);
  }
  return box;
}

// phone/storage.js
var _memory;
var AnswerStorage = class {
  constructor() {
    /** @type {Map<string, string>} */
    __privateAdd(this, _memory, /* @__PURE__ */ new Map());
  }
  /**
   * @param {string} key
   * @param {string} value
   */
  set(key, value) {
    try {
      localStorage.setItem(key, value);
    } catch {
      __privateGet(this, _memory).set(key, value);
    }
  }
  /** @param {string} key */
  get(key) {
    try {
      return __privateGet(this, _memory).get(key) ?? localStorage.getItem(key);
    } catch {
      return __privateGet(this, _memory).get(key) ?? null;
    }
  }
  /** @param {string} key */
  remove(key) {
    __privateGet(this, _memory).delete(key);
    try {
      localStorage.removeItem(key);
    } catch {
    }
  }
  keys() {
    try {
      const kept = Array.from({ length: localStorage.length }, (_, n) => localStorage.key(n) ?? "");
      return [...kept, ...__privateGet(this, _memory).keys()];
    } catch {
      return [...__privateGet(this, _memory).keys()];
    }
  }
};
_memory = new WeakMap();

// phone/queue.js
var KEY_PREFIX = "parcours-room:a:";
var ANSWERS_PER_REQUEST = 20;
var FIRST_WAIT = 250;
var LONGEST_WAIT = 5e3;
var REQUEST_TIMEOUT = 1e4;
var _storage, _onChange, _onUnknown, _sending, _paused, _added, _timer, _Queue_instances, read_fn, post_fn;
var Queue = class {
  /**
   * @param {() => void} onChange called when something was added, sent or refused
   * @param {() => void} onUnknown called when the room does not know this phone any more
   */
  constructor(onChange, onUnknown) {
    __privateAdd(this, _Queue_instances);
    /** @type {Rejected[]} */
    __publicField(this, "rejected", []);
    /** How many requests in a row have failed. */
    __publicField(this, "failures", 0);
    __privateAdd(this, _storage, new AnswerStorage());
    __privateAdd(this, _onChange);
    __privateAdd(this, _onUnknown);
    __privateAdd(this, _sending, false);
    __privateAdd(this, _paused, true);
    __privateAdd(this, _added, 0);
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    __privateAdd(this, _timer);
    __privateSet(this, _onChange, onChange);
    __privateSet(this, _onUnknown, onUnknown);
  }
  /** What waits, the oldest first. */
  waiting() {
    const keys = __privateGet(this, _storage).keys().filter((key) => key.startsWith(KEY_PREFIX));
    return keys.sort().flatMap((key) => {
      const answer2 = __privateMethod(this, _Queue_instances, read_fn).call(this, key);
      return answer2 ? [{ key, answer: answer2 }] : [];
    });
  }
  /**
   * Keep an answer until it is acknowledged, and send it. It replaces an earlier one to the same item,
   * unless that is on its way.
   * @param {number} round
   * @param {string} item
   * @param {unknown} value
   */
  add(round, item, value) {
    if (!__privateGet(this, _sending)) {
      for (const { key, answer: answer3 } of this.waiting()) {
        if (answer3.round === round && answer3.item === item) __privateGet(this, _storage).remove(key);
      }
    }
    __privateSet(this, _added, __privateGet(this, _added) + 1);
    const order = `${String(Date.now()).padStart(15, "0")}${String(__privateGet(this, _added)).padStart(6, "0")}`;
    const answer2 = { id: randomId(), round, item, value };
    __privateGet(this, _storage).set(`${KEY_PREFIX}${order}`, JSON.stringify(answer2));
    __privateGet(this, _onChange).call(this);
    this.sendAfter(0);
  }
  /** Send from now on: the phone has joined. */
  start() {
    __privateSet(this, _paused, false);
    this.sendAfter(0);
  }
  /** @param {number} wait milliseconds */
  sendAfter(wait) {
    clearTimeout(__privateGet(this, _timer));
    __privateSet(this, _timer, setTimeout(() => this.send(), wait));
  }
  /** Send what waits, the oldest first, and try again later where that fails. */
  async send() {
    const group = this.waiting().slice(0, ANSWERS_PER_REQUEST);
    if (__privateGet(this, _paused) || __privateGet(this, _sending) || !group.length) return;
    __privateSet(this, _sending, true);
    try {
      await __privateMethod(this, _Queue_instances, post_fn).call(this, group);
    } catch {
      this.failures += 1;
    }
    __privateSet(this, _sending, false);
    __privateGet(this, _onChange).call(this);
    if (this.waiting().length && !__privateGet(this, _paused)) {
      const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.failures);
      this.sendAfter(this.failures ? wait * (0.5 + Math.random() / 2) : 0);
    }
  }
};
_storage = new WeakMap();
_onChange = new WeakMap();
_onUnknown = new WeakMap();
_sending = new WeakMap();
_paused = new WeakMap();
_added = new WeakMap();
_timer = new WeakMap();
_Queue_instances = new WeakSet();
/**
 * @param {string} key
 * @returns {Answer | null}
 */
read_fn = function(key) {
  try {
    return JSON.parse(__privateGet(this, _storage).get(key) ?? "null");
  } catch {
    __privateGet(this, _storage).remove(key);
    return null;
  }
};
post_fn = async function(group) {
  const body = JSON.stringify({ answers: group.map(({ answer: answer2 }) => answer2) });
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), REQUEST_TIMEOUT);
  const reply = await fetch("answers", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body,
    signal: stop.signal
  }).finally(() => clearTimeout(timer));
  if (reply.status === 401) {
    __privateSet(this, _paused, true);
    __privateGet(this, _onUnknown).call(this);
    return;
  }
  if (!reply.ok) throw new Error(String(reply.status));
  const { done, refused } = await reply.json();
  this.failures = 0;
  for (const { key, answer: answer2 } of group) {
    const why = refused[answer2.id];
    if (why) this.rejected.push({ kind: why === "late" ? "late" : "not_taken", answer: answer2 });
    if (why || done.includes(answer2.id)) __privateGet(this, _storage).remove(key);
  }
};

// phone/results.js
function results({ round, answers, lang: lang2 }) {
  const box = element("section", { class: "card", "aria-label": say("result") });
  const items = round.result?.items;
  if (!items) {
    box.append(element("p", {}, say("on_screen")));
    return box;
  }
  const most = Math.max(1, ...items.map((one) => one.count ?? 0));
  for (const found of items) {
    const answered = found.count !== void 0 || found.score || found.impact || found.effort;
    const unanswered = !found.n && (round.kind === "scores" || round.kind === "impact-effort");
    if (!unanswered && (!found.n || !answered)) continue;
    const item = round.items.find((one) => one.id === found.id);
    box.append(element("h3", { lang: lang2 }, item?.label ?? ""));
    if (unanswered) box.append(element("p", { class: "soft" }, say("nobody")));
    if (found.count !== void 0) box.append(counted(found, most, round.kind));
    for (
      const field of
      /** @type {const} */
      ["score", "impact", "effort"]
    ) {
      const figures = found[field];
      if (figures) box.append(...figured(figures, field, answers[found.id]?.[field], round.kind));
    }
  }
  return box;
}
function counted(found, most, kind) {
  const count = found.count ?? 0;
  const words = kind === "dots" ? say("dots_for", { count }) : String(count);
  const bar = element("meter", { min: 0, max: most, value: count, "aria-label": words });
  return element("div", { class: "bars" }, element("span", {}, ""), bar, element("span", {}, words));
}
function figured(figures, field, mine, kind) {
  const signed = kind === "scores";
  const values = signed ? [-2, -1, 0, 1, 2] : [1, 2, 3, 4, 5];
  const bars = element("div", { class: "bars" });
  for (const value of values) {
    const count = figures.counts[String(value)] ?? 0;
    const label = number(value, signed);
    bars.append(
      element("span", {}, label),
      element("meter", { min: 0, max: figures.n, value: count, "aria-label": label }),
      element("span", {}, String(count))
    );
  }
  const median = say("median", { median: number(figures.median, signed), count: figures.n });
  const title = field === "score" ? median : `${say(field)} – ${median}`;
  const lines = [element("p", {}, title), bars];
  if (mine !== void 0) {
    lines.push(element("p", { class: "soft" }, say("yours", { value: number(mine, signed) })));
  }
  if (figures.apart) lines.push(element("p", {}, element("strong", {}, say("apart"))));
  return lines;
}

// phone/unsent.js
function inWords({ round, item, value }, shown) {
  const known = shown?.number === round ? shown : void 0;
  const label = (id) => known?.items.find((one) => one.id === id)?.label ?? "";
  if (value === null || value === void 0) return "";
  if (typeof value !== "object") return label(String(value)) || String(value);
  const parts = Object.entries(value).map(([name, given]) => {
    if (name === "score") return number(given, known?.kind !== "feedback");
    if (name === "word") return given && say(`word_${given}`);
    if (name === "impact" || name === "effort") return `${say(name)} ${given}`;
    if (name === "thought" || name === "text") return given;
    return `${label(name) || name} ${given}`;
  });
  return [label(item), parts.filter(Boolean).join(", ")].filter(Boolean).join(" – ");
}

// phone/phone.js
var OFFLINE_AFTER = 6e3;
var RECONNECT_AFTER = 25e3;
var room = null;
var roomInfo = { title: "", lang: "en", names: false };
var ledger = new Ledger();
var stream = null;
var lastHeard = Date.now();
var itemIndex = 0;
var shownRound = 0;
var shownView = "";
var queue = new Queue(showQueue, showJoin);
function answer(item, value) {
  if (!room?.round) return;
  ledger.set(room.round.number, item, value);
  queue.add(room.round.number, item, value);
}
function showJoin() {
  stream?.close();
  stream = null;
  shownView = "join";
  const code = element("input", {
    type: "text",
    id: "code",
    maxlength: 9,
    autocomplete: "off",
    autocapitalize: "characters",
    spellcheck: "false",
    required: true,
    value: codeOfAddress(),
    "aria-describedby": "code-hint"
  });
  const name = element("input", {
    type: "text",
    id: "name",
    maxlength: 40,
    autocomplete: "nickname",
    "aria-describedby": "name-hint"
  });
  const problem = element("p", { role: "alert", id: "problem" });
  const named = roomInfo.names && [
    element("label", { class: "field", for: "name" }, say("name")),
    element("p", { class: "soft", id: "name-hint" }, say("name_hint")),
    name
  ];
  const form = element(
    "form",
    {
      class: "card",
      onsubmit: (event) => {
        event.preventDefault();
        join(typedIn(code), typedIn(name));
      }
    },
    element("label", { class: "field", for: "code" }, say("code")),
    element("p", { class: "soft", id: "code-hint" }, say("code_hint")),
    code,
    ...named || [],
    element("button", { class: "main" }, say("enter")),
    problem
  );
  byId("main").replaceChildren(element("h2", {}, say("join")), form);
}
function codeOfAddress() {
  return decodeURIComponent(location.hash.slice(1)).slice(0, 9);
}
async function join(code, name) {
  const problem = document.getElementById("problem");
  if (problem) problem.textContent = say("joining");
  try {
    const reply = await fetch("join", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ code, name })
    });
    if (reply.ok) {
      enter();
      return;
    }
    const told = await reply.json();
    const seconds = reply.headers.get("Retry-After") ?? "5";
    const words = { code: "wrong_code", wait: "wait_code", rate: "wait_code", full: "full" };
    const word = told.error in words ? words[
      /** @type {keyof typeof words} */
      told.error
    ] : "no_room";
    if (!problem) showJoin();
    byId("problem").textContent = say(word, { seconds });
  } catch {
    if (!problem) showJoin();
    byId("problem").textContent = say("no_room");
  }
}
function enter() {
  queue.start();
  listen();
}
function listen() {
  stream?.close();
  lastHeard = Date.now();
  const opened = new EventSource("events");
  stream = opened;
  opened.addEventListener("mine", (event) => {
    lastHeard = Date.now();
    const told = JSON.parse(event.data);
    held = told.answers;
  });
  opened.addEventListener("message", (event) => {
    lastHeard = Date.now();
    room = JSON.parse(event.data);
    takeOver();
    draw();
  });
  opened.addEventListener("beat", () => {
    lastHeard = Date.now();
  });
  opened.addEventListener("open", () => {
    lastHeard = Date.now();
    showQueue();
  });
  opened.addEventListener("error", () => {
    showQueue();
    if (opened.readyState === EventSource.CLOSED && stream === opened) {
      stream = null;
      setTimeout(resume, 1500 + Math.random() * 1500);
    }
  });
}
var held = null;
function takeOver() {
  if (!held || !room?.round) return;
  const waiting = queue.waiting().map(({ answer: one }) => one);
  ledger.restore(room.round.number, held, waiting);
  held = null;
}
async function resume() {
  try {
    const reply = await fetch("state");
    if (reply.ok) enter();
    else if (reply.status === 401) {
      if (codeOfAddress() && !roomInfo.names) await join(codeOfAddress(), "");
      else showJoin();
    } else setTimeout(resume, 3e3);
  } catch {
    if (!room) showOffline();
    setTimeout(resume, 2e3);
  }
}
function showOffline() {
  if (shownView !== "join") byId("main").replaceChildren(element("p", {}, say("no_room")));
}
function draw() {
  if (!room) return;
  byId("title").textContent = room.title;
  byId("title").lang = room.lang;
  const round = room.round;
  if (round && round.number !== shownRound) {
    shownRound = round.number;
    itemIndex = ledger.firstUnanswered(round.number, round.items);
  }
  const key = round ? `${round.number} ${round.status} ${itemIndex}` : "waiting";
  if (key !== shownView) {
    shownView = key;
    const focus = shownView.split(" ")[2] !== "0" ? "item" : "question";
    byId("main").replaceChildren(...round ? roundView(round) : [waitingView()]);
    document.getElementById(focus)?.focus({ preventScroll: focus === "item" });
  }
  const progress = document.getElementById("progress");
  if (progress && round) {
    progress.textContent = progressOf(round);
  }
  showQueue();
}
function progressOf(round) {
  const answered = say("progress", { answered: round.answered, here: round.here });
  return round.begun ? `${answered} · ${say("begun", { begun: round.begun })}` : answered;
}
function waitingView() {
  return element("div", {}, element("h2", { tabindex: -1, id: "question" }, say("waiting")));
}
function roundView(round) {
  const lang2 = room?.lang ?? "en";
  const view = { round, answers: ledger.of(round.number), lang: lang2, at: itemIndex, answer, go };
  const open = round.status === "open";
  const states = { open: say("open"), closed: say("closed"), revealed: say("revealed") };
  const state = (
    /** @type {keyof typeof states} */
    round.status
  );
  const parts = [
    element("span", { class: `tag ${round.status}` }, states[state]),
    element("h2", { tabindex: -1, id: "question", lang: lang2 }, round.question)
  ];
  if (open) {
    if (round.repeats) parts.push(element("p", {}, say("again")));
    parts.push(element("p", { class: "soft" }, say(room?.names ? "private_names" : "private")));
    parts.push(questions(view));
  } else if (round.status === "closed") parts.push(element("p", {}, say("over")));
  else parts.push(results(view));
  parts.push(element("p", { class: "soft", id: "progress" }));
  return parts;
}
function go(next) {
  itemIndex = next;
  draw();
}
function hasAnswered() {
  return Boolean(room?.round && Object.keys(ledger.of(room.round.number)).length);
}
function allSent() {
  const round = room?.round;
  const found = round?.status === "open" ? steps(round, ledger.of(round.number)) : null;
  return found && found.done < found.count ? say("unfinished", found) : say("all_sent");
}
function showQueue() {
  const waiting = queue.waiting();
  const status = byId("queue");
  const silent = Date.now() - lastHeard > OFFLINE_AFTER && stream?.readyState !== EventSource.OPEN;
  const offline = (silent || queue.failures > 1) && shownView !== "join";
  const words = waiting.length ? say("to_send", { count: waiting.length }) : hasAnswered() ? allSent() : "";
  const text = offline ? `${waiting.length ? `${words}. ` : ""}${say("offline")}` : words;
  if (status.textContent !== text) status.textContent = text;
  status.className = waiting.length || offline ? "waiting" : "";
  const told = [["moved", offline ? waiting.map((one) => one.answer) : []]];
  for (const kind of ["late", "not_taken"]) {
    told.push([kind, queue.rejected.filter((one) => one.kind === kind).map((one) => one.answer)]);
  }
  const notices = told.filter(([, several]) => several.length);
  const shown = JSON.stringify([document.documentElement.lang, notices]);
  if (byId("notices").dataset.shown !== shown) {
    byId("notices").dataset.shown = shown;
    byId("notices").replaceChildren(...notices.map(([word, several]) => notice(word, several)));
  }
}
function notice(word, several) {
  const text = several.map((one) => inWords(one, room?.round)).filter(Boolean).join("\n");
  const area = (
    /** @type {HTMLTextAreaElement} */
    element("textarea", { readonly: true, rows: 3, "aria-label": say(word) })
  );
  area.value = text;
  const copy = element("button", { type: "button" }, say("copy"));
  copy.addEventListener("click", () => {
    area.select();
    if (document.execCommand("copy")) copy.textContent = say("copied");
  });
  return element("div", { class: "notice" }, element("p", {}, say(word)), area, copy);
}
async function start() {
  try {
    const told = await (await fetch("texts.json")).json();
    roomInfo = told.room;
    setTexts(told.texts);
  } catch {
    setTimeout(start, 2e3);
    return;
  }
  byId("title").textContent = roomInfo.title;
  byId("title").lang = roomInfo.lang;
  document.title = roomInfo.title;
  const language = byId("language");
  const label = () => {
    language.textContent = otherLanguage().toUpperCase();
    language.lang = otherLanguage();
    language.setAttribute("aria-label", otherLanguage() === "fr" ? "FR – Français" : "EN – English");
  };
  label();
  language.addEventListener("click", () => {
    switchLanguage();
    label();
    if (shownView === "join") showJoin();
    shownView = shownView === "join" ? "join" : "";
    draw();
  });
  setInterval(() => {
    showQueue();
    if (stream?.readyState === EventSource.OPEN && Date.now() - lastHeard > RECONNECT_AFTER) listen();
  }, 1e3);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) queue.sendAfter(0);
    if (!document.hidden && stream && Date.now() - lastHeard > OFFLINE_AFTER) listen();
  });
  await resume();
}
start();
