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

// language/language.js
function render({ model, el }) {
  const label = document.createElement("label");
  const select = document.createElement("select");
  const note = document.createElement("span");
  note.setAttribute("role", "status");
  for (const [code, name] of model.get("names")) {
    const option = document.createElement("option");
    option.value = code;
    option.textContent = name;
    option.lang = code;
    select.append(option);
  }
  select.value = model.get("lang");
  select.addEventListener("change", () => model.send({ lang: select.value }));
  label.append(model.get("label"), " ", select);
  const box = document.createElement("div");
  box.className = "parcours-reader";
  box.append(note, label);
  el.replaceChildren(box);
  const kept = (message) => {
    if (!message.kept) return;
    note.textContent = message.again;
    window.dispatchEvent(new CustomEvent("parcours:run"));
  };
  model.on("msg:custom", kept);
  const giveKeysBack = keepKeys(el);
  return () => {
    giveKeysBack();
    model.off("msg:custom", kept);
  };
}
var language_default = { render };
export {
  language_default as default
};
