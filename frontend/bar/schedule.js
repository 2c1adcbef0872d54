// The time that is left: schedule.py once more, so that it is known whatever the kernel does.

/**
 * A session, as `Session` of schedule.py has it: times in seconds, by the number of an item.
 * @typedef {object} Session
 * @property {string} agenda its id
 * @property {number} index of the current item
 * @property {number | null} since when the clock runs; null while it does not
 * @property {number[]} spent
 * @property {number[]} extra
 * @property {number[]} [minutes] chosen for this workshop; 0 for those of the agenda
 * @property {boolean} [quiet]
 * @property {number} at when it changed last, in milliseconds
 */

/**
 * @typedef {{title: string, minutes: number, firm?: boolean, notebook?: string, [text: string]: any}} AgendaItem
 * @typedef {{id: string, name: string, items: AgendaItem[]}} Agenda
 */

const LEAST = 0.5;

/**
 * Share an overrun out over what remains: `share_overrun` of schedule.py.
 * @param {number[]} planned
 * @param {boolean[]} firm
 * @param {number} overrun
 * @returns {[number[], number]}
 */
export function shareOverrun(planned, firm, overrun) {
  const canGive = planned.reduce((sum, t, i) => sum + (firm[i] ? 0 : t), 0) * (1 - LEAST);
  const given = Math.min(Math.max(overrun, 0), canGive);
  const share = canGive ? (given / canGive) * (1 - LEAST) : 0;
  return [planned.map((t, i) => (firm[i] ? t : t * (1 - share))), Math.max(overrun, 0) - given];
}

/**
 * @param {Session} session
 * @param {number} item
 * @param {number} now
 */
export function elapsed(session, item, now) {
  const running = session.since !== null && item === session.index ? now - session.since : 0;
  return (session.spent[item] ?? 0) + Math.max(running, 0);
}

/**
 * The minutes that each item is to take: those of the agenda, or those chosen for this workshop.
 * @param {Session} session
 * @param {AgendaItem[]} items
 */
export function wanted(session, items) {
  return items.map((item, i) => session.minutes?.[i] || item.minutes);
}

/**
 * How it stands now, in seconds: `Session.plan` of schedule.py.
 * @param {Session} session
 * @param {AgendaItem[]} items
 * @param {number} now
 */
export function plan(session, items, now) {
  const sum = (/** @type {number[]} */ numbers) => numbers.reduce((a, b) => a + b, 0);
  const wants = wanted(session, items).map((minutes) => 60 * minutes);
  const planned = wants.map((seconds, i) => seconds + (session.extra[i] ?? 0));
  const here = Math.min(session.index, items.length - 1);
  const past = items.slice(0, here).map((_, i) => elapsed(session, i, now));
  const current = Math.max(planned[here], elapsed(session, here, now));
  const rest = wants.slice(here + 1);
  const firm = items.map((item, i) => Boolean(item.firm) || Boolean(session.minutes?.[i])).slice(here + 1);
  const total = 60 * sum(items.map((item) => item.minutes));
  const overrun = sum(past) + current + sum(rest) - total;
  const [shortened, over] = shareOverrun(rest, firm, overrun);
  const left = planned[here] - elapsed(session, here, now);
  return { left, items: [...past, current, ...shortened], late: overrun > 0 ? over : overrun };
}

/**
 * Seconds as whole minutes that add up: what is rounded off one item goes to the next.
 * @param {number[]} seconds
 */
export function wholeMinutes(seconds) {
  let told = 0;
  let sum = 0;
  return seconds.map((s) => {
    sum += s;
    const minutes = Math.max(0, Math.round(sum / 60) - told);
    told += minutes;
    return minutes;
  });
}

/**
 * Seconds as minutes and seconds: 4:05.
 * @param {number} seconds
 */
export function clock(seconds) {
  const s = Math.abs(seconds < 0 ? Math.floor(-seconds) : Math.ceil(seconds));
  return `${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")}`;
}
