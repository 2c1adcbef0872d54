// The projector: how to join, how many have answered, and what was revealed.
import { byId, drawing, element } from "../shared/page.js";
import { chart } from "./charts.js";
import { follow, progress, say } from "./state.js";

let drawn = "";

follow((state) => {
  const { room } = state;
  byId("title").textContent = room.settings.title;
  document.title = `${say("projector")} – ${room.settings.title}`;
  byId("joined").textContent = say("joined", { count: room.devices.length });
  byId("notice").textContent = state.notices.at(-1) ?? "";
  const round = room.rounds.at(-1);
  showJoin(state, !round);
  const key = JSON.stringify(round);
  if (key === drawn) return;
  drawn = key;
  byId("main").replaceChildren(...(round ? roundView(round, room.rounds) : []));
});

/**
 * Return the address, which may break after its scheme alone.
 * @param {string} address
 */
function addressView(address) {
  const [scheme, host] = address.split("//");
  const rest = element("span", { class: "host" }, host);
  return element("p", { class: "address" }, `${scheme}//`, element("wbr"), rest);
}

let joinShown = "";

/**
 * @param {import("./state.js").State} state
 * @param {boolean} lobby
 */
function showJoin(state, lobby) {
  const key = [lobby, state.address, state.code, state.wifi].join();
  if (key === joinShown) return;
  joinShown = key;
  const aside = byId("join");
  aside.className = lobby ? "lobby" : "";
  const parts = [];
  if (state.wifi && lobby) {
    parts.push(
      element(
        "div",
        {},
        element("p", {}, say("wifi_first", { name: state.wifi })),
        element("div", { class: "qr" }, drawing(state.wifi_qr)),
      ),
    );
  }
  parts.push(
    element(
      "div",
      {},
      element("p", {}, say("scan")),
      element("div", { class: "qr", id: "qr" }, drawing(state.qr)),
      element("p", { class: "soft" }, say("type")),
      addressView(state.address),
      element("p", { class: "code" }, state.code),
      lobby && element("p", { class: "soft" }, say("same_network")),
    ),
  );
  aside.replaceChildren(...parts);
}

/**
 * @param {import("./state.js").Round} round
 * @param {import("./state.js").Round[]} rounds
 */
function roundView(round, rounds) {
  /** @type {HTMLElement[]} */
  const parts = [element("p", {}, element("span", { class: "tag" }, say(round.status)), " ")];
  if (round.repeats) parts[0].append(element("span", { class: "tag" }, say("second")));
  parts.push(element("h2", {}, round.question));
  if (round.status !== "revealed") {
    const [answered, ...more] = progress(round);
    if (round.asked) more.unshift(say("given", { given: round.given, asked: round.asked }));
    parts.push(
      element("p", { class: "big" }, answered),
      element("p", {}, more.join(" · ")),
      element("p", { class: "soft" }, say("private")),
    );
    return parts;
  }
  const first = rounds.find((one) => one.number === round.repeats);
  parts.push(chart(round, first, null));
  if (round.waiting?.length) {
    parts.push(element("p", { class: "soft" }, say("waiting_notes", { count: round.waiting.length })));
  }
  return parts;
}
