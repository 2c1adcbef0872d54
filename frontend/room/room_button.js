// The button in notebooks that opens a room, and how to join it once it is open.
import { filled, h, put } from "../shared/elements.js";
import { keepKeys } from "../shared/keys.js";
import { drawing, element, typedIn } from "../shared/page.js";

/** @import { Model } from "../board/types" */

/**
 * @typedef {{address: string, code: string, qr: string, notices: string[], joined: number,
 *   projector: string, desk: string}} Room
 */

/** Milliseconds between two looks at the room. */
const PAUSE = 2000;

/**
 * The form of a room that is closed.
 * @param {Record<string, string>} texts
 * @param {[string, string][]} networks address and name of each
 * @param {(choices: Record<string, unknown>) => void} open
 */
function closedView(texts, networks, open) {
  const network = h("select", {}, ...networks.map(([ip, name]) => h("option", { value: ip }, name)));
  const names = /** @type {HTMLInputElement} */ (h("input", { type: "checkbox" }));
  const wifi = h("input", { type: "text", maxlength: 64, autocomplete: "off" });
  const password = h("input", { type: "password", maxlength: 64, autocomplete: "off" });
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    open({
      network: typedIn(network),
      names: names.checked,
      wifi: typedIn(wifi),
      password: typedIn(password),
    });
  };
  return element(
    "form",
    { onsubmit: submit },
    h("p", {}, texts.explain),
    networks.length > 1 && h("label", {}, texts.network, network),
    h("label", { class: "check" }, names, texts.names),
    h("label", {}, texts.wifi, wifi),
    h("label", {}, texts.password, password),
    h("button", { type: "submit" }, texts.open),
  );
}

/**
 * How to join a room that is open, and the trainer's two pages.
 * @param {Record<string, string>} texts
 * @param {Room} room
 */
function openView(texts, room) {
  const page = (/** @type {string} */ text, /** @type {string} */ href) =>
    h("a", { class: "page", href, target: "_blank", rel: "noopener" }, text);
  return h(
    "div",
    { class: "open" },
    h("div", { class: "qr" }, drawing(room.qr)),
    element(
      "div",
      {},
      h("p", {}, texts.scan),
      h("p", {}, texts.type),
      h("p", { class: "address" }, room.address),
      h("p", { class: "code" }, room.code),
      h("p", { class: "joined", role: "status" }),
      room.notices.length > 0 &&
        h("p", { class: "notice", role: "alert" }, room.notices[room.notices.length - 1]),
      h("p", {}, page(texts.projector, room.projector), " ", page(texts.desk, room.desk)),
      h("p", {}, texts.close),
    ),
  );
}

/** @param {{model: Model, el: HTMLElement}} widget */
function render({ model, el }) {
  /** @type {Record<string, string>} */
  const texts = model.get("texts");
  const said = h("p", { role: "status" });
  const problem = h("pre", { role: "alert" });
  const body = h("div");
  const details = /** @type {HTMLDetailsElement} */ (
    h("details", {}, h("summary", {}, texts.phones), body, said, problem)
  );
  const root = h(
    "section",
    { class: "parcours-room", "aria-label": texts.phones, lang: model.get("lang") },
    details,
  );
  for (const [name, value] of Object.entries(model.get("theme"))) root.style.setProperty(name, String(value));
  let shown = "";

  const open = (/** @type {Record<string, unknown>} */ choices) => {
    put(said, texts.opening);
    put(problem, "");
    for (const button of body.querySelectorAll("button")) button.disabled = true;
    model.send({ open: choices });
  };
  const showRoom = (/** @type {Room | null} */ room, /** @type {[string, string][]} */ networks) => {
    const key = room ? JSON.stringify({ ...room, joined: 0 }) : JSON.stringify(networks);
    if (key !== shown) {
      if (room) details.open = true;
      body.replaceChildren(room ? openView(texts, room) : closedView(texts, networks, open));
      shown = key;
      put(said, "");
    }
    const joined = body.querySelector(".joined");
    if (room && joined) put(joined, filled(texts.joined, { count: room.joined }));
  };
  const hear = (
    /** @type {{room?: Room | null, networks?: [string, string][], failed?: string}} */ message,
  ) => {
    if (message.failed) {
      put(said, texts.failed);
      put(problem, message.failed);
      for (const button of body.querySelectorAll("button")) button.disabled = false;
    }
    if (message.room !== undefined) showRoom(message.room, message.networks ?? []);
  };
  const look = () => {
    if (!document.hidden) model.send({ look: true });
  };
  showRoom(null, []);
  model.on("msg:custom", hear);
  el.replaceChildren(root);
  look();
  const timer = setInterval(look, PAUSE);
  const giveKeysBack = keepKeys(el);
  return () => {
    giveKeysBack();
    clearInterval(timer);
    model.off("msg:custom", hear);
  };
}

export default { render };
