/** Pictures of the client's folder: the field that names a file, and the picture itself. */

import { html } from "./dom.js";
import { Line } from "./fields.js";
import { useTrait } from "./trait.js";

/** @import { App, Place } from "./types" */
/** @import { FieldProps } from "./fields.js" */

/**
 * A picture as the widget has read it: its address, or why it cannot be shown.
 * @param {App} app
 * @param {Place} place
 * @returns {{url?: string, why?: string}}
 */
export const usePicture = (app, place) => useTrait(app.model, "pictures")?.[place.join(".")] ?? {};

/**
 * The name of the file, and under it the picture; or why there is none.
 * @param {FieldProps} props
 */
export function PictureField(props) {
  const { url, why } = usePicture(props.app, props.place);
  return html`<${Line} ...${props}>
    ${url && html`<img class="pk-picture" src=${url} alt="" />`}
    ${why && html`<p class="pk-why" role="alert">${why}</p>`}
  </${Line}>`;
}
