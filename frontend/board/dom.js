/**
 * What every part of the board draws with. Texts become text nodes, whatever they contain: nothing
 * here or above ever parses a client's words as HTML.
 */
import { h, render, Component, Fragment } from "preact";
import { useState, useRef, useMemo, useEffect, useLayoutEffect } from "preact/hooks";
import htm from "htm";

export const html = htm.bind(h);

/** A component that is drawn again only where one of its properties is another. */
export function memo(draw) {
  return class extends Component {
    shouldComponentUpdate(next) {
      const names = new Set([...Object.keys(next), ...Object.keys(this.props)]);
      return [...names].some((name) => next[name] !== this.props[name]);
    }
    render(props) {
      return h(draw, props);
    }
  };
}

/** Class names from those whose condition holds. */
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

export { render, Fragment, useState, useRef, useMemo, useEffect, useLayoutEffect };
