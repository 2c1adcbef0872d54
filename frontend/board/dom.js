/**
 * What every part of the board draws with. Texts become text nodes, whatever they contain: nothing
 * here or above ever parses a client's words as HTML.
 */

import htm from "htm";
import { Component, Fragment, h, render } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";

export const html = htm.bind(h);

/** @typedef {{[name: string]: unknown}} Props */

/**
 * A component that is drawn again only where one of its properties is another.
 * @template P
 * @param {(props: P) => any} draw
 * @returns {any}
 */
export function memo(draw) {
  return class extends Component {
    /** @param {Props} next */
    shouldComponentUpdate(next) {
      const names = new Set([...Object.keys(next), ...Object.keys(this.props)]);
      const shown = /** @type {Props} */ (this.props);
      return [...names].some((name) => next[name] !== shown[name]);
    }
    /** @param {Props} props */
    render(props) {
      return h(/** @type {any} */ (draw), props);
    }
  };
}

/**
 * Class names from those whose condition holds.
 * @param {...(string | false | null | undefined)} names
 */
export function classes(...names) {
  return names.filter(Boolean).join(" ");
}

const own = Math.random().toString(36).slice(2, 8); // a page may hold several boards
let last = 0;

/** An id for an element that a label or a description names; the same as long as it is shown. */
export function useId() {
  const ref = useRef(0);
  if (!ref.current) ref.current = ++last;
  return `pk-${own}-${ref.current}`;
}

export { Fragment, h, render, useEffect, useLayoutEffect, useMemo, useRef, useState };
