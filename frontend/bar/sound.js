// Three short tones, heard once however many bars know that the time is up.

// Every widget is given a copy of this module; the page is what the copies share.
/** @typedef {{context: AudioContext | null, rung: Set<string>, armed?: boolean}} Page */

const shared = /** @type {{parcoursSound?: Page}} */ (/** @type {unknown} */ (window));
const page = (shared.parcoursSound ??= { context: null, rung: new Set() });

/** How long the end of a time can be heard, in seconds: a tab in the background wakes up once a minute. */
const LATEST = 120;

/** Browsers allow sound once someone has done something on the page: anywhere, not only in the bar. */
export function arm() {
  if (page.armed || !("AudioContext" in window)) return;
  page.armed = true;
  const gesture = () => {
    if (navigator.userActivation?.hasBeenActive === false) return;
    page.context ??= new AudioContext();
    if (page.context.state !== "running") page.context.resume().catch(() => {});
  };
  for (const name of ["pointerdown", "pointerup", "keydown"]) window.addEventListener(name, gesture, true);
}

/**
 * Ring, unless it is to be quiet, for what was up at a time (seconds since 1970): once in all tabs.
 * @param {string} what
 * @param {number} at
 * @param {boolean} [quiet]
 */
export function ring(what, at, quiet) {
  const name = `${what} ${at}`;
  if (page.rung.has(name)) return;
  page.rung.add(name); // also where nothing may be heard yet: later would be too late
  if (quiet || !page.context || page.context.state !== "running" || Date.now() / 1000 > at + LATEST) return;
  if (!navigator.locks) {
    tones(page.context);
    return;
  }
  // The first tab that gets the lock keeps it until no other can be that late.
  navigator.locks
    .request(name, { ifAvailable: true }, (lock) => {
      if (!lock || !page.context) return null;
      tones(page.context);
      return new Promise((done) => setTimeout(done, 1000 * LATEST));
    })
    .catch(() => {});
}

/** @param {AudioContext} context */
function tones(context) {
  for (const [number, hertz] of [660, 660, 880].entries()) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    const begin = context.currentTime + number * 0.35;
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(0, begin);
    volume.gain.linearRampToValueAtTime(0.3, begin + 0.02);
    volume.gain.linearRampToValueAtTime(0, begin + 0.3);
    tone.connect(volume).connect(context.destination);
    tone.start(begin);
    tone.stop(begin + 0.3);
  }
}
