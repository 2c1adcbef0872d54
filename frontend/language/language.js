// The language of a client's notebooks. When another is kept, the notebook is run again by the
// kit's extension of JupyterLab; where there is none, it is said which key does it.

import { keepKeys } from "../shared/keys.js";

/** @import { Model } from "../board/types" */

/** @param {{model: Model, el: HTMLElement}} widget */
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
  const kept = (/** @type {{kept?: string, again: string}} */ message) => {
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

export default { render };
