/** Traits of the widget that a part of the board follows. */

import { useLayoutEffect, useState } from "./dom.js";

/** @import { Model } from "./types" */

/**
 * A trait of the widget, as it is now.
 * @param {Model} model
 * @param {string} name
 */
export function useTrait(model, name) {
  const [value, set] = useState(model.get(name));
  // Before the next frame: what came until then would not be heard.
  useLayoutEffect(() => {
    const came = () => set(model.get(name));
    model.on(`change:${name}`, came);
    return () => model.off(`change:${name}`, came);
  }, []);
  return value;
}
