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
const PACE = 12; // pixels by which it then scrolls with each frame

/** @typedef {{kind: string, id?: string, number?: number}} What a record by its id, or a note */
/** @typedef {{left: number, top: number, width: number, height: number}} Box */
/** @typedef {{zone: HTMLElement, before: string | null, mark: Box, area: boolean}} Target */
/** @typedef {(what: What, zone: DOMStringMap, before: string | null) => void} Drop */

/**
 * @typedef {object} Press
 * @property {What} what
 * @property {HTMLElement} source
 * @property {number} x
 * @property {number} y
 * @property {number} pointer
 * @property {Going | null} going null until the pointer has moved far enough
 */

/**
 * @typedef {object} Going
 * @property {HTMLElement} ghost the copy that follows the pointer
 * @property {HTMLElement} mark
 * @property {number} dx of the pointer from the left of the ghost
 * @property {number} dy
 * @property {Element} page what scrolls the board up and down
 * @property {Target | null} target
 * @property {number} frame
 */

export class Drag {
  /** @type {Press | null} */
  #press = null;
  #root;
  #drop;
  #miss;

  /**
   * @param {HTMLElement} root
   * @param {Drop} drop what to do where something is let go
   * @param {(what: What) => void} miss what to do where nothing takes it
   */
  constructor(root, drop, miss) {
    this.#root = root;
    this.#drop = drop;
    this.#miss = miss;
  }

