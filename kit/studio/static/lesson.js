// shared/elements.js
function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key.slice(2), value);
    else if (value !== false && value !== void 0)
      element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children);
  return element;
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

// lessons/lesson.js
function createPiece(name) {
  const element = h("div", { "data-piece": name, hidden: true });
  let shown = "";
  return {
    element,
    /** @param {string} html */
    put(html) {
      if (html === shown) return;
      shown = html;
      element.innerHTML = html;
      element.hidden = !html;
    }
  };
}
function createButton(label, press, kind = "") {
  const element = h(
    "button",
    {
      type: "button",
      class: kind,
      onclick: () => {
        if (element.getAttribute("aria-disabled") !== "true") press();
      }
    },
    label
  );
  return {
    element,
    /**
     * @param {string} text
     * @param {boolean} hidden
     */
    put(text, hidden = false) {
      element.textContent = text;
      element.hidden = hidden;
    },
    /** @param {boolean} on */
    busy(on) {
      element.setAttribute("aria-disabled", String(on));
    }
  };
}
function exercise(it) {
  const task = createPiece("task");
  const hints = createPiece("hints");
  const more = createButton("", () => it.ask({ hint: true }));
  more.element.dataset.do = "hint";
  it.buttons.push(more);
  it.el.append(task.element, hints.element, h("p", { class: "do" }, more.element));
  return (state) => {
    task.put(state.task);
    hints.put(state.hints);
    more.put(filled(it.texts.show, { hint: state.hint }), !state.hint);
  };
}
function check(it) {
  const feedback = createPiece("feedback");
  const model = createPiece("model");
  const told = h("p", { class: "told" });
  const look = createButton(it.texts.check, () => it.ask({ check: true }, it.texts.checking), "first");
  const open = createButton(it.texts.model, () => it.ask({ model: true }, it.texts.opening));
  look.element.dataset.do = "check";
  open.element.dataset.do = "model";
  it.buttons.push(look, open);
  it.el.append(
    h("p", { class: "do" }, look.element),
    feedback.element,
    h("p", { class: "do" }, open.element),
    told,
    model.element
  );
  return (state) => {
    feedback.put(state.feedback ?? "");
    model.put(state.model ?? "");
    look.put(state.feedback ? it.texts.again : it.texts.check, !state.case);
    open.put(it.texts.model, !state.open || Boolean(state.model));
    told.textContent = state.told;
    told.hidden = !state.told;
  };
}
function questions(it, moment, asked, hand) {
  const count = asked.length;
  const form = (
    /** @type {HTMLFormElement} */
    h("form", { class: "test", "data-moment": moment })
  );
  const answered = h("span", { class: "answered", role: "status" });
  const name = (n) => `${it.id}-${moment}-${n}`;
  const choices = () => asked.map((_, n) => {
    const chosen = (
      /** @type {RadioNodeList} */
      form.elements.namedItem(name(n)).value
    );
    return chosen === "" ? null : Number(chosen);
  });
  const counted = () => {
    const done = choices().filter((choice) => choice !== null).length;
    answered.textContent = filled(it.texts.answered, { done, count });
  };
  form.append(h("p", {}, it.texts.test_intro));
  asked.forEach(({ asks, choices: given }, n) => {
    form.append(
      h(
        "fieldset",
        {},
        h(
          "legend",
          {},
          h("span", { class: "number" }, filled(it.texts.question, { number: n + 1, count })),
          " ",
          asks
        ),
        ...given.map(
          (one) => h(
            "label",
            {},
            h("input", { type: "radio", name: name(n), value: one.number }),
            h("span", {}, one.says)
          )
        )
      )
    );
  });
  form.append(h("p", { class: "do" }, h("button", { class: "first" }, it.texts.hand_in), " ", answered));
  form.addEventListener("change", counted);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    hand(choices());
  });
  counted();
  return form;
}
function test(it) {
  const moments = ["before", "after"];
  const parts = Object.fromEntries(
    moments.map((moment) => {
      const head = h("h2", { class: "title" });
      const place = h("div", { class: "parcours" });
      const result = createPiece(moment);
      const take = createButton(it.texts.take, () => show(moment));
      it.buttons.push(take);
      it.el.append(result.element, h("p", { class: "do" }, take.element), place);
      return [moment, { head, place, result, take }];
    })
  );
  const compared = createPiece("compared");
  it.el.append(compared.element);
  let state = null;
  function show(moment) {
    if (!state) return;
    const { head, place, take } = parts[moment];
    head.textContent = state.titles[moment];
    head.tabIndex = -1;
    place.replaceChildren(
      head,
      questions(it, moment, state.questions[moment], (choices) => it.ask({ sit: { moment, choices } }))
    );
    take.element.hidden = true;
    head.focus();
  }
  return (news) => {
    const old = state;
    const first = old === null;
    state = news;
    for (const moment of moments) {
      const { place, result, take } = parts[moment];
      const done = news.results[moment];
      result.put(done);
      if (old && done !== old.results[moment]) place.replaceChildren();
      if (moment === "before") take.element.hidden = true;
      else {
        const hidden = !news.offered.includes("after") || place.hasChildNodes();
        take.put(done ? it.texts.retake : it.texts.take, hidden);
      }
    }
    if (first && news.offered.includes("before")) {
      const { head, place } = parts.before;
      head.textContent = news.titles.before;
      place.replaceChildren(
        head,
        questions(
          it,
          "before",
          news.questions.before,
          (choices) => it.ask({ sit: { moment: "before", choices } })
        )
      );
    }
    compared.put(news.compared);
  };
}
function progress(it) {
  const piece = createPiece("progress");
  it.el.append(piece.element);
  return (state) => piece.put(state.progress);
}
var VIEWS = { exercise, check, test, progress };
function turnTo(piece) {
  const headings = [
    .../** @type {NodeListOf<HTMLElement>} */
    piece.querySelectorAll(piece.dataset.piece === "hints" ? ".heading" : ".title")
  ];
  const target = headings.at(-1) ?? /** @type {HTMLElement | null} */
  piece.querySelector(".title");
  if (!target) return;
  target.tabIndex = -1;
  target.focus({ preventScroll: true });
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  target.scrollIntoView({ block: "start", behavior: still ? "auto" : "smooth" });
}
var last = 0;
function render({ model, el }) {
  const box = h("div", { class: "parcours-lesson", lang: model.get("lang"), "data-view": model.get("view") });
  const said = h("p", { class: "said", role: "status" });
  const fault = h("p", { class: "fault", role: "alert", hidden: true });
  const it = {
    el: box,
    id: `lesson-${++last}`,
    texts: model.get("texts"),
    buttons: [],
    ask(what, doing = "") {
      for (const button of it.buttons) button.busy(true);
      said.textContent = doing;
      fault.hidden = true;
      model.send(what);
    }
  };
  const draw = VIEWS[model.get("view")](it);
  box.append(said, fault);
  el.replaceChildren(box);
  const drawn = () => draw(model.get("state"));
  const answered = (message) => {
    for (const button of it.buttons) button.busy(false);
    said.textContent = "";
    fault.textContent = message.fault ?? "";
    fault.hidden = !message.fault;
    const piece = message.done && box.querySelector(`[data-piece="${message.done}"]`);
    if (piece) turnTo(
      /** @type {HTMLElement} */
      piece
    );
  };
  box.addEventListener("keydown", (event) => {
    if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
  });
  const giveKeysBack = keepKeys(box);
  model.on("change:state", drawn);
  model.on("msg:custom", answered);
  drawn();
  return () => {
    giveKeysBack();
    model.off("change:state", drawn);
    model.off("msg:custom", answered);
  };
}
var lesson_default = { render };
export {
  lesson_default as default
};
