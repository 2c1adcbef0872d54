/**
 * Fields into which people type. What is typed is an edit as soon as they pause; a field never loses
 * what stands in it to an answer that arrives meanwhile.
 */
import { html, useEffect, useId, useLayoutEffect, useMemo, useRef } from "./dom.js";
import { unsent } from "./unsent.js";

/** @import { App, FieldEvent, KeyEvent } from "./types" */

/** @typedef {HTMLInputElement | HTMLTextAreaElement} TextField */

/**
 * @typedef {object} OwnProps
 * @property {App} app
 * @property {string} value
 * @property {(text: string) => void} commit
 * @property {boolean} [long]
 * @property {boolean} [oneLine]
 * @property {unknown} [refused]
 * @property {(text: string) => string} [read]
 * @property {(event: FieldEvent) => void} [onInput]
 * @property {(event: KeyEvent) => void} [onKeyDown]
 *
 * @typedef {OwnProps & {[attribute: string]: unknown}} EntryProps
 *
 * @typedef {object} Typing what an entry keeps while it is shown
 * @property {ReturnType<typeof setTimeout> | undefined} timer
 * @property {number} since
 * @property {boolean} dirty
 * @property {string} text
 * @property {string} value
 * @property {(text: string) => void} commit
 * @property {(text: string) => string} read
 * @property {(() => void) | null} save
 */

const PAUSE = 350; // milliseconds without a key after which what is typed is an edit
const LONGEST = 1500; // and this many at most while typing goes on

/**
 * One line or several. `commit` is called with the text; `value` is shown unless the field holds
 * something newer. `read` tells which value a text stands for: a text that stands for what is
 * shown already, such as one that ends in the space before the next word, stays under the hands
 * that type it.
 * @param {EntryProps} props
 */
export function Entry({ app, value, commit, long, oneLine, refused, read = trimmed, ...rest }) {
  const ref = useRef(/** @type {TextField | null} */ (null));
  const own = useRef(
    /** @type {Typing} */ ({
      timer: undefined,
      since: 0,
      dirty: false,
      text: "",
      value,
      commit,
      read,
      save: null,
    }),
  ).current;
  own.commit = commit;
  own.value = value;
  own.read = read;

  const save = (own.save ??= () => {
    clearTimeout(own.timer);
    app.store.drafts.delete(save);
    if (!own.dirty) return;
    own.dirty = false;
    own.since = 0;
    own.commit(own.text);
  });

  useLayoutEffect(() => {
    const field = ref.current;
    if (!field) return;
    const kept = field.matches(":focus") && read(field.value) === value;
    if (!own.dirty && !refused && !kept && field.value !== value) field.value = value;
    if (long) grow(field);
  }, [value, refused]);
  useEffect(() => save, []);
  useEffect(() => (long && ref.current ? whenWidened(ref.current, grow) : undefined), []);

  const typed = (/** @type {FieldEvent} */ event) => {
    rest.onInput?.(event);
    const now = Date.now();
    own.dirty = true;
    own.text = ref.current?.value ?? "";
    own.since ||= now;
    app.store.drafts.add(save);
    clearTimeout(own.timer);
    own.timer = setTimeout(save, Math.max(0, Math.min(PAUSE, own.since + LONGEST - now)));
    if (long && ref.current) grow(ref.current);
  };
  const left = () => {
    save();
    const field = ref.current;
    if (field && own.read(field.value) === own.value) field.value = own.value;
  };
  const key = (/** @type {KeyEvent} */ event) => {
    if (event.key === "Escape" && own.dirty) {
      own.dirty = false;
      clearTimeout(own.timer);
      if (ref.current) ref.current.value = value;
      event.stopPropagation();
    } else if (event.key === "Enter" && (!long || oneLine)) {
      if (oneLine) event.preventDefault();
      save();
    }
    rest.onKeyDown?.(event);
  };
  const shared = {
    ...rest,
    ref,
    onInput: typed,
    onBlur: left,
    onKeyDown: key,
    "aria-invalid": refused ? "true" : undefined,
    spellcheck: true,
    lang: app.written,
  };
  return long ? html`<textarea rows="1" ...${shared}></textarea>` : html`<input type="text" ...${shared} />`;
}

/** @param {string} text */
function trimmed(text) {
  return text.trim();
}

// Where the browser makes a field as high as its text, no height is taken: each would lay out all.
const GROWS = CSS.supports("field-sizing", "content");

/** @param {TextField} field */
function grow(field) {
  if (GROWS) return;
  field.style.height = "auto";
  if (field.scrollHeight) field.style.height = `${field.scrollHeight + 2}px`;
}

/**
 * Do something with a field whenever it has another width: also when it comes onto the page.
 * @param {TextField} field
 * @param {(field: TextField) => void} work
 */
function whenWidened(field, work) {
  let width = 0;
  const watch = new ResizeObserver(() => {
    if (field.clientWidth === width) return;
    width = field.clientWidth;
    work(field);
  });
  watch.observe(field);
  return () => watch.disconnect();
}

/**
 * A line with a button that adds what it says, and makes room for the next.
 * @param {{app: App, label: string, button: string, add: (text: string) => unknown, children?: any, name: string, short?: string}} props
 */
export function QuickEntry({ app, label, button, add, children, name, short }) {
  const ref = useRef(/** @type {HTMLInputElement | null} */ (null));
  const id = useId();
  const draft = useMemo(() => unsent(app, name), []);
  const go = (/** @type {Event} */ event) => {
    event.preventDefault();
    const field = ref.current;
    if (!field || add(field.value.trim()) === false) return;
    field.value = "";
    draft.keep("");
    field.focus();
  };
  return html`<form class="pk-quick" onSubmit=${go} data-nodrag>
    <label class="pk-hidden" for=${id}>${label}</label>
    <input id=${id} ref=${ref} type="text" placeholder=${short ?? label} data-quick=${name}
      defaultValue=${draft.text} onInput=${(/** @type {FieldEvent} */ event) => draft.keep(event.target.value)} autocomplete="off" lang=${app.written} />
    ${children}
    <button class="pk-small" title=${button} aria-label=${button}><span aria-hidden="true">+</span></button>
  </form>`;
}