  /**
   * Take a press on something that can be dragged.
   * @param {PointerEvent} event
   * @param {What} what
   * @param {HTMLElement} source
   */
  start(event, what, source) {
    if (event.button > 0 || this.#press) return;
    if (/** @type {Element} */ (event.target).closest("input, textarea, select, [data-nodrag]")) return;
    const { clientX: x, clientY: y, pointerId: pointer } = event;
    this.#press = { what, source, x, y, pointer, going: null };
    window.addEventListener("pointermove", this.#move);
    window.addEventListener("pointerup", this.#end);
    window.addEventListener("pointercancel", this.#cancel);
    window.addEventListener("keydown", this.#escape, true);
  }

  /** Put back what is dragged. */
  stop() {
    const press = this.#press;
    if (!press) return;
    if (press.going) {
      cancelAnimationFrame(press.going.frame);
      press.going.ghost.remove();
      press.going.mark.remove();
    }
    press.source.classList.remove("pk-dragged");
    this.#root.classList.remove("pk-dragging");
    window.removeEventListener("pointermove", this.#move);
    window.removeEventListener("pointerup", this.#end);
    window.removeEventListener("pointercancel", this.#cancel);
    window.removeEventListener("keydown", this.#escape, true);
    this.#press = null;
  }

  /**
   * @param {Press} press
   * @returns {Going}
   */
  #begin({ source, x, y, pointer }) {
    const box = source.getBoundingClientRect();
    const ghost = ghostOf(source, box.width);
    const mark = document.createElement("div");
    mark.className = "pk-mark";
    this.#root.append(ghost, mark);
    source.classList.add("pk-dragged");
    this.#root.classList.add("pk-dragging");
    try {
      this.#root.setPointerCapture(pointer);
    } catch {
      // the pointer has been let go meanwhile
    }
    const page = scrolledIn(this.#root);
    return { ghost, mark, dx: x - box.left, dy: y - box.top, page, target: null, frame: 0 };
  }

  #move = (/** @type {PointerEvent} */ event) => {
    const press = this.#press;
    if (!press || event.pointerId !== press.pointer) return;
    if (!press.going) {
      if (Math.hypot(event.clientX - press.x, event.clientY - press.y) < SLACK) return;
      press.going = this.#begin(press);
    }
    event.preventDefault();
    press.x = event.clientX;
    press.y = event.clientY;
    press.going.frame ||= requestAnimationFrame(this.#draw);
  };

  #draw = () => {
    const press = this.#press;
    const going = press?.going;
    if (!press || !going) return;
    going.frame = 0;
    const origin = this.#root.getBoundingClientRect();
    const { ghost, mark } = going;
    const { x, y } = press;
    ghost.style.transform = `translate(${x - going.dx - origin.left}px, ${y - going.dy - origin.top}px) rotate(1deg)`;
    const target = this.#target(press);
    going.target = target;
    mark.hidden = !target;
    if (target) {
      const { left, top, width, height } = target.mark;
      mark.style.transform = `translate(${left - origin.left}px, ${top - origin.top}px)`;
      mark.style.width = `${width}px`;
      mark.style.height = `${height}px`;
      mark.classList.toggle("pk-mark-area", target.area);
    }
    if (this.#scroll(press, going)) going.frame = requestAnimationFrame(this.#draw);
  };

  /**
   * Where it would come to stand: the zone under the pointer, and the card before which.
   * @param {Press} press
   * @returns {Target | null}
   */
  #target({ what, source, x, y }) {
    const zone = elementsAt(this.#root, x, y)
      .map((element) => /** @type {HTMLElement | null} */ (element.closest("[data-zone]")))
      .find((one) => one && this.#root.contains(one) && one.dataset.accepts?.split(" ").includes(what.kind));
    if (!zone) return null;
    const box = zone.getBoundingClientRect();
    if (!zone.dataset.axis) return { zone, before: null, mark: box, area: true };
    const across = zone.dataset.axis === "x";
    const cards = cardsIn(zone).filter((card) => card !== source);
    const boxes = cards.map((card) => card.getBoundingClientRect());
    const next = boxes.findIndex((one) => (across ? x < one.left + one.width / 2 : isBefore(x, y, one)));
    const before = next < 0 ? null : (cards[next].dataset.card ?? null);
    const beside = next < 0 ? boxes.at(-1) : boxes[next];
    if (!beside) return { zone, before, mark: box, area: true };
    return { zone, before, mark: between(beside, next < 0, across, box), area: false };
  }

  /**
   * Scroll what is scrolled across under the pointer, and what the board itself is scrolled in.
   * @param {Press} press
   * @param {Going} going
   */
  #scroll({ x, y }, { page }) {
    const area = elementsAt(this.#root, x, y)[0]?.closest(".pk-scroller");
    const across = area?.getBoundingClientRect();
    const sideways = area && across && scrolledBy(area, "scrollLeft", towards(x, across.left, across.right));
    const box =
      page === document.scrollingElement ? { top: 0, bottom: innerHeight } : page.getBoundingClientRect();
    const up = scrolledBy(page, "scrollTop", towards(y, box.top, box.bottom));
    return sideways || up;
  }

  #end = (/** @type {PointerEvent} */ event) => {
    const press = this.#press;
    if (!press || event.pointerId !== press.pointer) return;
    const { what, going } = press;
    if (going) this.#draw();
    this.stop();
    if (!going) return;
    swallowClick();
    if (going.target) this.#drop(what, going.target.zone.dataset, going.target.before);
    else this.#miss(what);
  };

  #cancel = (/** @type {PointerEvent} */ event) => {
    if (event.pointerId === this.#press?.pointer) this.stop();
  };

  #escape = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape" || !this.#press?.going) return;
    event.stopPropagation();
    this.stop();
  };
}

/**
 * A copy of an element that follows the pointer: nothing finds or reads it.
 * @param {HTMLElement} source
 * @param {number} width
 */
function ghostOf(source, width) {
  const ghost = /** @type {HTMLElement} */ (source.cloneNode(true));
  ghost.removeAttribute("data-card");
  ghost.setAttribute("aria-hidden", "true");
  ghost.classList.add("pk-ghost");
  for (const part of ghost.querySelectorAll("[id], [name]")) {
    part.removeAttribute("id");
    part.removeAttribute("name");
  }
  ghost.style.width = `${width}px`;
  return ghost;
}

/**
 * The elements at a point, the topmost first; none of another shadow tree.
 * @param {HTMLElement} root
 * @param {number} x
 * @param {number} y
 */
function elementsAt(root, x, y) {
  const tree = /** @type {Document | ShadowRoot} */ (root.getRootNode());
  return tree.elementsFromPoint(x, y);
}

/**
 * The cards of a zone, but not those of a zone inside it.
 * @param {HTMLElement} zone
 */
function cardsIn(zone) {
  const cards = /** @type {NodeListOf<HTMLElement>} */ (zone.querySelectorAll("[data-card]"));
  return [...cards].filter((card) => card.closest("[data-zone]") === zone);
}

/**
 * Return whether a point stands before a card: above it, or in a column of cards before its own.
 * @param {number} x
 * @param {number} y
 * @param {DOMRect} card
 */
function isBefore(x, y, card) {
  return x < card.left - card.width / 4 || (x < card.right && y < card.top + card.height / 2);
}

/**
 * The mark beside a card: before it, or after it where it is the last.
 * @param {DOMRect} card
 * @param {boolean} after
 * @param {boolean} across
 * @param {DOMRect} zone
 * @returns {Box}
 */
function between(card, after, across, zone) {
  return across
    ? { left: after ? card.right + 3 : card.left - 6, top: zone.top, width: 4, height: zone.height }
    : { left: card.left, top: after ? card.bottom + 2 : card.top - 6, width: card.width, height: 4 };
}

/**
 * The pixels by which to scroll, by how near a pointer is to an edge.
 * @param {number} pointer
 * @param {number} from
 * @param {number} to
 */
function towards(pointer, from, to) {
  if (pointer < from + EDGE) return -PACE;
  return pointer > to - EDGE ? PACE : 0;
}

/**
 * Scroll an element, and return whether it went anywhere.
 * @param {Element} area
 * @param {"scrollLeft" | "scrollTop"} side
 * @param {number} step
 */
function scrolledBy(area, side, step) {
  const before = area[side];
  area[side] += step;
  return area[side] !== before;
}

/** Take away the click that follows a drag: it opens nothing. */
function swallowClick() {
  const swallow = (/** @type {Event} */ click) => {
    click.stopPropagation();
    click.preventDefault();
  };
  window.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener("click", swallow, true), 0);
}

/**
 * What scrolls the board up and down: the notebook, or the page.
 * @param {HTMLElement} root
 * @returns {Element}
 */
function scrolledIn(root) {
  for (let one = /** @type {HTMLElement | null} */ (root); one; one = one.parentElement) {
    const how = getComputedStyle(one).overflowY;
    if ((how === "auto" || how === "scroll") && one.scrollHeight > one.clientHeight) return one;
  }
  return document.scrollingElement ?? document.documentElement;
}
