/**
 * Dragging by mouse, pen and touch. Nothing is drawn anew while something is dragged: a copy of it
 * follows the pointer, a mark shows where it would come to stand, and the journey is edited at the
 * end. Everything that can be dragged can be moved by keyboard and by the fields of its form too.
 *
 * What can take something has `data-zone` and says in `data-accepts` what; its cards have
 * `data-card`, and `data-axis` says how they are lined up.
 */

const SLACK = 5; // pixels by which a pointer may move before a press becomes a drag
const EDGE = 48; // pixels from the edge of a scrolled area at which it scrolls on

export function createDrag(root, drop) {
  let going = null;

  function start(event, what, source) {
    if (event.button > 0 || going) return;
    if (event.target.closest("input, textarea, select, [data-nodrag]")) return;
    going = { what, source, x: event.clientX, y: event.clientY, pointer: event.pointerId };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", end);
    window.addEventListener("pointercancel", cancel);
    window.addEventListener("keydown", escape, true);
  }

  function begin() {
    const { source } = going;
    const box = source.getBoundingClientRect();
    const ghost = source.cloneNode(true);
    ghost.removeAttribute("data-card");
    ghost.setAttribute("aria-hidden", "true");
    ghost.classList.add("pk-ghost");
    for (const part of ghost.querySelectorAll("[id], [name]")) {
      part.removeAttribute("id");
      part.removeAttribute("name");
    }
    ghost.style.width = `${box.width}px`;
    going.dx = going.x - box.left;
    going.dy = going.y - box.top;
    going.ghost = ghost;
    going.page = scrolledIn(root);
    going.mark = document.createElement("div");
    going.mark.className = "pk-mark";
    root.append(ghost, going.mark);
    source.classList.add("pk-dragged");
    root.classList.add("pk-dragging");
    try {
      root.setPointerCapture(going.pointer);
    } catch {
      // the pointer has been let go meanwhile
    }
  }

  function move(event) {
    if (event.pointerId !== going.pointer) return;
    if (!going.ghost) {
      if (Math.hypot(event.clientX - going.x, event.clientY - going.y) < SLACK) return;
      begin();
    }
    event.preventDefault();
    going.x = event.clientX;
    going.y = event.clientY;
    if (!going.frame) going.frame = requestAnimationFrame(draw);
  }

  function draw() {
    if (!going) return;
    going.frame = 0;
    const origin = root.getBoundingClientRect();
    const { ghost, mark, x, y } = going;
    ghost.style.transform =
      `translate(${x - going.dx - origin.left}px, ${y - going.dy - origin.top}px) rotate(1deg)`;
    const place = target(x, y);
    going.place = place;
    mark.hidden = !place;
    if (place) {
      const { left, top, width, height } = place.mark;
      mark.style.transform = `translate(${left - origin.left}px, ${top - origin.top}px)`;
      mark.style.width = `${width}px`;
      mark.style.height = `${height}px`;
      mark.classList.toggle("pk-mark-area", place.area);
    }
    if (scroll(x, y)) going.frame = requestAnimationFrame(draw);
  }

  /** Where it would come to stand: the zone under the pointer, and the card before which. */
  function target(x, y) {
    const under = root.getRootNode().elementsFromPoint(x, y);
    const zone = under
      .map((element) => element.closest?.("[data-zone]"))
      .find((one) => one && root.contains(one) && one.dataset.accepts.split(" ").includes(going.what.kind));
    if (!zone) return null;
    const box = zone.getBoundingClientRect();
    if (!zone.dataset.axis) return { zone, before: null, mark: box, area: true };
    const across = zone.dataset.axis === "x";
    const cards = [...zone.querySelectorAll("[data-card]")].filter(
      (card) => card !== going.source && card.closest("[data-zone]") === zone,
    );
    const boxes = cards.map((card) => card.getBoundingClientRect());
    const next = boxes.findIndex((one) =>
      across ? x < one.left + one.width / 2 : y < one.top + one.height / 2,
    );
    const before = next < 0 ? null : cards[next].dataset.card;
    const beside = next < 0 ? boxes.at(-1) : boxes[next];
    if (!beside) return { zone, before, mark: box, area: true };
    const mark = across
      ? { left: (next < 0 ? beside.right + 3 : beside.left - 6), top: box.top, width: 4, height: box.height }
      : { left: beside.left, top: (next < 0 ? beside.bottom + 2 : beside.top - 6), width: beside.width, height: 4 };
    return { zone, before, mark, area: false };
  }

  /** Scroll what is scrolled across under the pointer, and what the board itself is scrolled in. */
  function scroll(x, y) {
    const area = root.getRootNode().elementFromPoint(x, y)?.closest?.(".pk-scroller");
    const across = area?.getBoundingClientRect();
    const sideways =
      area && by(area, "scrollLeft", x < across.left + EDGE ? -12 : x > across.right - EDGE ? 12 : 0);
    const page = going.page;
    const box = page === document.scrollingElement
      ? { top: 0, bottom: innerHeight }
      : page.getBoundingClientRect();
    const up = by(page, "scrollTop", y < box.top + EDGE ? -12 : y > box.bottom - EDGE ? 12 : 0);
    return sideways || up;
  }

  function by(area, side, step) {
    const before = area[side];
    area[side] += step;
    return area[side] !== before;
  }

  function end(event) {
    if (event.pointerId !== going.pointer) return;
    if (going.ghost) draw();
    const { what, place, ghost } = going;
    stop();
    if (!ghost) return;
    // The click that follows a drag opens nothing.
    const swallow = (click) => {
      click.stopPropagation();
      click.preventDefault();
    };
    window.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => window.removeEventListener("click", swallow, true), 0);
    if (place) drop(what, place.zone.dataset, place.before);
  }

  function cancel(event) {
    if (event.pointerId === going.pointer) stop();
  }

  function escape(event) {
    if (event.key !== "Escape" || !going?.ghost) return;
    event.stopPropagation();
    stop();
  }

  function stop() {
    cancelAnimationFrame(going.frame);
    going.ghost?.remove();
    going.mark?.remove();
    going.source.classList.remove("pk-dragged");
    root.classList.remove("pk-dragging");
    window.removeEventListener("pointermove", move);
    window.removeEventListener("pointerup", end);
    window.removeEventListener("pointercancel", cancel);
    window.removeEventListener("keydown", escape, true);
    going = null;
  }

  return { start, stop: () => going && stop() };
}

/** What scrolls the board up and down: the notebook, or the page. */
function scrolledIn(root) {
  for (let one = root; one; one = one.parentElement) {
    const how = getComputedStyle(one).overflowY;
    if ((how === "auto" || how === "scroll") && one.scrollHeight > one.clientHeight) return one;
  }
  return document.scrollingElement;
}
