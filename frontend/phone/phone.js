// The page of a participant's phone: join, answer, keep what is not acknowledged.
import { byId, element, typedIn } from "../shared/page.js";
import { Ledger } from "./ledger.js";
import { questions, steps } from "./questions.js";
import { Queue } from "./queue.js";
import { results } from "./results.js";
import { inWords } from "./unsent.js";
import { otherLanguage, say, setTexts, switchLanguage } from "./words.js";

/**
 * @typedef {{title: string, lang: string, names: boolean, here: number,
 *   round: import("./questions.js").Round | null}} Room
 */

/** Milliseconds without a word from the room after which a phone without a stream is offline. */
const OFFLINE_AFTER = 6000;

/** Milliseconds without a word after which a stream that looks open is opened again. */
const RECONNECT_AFTER = 25000;

/** @type {Room | null} */
let room = null;
/** @type {{title: string, lang: string, names: boolean}} */
let roomInfo = { title: "", lang: "en", names: false };
const ledger = new Ledger();
/** @type {EventSource | null} */
let stream = null;
let lastHeard = Date.now();
let itemIndex = 0;
/** The number of the round that is shown. */
let shownRound = 0;
let shownView = "";
const queue = new Queue(showQueue, showJoin);

/** @param {string} item @param {unknown} value */
function answer(item, value) {
  if (!room?.round) return;
  ledger.set(room.round.number, item, value);
  queue.add(room.round.number, item, value);
}

// --- joining -------------------------------------------------------------------------------------

/** Ask for the code, and for a name where names are asked. */
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
    "aria-describedby": "code-hint",
  });
  const name = element("input", {
    type: "text",
    id: "name",
    maxlength: 40,
    autocomplete: "nickname",
    "aria-describedby": "name-hint",
  });
  const problem = element("p", { role: "alert", id: "problem" });
  const named = roomInfo.names && [
    element("label", { class: "field", for: "name" }, say("name")),
    element("p", { class: "soft", id: "name-hint" }, say("name_hint")),
    name,
  ];
  const form = element(
    "form",
    {
      class: "card",
      onsubmit: (event) => {
        event.preventDefault();
        join(typedIn(code), typedIn(name));
      },
    },
    element("label", { class: "field", for: "code" }, say("code")),
    element("p", { class: "soft", id: "code-hint" }, say("code_hint")),
    code,
    ...(named || []),
    element("button", { class: "main" }, say("enter")),
    problem,
  );
  byId("main").replaceChildren(element("h2", {}, say("join")), form);
}

function codeOfAddress() {
  return decodeURIComponent(location.hash.slice(1)).slice(0, 9);
}

/** @param {string} code @param {string} name */
async function join(code, name) {
  const problem = document.getElementById("problem");
  if (problem) problem.textContent = say("joining");
  try {
    const reply = await fetch("join", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ code, name }),
    });
    if (reply.ok) {
      enter();
      return;
    }
    /** @type {{error: string}} */
    const told = await reply.json();
    const seconds = reply.headers.get("Retry-After") ?? "5";
    const words = { code: "wrong_code", wait: "wait_code", rate: "wait_code", full: "full" };
    const word = told.error in words ? words[/** @type {keyof typeof words} */ (told.error)] : "no_room";
    if (!problem) showJoin();
    byId("problem").textContent = say(word, { seconds });
  } catch {
    if (!problem) showJoin();
    byId("problem").textContent = say("no_room");
  }
}

/** Listen to the room, and send what waits. */
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
    /** @type {{answers: Record<string, any>}} */
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

/** @type {Record<string, any> | null} */
let held = null;

/** Take over what the room holds of this phone, under what is still to be sent. */
function takeOver() {
  if (!held || !room?.round) return;
  const waiting = queue.waiting().map(({ answer: one }) => one);
  ledger.restore(room.round.number, held, waiting);
  held = null;
}

/** Go on where the phone has joined before, or join again. */
async function resume() {
  try {
    const reply = await fetch("state");
    if (reply.ok) enter();
    else if (reply.status === 401) {
      if (codeOfAddress() && !roomInfo.names) await join(codeOfAddress(), "");
      else showJoin();
    } else setTimeout(resume, 3000);
  } catch {
    if (!room) showOffline();
    setTimeout(resume, 2000);
  }
}

