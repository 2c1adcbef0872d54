/** The width of words, for a layout that tears none. */

const SIZE = 100; // pixels: large enough that rounding does not count

/**
 * Return the width of the longest word of some names in bold type, in em.
 * @param {string[]} names
 * @param {string} family of the type
 */
export function widestWord(names, family) {
  const pen = document.createElement("canvas").getContext("2d");
  if (!pen) return 0;
  pen.font = `600 ${SIZE}px ${family}`;
  const words = new Set(names.flatMap((name) => name.split(/[\s-]+/)));
  return Math.max(0, ...[...words].map((word) => pen.measureText(word).width)) / SIZE;
}
