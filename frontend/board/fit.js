/**
 * The room's view fits one screen: the largest type with which all stages fit, down to the least that
 * is read from the back of a room; then pages of stages. Nothing here measures or draws.
 */

/** @typedef {{least: number, most: number}} Sizes of the type, in CSS pixels */
/** @typedef {{lanes: number, rows: number}} Capacity columns of a page, and items that stand in each */
/** @typedef {{stage: number, from: number, to: number, lanes: number}} Part of a stage, by its number */
/** @typedef {{size: number, rows: number, pages: Part[][]}} Fit */

const AT_LEAST = 18; // pixels, however small the screen
const LEAST = 1 / 96; // of the screen's width: 20 pixels of 1920
const MOST = 1 / 62;

/**
 * Return the least and the largest type of a screen.
 * @param {number} width of the screen in CSS pixels
 * @returns {Sizes}
 */
export function sizesFor(width) {
  const least = Math.max(AT_LEAST, Math.round(width * LEAST));
  return { least, most: Math.max(least, Math.min(44, Math.max(24, Math.round(width * MOST)))) };
}

/**
 * Return the parts of the stages: as many columns as their items need; a stage that is wider than a
 * page is cut.
 * @param {number[]} counts of each stage's items
 * @param {Capacity} capacity
 * @returns {Part[]}
 */
function partsOf(counts, { lanes, rows }) {
  const most = lanes * rows;
  return counts.flatMap((count, stage) => {
    const parts = [];
    for (let from = 0; from === 0 || from < count; from += most) {
      const to = Math.min(count, from + most);
      parts.push({ stage, from, to, lanes: Math.max(1, Math.ceil((to - from) / rows)) });
    }
    return parts;
  });
}

/**
 * Return pages of parts, each filled as far as it holds.
 * @param {Part[]} parts
 * @param {number} lanes
 */
function filled(parts, lanes) {
  /** @type {Part[][]} */
  const pages = [];
  let left = 0;
  for (const part of parts) {
    if (!pages.length || part.lanes > left) {
      pages.push([]);
      left = lanes;
    }
    pages[pages.length - 1].push(part);
    left -= part.lanes;
  }
  return pages;
}

/**
 * Return as few pages as `filled` does, of about the same width.
 * @param {Part[]} parts
 * @param {number} lanes
 */
function balanced(parts, lanes) {
  const pages = filled(parts, lanes);
  for (let fewer = 1; fewer < lanes; fewer++) {
    if (parts.some((part) => part.lanes > fewer)) continue;
    const even = filled(parts, fewer);
    if (even.length === pages.length) return even;
  }
  return pages;
}

/**
 * Lay out stages: on as few pages as the least type allows, in the largest type with which they fit.
 * @param {number[]} counts of each stage's items
 * @param {(size: number) => Capacity} capacity of a page at a size of type
 * @param {Sizes} sizes
 * @returns {Fit}
 */
export function fit(counts, capacity, { least, most }) {
  const at = (/** @type {number} */ size) => {
    const { lanes, rows } = capacity(size);
    return { lanes: Math.max(1, Math.floor(lanes)), rows: Math.max(1, Math.floor(rows)) };
  };
  const fewest = filled(partsOf(counts, at(least)), at(least).lanes).length;
  for (let size = most; size >= least; size--) {
    const holds = at(size);
    const pages = balanced(partsOf(counts, holds), holds.lanes);
    if (pages.length <= fewest || size === least) return { size, rows: holds.rows, pages };
  }
  return { size: least, rows: 1, pages: [] };
}
