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
function put(element2, text) {
  if (element2.textContent !== text) element2.textContent = text;
}
function filled(text, gaps) {
  return text.replace(/\{(\w+)\}/g, (all, name) => String(gaps[name] ?? all));
}

// shared/keys.js
var SUPPRESSED = "data-lm-suppress-shortcuts";
function keepKeys(el, own = (event) => !event.ctrlKey && !event.metaKey) {
  const pressed = (event) => {
    const { target } = event;
    if (target instanceof Element && el.contains(target)) target.toggleAttribute(SUPPRESSED, own(event));
  };
  window.addEventListener("keydown", pressed, true);
  return () => window.removeEventListener("keydown", pressed, true);
}

// shared/page.js
function element(name, attributes = {}, ...children) {
  return h(name, attributes, .../** @type {(Node | string)[]} */
  children.filter(Boolean));
}
function typedIn(field) {
  return (
    /** @type {HTMLInputElement} */
    field.value
  );
}
function drawing(text) {
  const svg = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  return document.importNode(svg, true);
}

// room/room_button.js
var PAUSE = 2e3;
function closedView(texts, networks, open) {
  const network = h("select", {}, ...networks.map(([ip, name]) => h("option", { value: ip }, name)));
  const names = (
    /** @type {HTMLInputElement} */
    h("input", { type: "checkbox" })
  );
  const wifi = h("input", { type: "text", maxlength: 64, autocomplete: "off" });
  const password = h("input", { type: "password", maxlength: 64, autocomplete: "off" });
  const submit = (event) => {
    event.preventDefault();
    open({
      network: typedIn(network),
      names: names.checked,
      wifi: typedIn(wifi),
      password: typedIn(password)
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
    h("button", { type: "submit" }, texts.open)
  );
}
function openView(texts, room) {
  const page = (text, href) => h("a", { class: "page", href, target: "_blank", rel: "noopener" }, text);
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
      room.notices.length > 0 && h("p", { class: "notice", role: "alert" }, room.notices[room.notices.length - 1]),
      h("p", {}, page(texts.projector, room.projector), " ", page(texts.desk, room.desk)),
      h("p", {}, texts.close)
    )
  );
}
function render({ model, el }) {
  const texts = model.get("texts");
  const said = h("p", { role: "status" });
  const problem = h("pre", { role: "alert" });
  const body = h("div");
  const details = (
    /** @type {HTMLDetailsElement} */
    h("details", {}, h("summary", {}, texts.phones), body, said, problem)
  );
  const root = h(
    "section",
    { class: "parcours-room", "aria-label": texts.phones, lang: model.get("lang") },
    details
  );
  for (const [name, value] of Object.entries(model.get("theme"))) root.style.setProperty(name, String(value));
  let shown = "";
  const open = (choices) => {
    put(said, texts.opening);
    put(problem, "");
    for (const button of body.querySelectorAll("button")) button.disabled = true;
    model.send({ open: choices });
  };
  const showRoom = (room, networks) => {
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
  const hear = (message) => {
    if (message.failed) {
      put(said, texts.failed);
      put(problem, message.failed);
      for (const button of body.querySelectorAll("button")) button.disabled = false;
    }
    if (message.room !== void 0) showRoom(message.room, message.networks ?? []);
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
var room_button_default = { render };
export {
  room_button_default as default
};