function showOffline() {
  if (shownView !== "join") byId("main").replaceChildren(element("p", {}, say("no_room")));
}

// --- what is shown -------------------------------------------------------------------------------

/** Show the state; what is being typed is left alone. */
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
    byId("main").replaceChildren(...(round ? roundView(round) : [waitingView()]));
    document.getElementById(focus)?.focus({ preventScroll: focus === "item" });
  }
  const progress = document.getElementById("progress");
  if (progress && round) {
    progress.textContent = progressOf(round);
  }
  showQueue();
}

/** @param {import("./questions.js").Round} round */
function progressOf(round) {
  const answered = say("progress", { answered: round.answered, here: round.here });
  return round.begun ? `${answered} · ${say("begun", { begun: round.begun })}` : answered;
}

function waitingView() {
  return element("div", {}, element("h2", { tabindex: -1, id: "question" }, say("waiting")));
}

/** @param {import("./questions.js").Round} round */
function roundView(round) {
  const lang = room?.lang ?? "en";
  const view = { round, answers: ledger.of(round.number), lang, at: itemIndex, answer, go };
  const open = round.status === "open";
  const states = { open: say("open"), closed: say("closed"), revealed: say("revealed") };
  const state = /** @type {keyof typeof states} */ (round.status);
  const parts = [
    element("span", { class: `tag ${round.status}` }, states[state]),
    element("h2", { tabindex: -1, id: "question", lang }, round.question),
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

/** @param {number} next */
function go(next) {
  itemIndex = next;
  draw();
}

/** Whether this phone has answered the round that is shown. */
function hasAnswered() {
  return Boolean(room?.round && Object.keys(ledger.of(room.round.number)).length);
}

/** Say that all is sent; of an open round also what it still asks for. */
function allSent() {
  const round = room?.round;
  const found = round?.status === "open" ? steps(round, ledger.of(round.number)) : null;
  return found && found.done < found.count ? say("unfinished", found) : say("all_sent");
}

/** Say what is not sent yet, and what was not taken. */
function showQueue() {
  const waiting = queue.waiting();
  const status = byId("queue");
  const silent = Date.now() - lastHeard > OFFLINE_AFTER && stream?.readyState !== EventSource.OPEN;
  const offline = (silent || queue.failures > 1) && shownView !== "join";
  const words = waiting.length ? say("to_send", { count: waiting.length }) : hasAnswered() ? allSent() : "";
  const text = offline ? `${waiting.length ? `${words}. ` : ""}${say("offline")}` : words;
  if (status.textContent !== text) status.textContent = text;
  status.className = waiting.length || offline ? "waiting" : "";
  /** @type {[string, import("./queue.js").Answer[]][]} */
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

/**
 * Return a notice with texts that can be copied.
 * @param {string} word
 * @param {import("./queue.js").Answer[]} several
 */
function notice(word, several) {
  const text = several
    .map((one) => inWords(one, room?.round))
    .filter(Boolean)
    .join("\n");
  const area = /** @type {HTMLTextAreaElement} */ (
    element("textarea", { readonly: true, rows: 3, "aria-label": say(word) })
  );
  area.value = text;
  const copy = element("button", { type: "button" }, say("copy"));
  copy.addEventListener("click", () => {
    area.select();
    // The clipboard's own API needs HTTPS.
    if (document.execCommand("copy")) copy.textContent = say("copied");
  });
  return element("div", { class: "notice" }, element("p", {}, say(word)), area, copy);
}

async function start() {
  try {
    /** @type {{texts: Record<string, Record<string, string>>, room: typeof roomInfo}} */
    const told = await (await fetch("texts.json")).json();
    roomInfo = told.room;
    setTexts(told.texts);
  } catch {
    setTimeout(start, 2000);
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
    // After a phone has slept or left the Wi-Fi its stream looks open, and is dead.
    if (stream?.readyState === EventSource.OPEN && Date.now() - lastHeard > RECONNECT_AFTER) listen();
  }, 1000);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) queue.sendAfter(0);
    if (!document.hidden && stream && Date.now() - lastHeard > OFFLINE_AFTER) listen();
  });
  await resume();
}

start();
