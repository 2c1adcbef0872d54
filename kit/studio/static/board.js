// shared/keys.js
var SUPPRESSED = "data-lm-suppress-shortcuts";
function keepKeys(el, own2 = (event) => !event.ctrlKey && !event.metaKey) {
  const pressed = (event) => {
    const { target } = event;
    if (target instanceof Element && el.contains(target)) target.toggleAttribute(SUPPRESSED, own2(event));
  };
  window.addEventListener("keydown", pressed, true);
  return () => window.removeEventListener("keydown", pressed, true);
}

// board/tables.js
var KEYED = [
  "goals",
  "evidence",
  "channels",
  "personas",
  "stages",
  "touchpoints",
  "pain_points",
  "improvements"
];
var LINK_FIELDS = [
  "emotions.*.at",
  "emotions.*.evidence",
  "emotions.*.persona",
  "emotions.*.thought.evidence",
  "evidence.*.measures.*.at",
  "evidence.*.measures.*.persona",
  "improvements.*.effects.*.at",
  "improvements.*.effects.*.persona",
  "improvements.*.goal",
  "improvements.*.knows.evidence",
  "improvements.*.kpi",
  "improvements.*.opportunity.evidence",
  "improvements.*.relieves",
  "improvements.*.removes",
  "improvements.*.solution.evidence",
  "improvements.*.stage",
  "improvements.*.strengthens",
  "pain_points.*.at",
  "pain_points.*.causes.*.evidence",
  "pain_points.*.evidence",
  "pain_points.*.personas",
  "pain_points.*.verbatims.*.evidence",
  "pain_points.*.what.evidence",
  "personas.*.demographics.age.evidence",
  "personas.*.demographics.area.evidence",
  "personas.*.demographics.gender.evidence",
  "personas.*.demographics.income.evidence",
  "personas.*.empathy.frustrations.*.evidence",
  "personas.*.empathy.motivations.*.evidence",
  "personas.*.empathy.needs.*.evidence",
  "personas.*.general.household.evidence",
  "personas.*.general.occupation.evidence",
  "personas.*.general.place.evidence",
  "personas.*.goals.long_term.*.evidence",
  "personas.*.goals.short_term.*.evidence",
  "personas.*.personality.character.*.evidence",
  "personas.*.personality.information.*.evidence",
  "personas.*.problems.life.*.evidence",
  "personas.*.problems.product.*.evidence",
  "personas.*.quotation.evidence",
  "personas.*.relation.alternatives.*.evidence",
  "personas.*.relation.how.*.evidence",
  "personas.*.relation.likes.*.evidence",
  "personas.*.relation.why.*.evidence",
  "personas.*.wishes.improve.*.evidence",
  "personas.*.wishes.solutions.*.evidence",
  "scenario.expectations.*.evidence",
  "scenario.goal.evidence",
  "silenced.*.at",
  "stages.*.experience.*.actions.*.evidence",
  "stages.*.experience.*.goal.evidence",
  "stages.*.experience.*.thoughts.*.evidence",
  "stages.*.kpis.*.evidence",
  "stages.*.objective.evidence",
  "touchpoints.*.channel",
  "touchpoints.*.contradicts",
  "touchpoints.*.employee.does.evidence",
  "touchpoints.*.employee.evidence",
  "touchpoints.*.employee.initiative.evidence",
  "touchpoints.*.employee.irritant.evidence",
  "touchpoints.*.employee.mistakes.evidence",
  "touchpoints.*.kpis.*.evidence",
  "touchpoints.*.personas",
  "touchpoints.*.promise.evidence",
  "touchpoints.*.stage"
];
var LINK_MAPS = [
  "evidence.*.personas",
  "evidence.*.steps",
  "stages.*.experience"
];
var HIGH = 4;
var DISAGREEMENT = 2;

// board/data.js
var keyed = new Set(KEYED);
function isKeyed(place) {
  return place.length === 1 && keyed.has(String(place[0])) || place.at(-1) === "kpis";
}
function position(items, part) {
  if (typeof part === "number") return part >= 0 && part < items.length ? part : -1;
  if (typeof part === "string") return items.findIndex((item) => item?.id === part);
  if (!part) return -1;
  return items.findIndex((item) => Object.keys(part).every((name) => item?.[name] === part[name]));
}
function opened(value, part) {
  if (typeof value !== "string") return value;
  return typeof part === "string" ? { text: value } : [value];
}
function at(value, place) {
  for (const part of place) {
    const holder = opened(value, part);
    if (holder === null || typeof holder !== "object") return null;
    value = Array.isArray(holder) ? holder[position(holder, part)] : holder[String(part)];
    value ??= null;
  }
  return value ?? null;
}
var Nowhere = class extends Error {
};
function changed(value, place, change, here = []) {
  if (!place.length) return change(value);
  const [part, ...rest] = place;
  const holder = opened(value, part) ?? (isKeyed(here) ? [] : {});
  if (typeof holder !== "object") throw new Nowhere();
  if (Array.isArray(holder)) {
    const where = position(holder, part);
    if (where < 0) throw new Nowhere();
    const item2 = changed(holder[where], rest, change, [...here, part]);
    return item2 === null ? holder.toSpliced(where, 1) : holder.with(where, item2);
  }
  if (typeof part !== "string") throw new Nowhere();
  const item = changed(holder[part] ?? null, rest, change, [...here, part]);
  if (item !== null) return { ...holder, [part]: item };
  const { [part]: _3, ...others } = holder;
  return others;
}
function currentPlace(data, place, was) {
  if (was === null || was === void 0 || typeof place.at(-1) !== "number") return place;
  const items = at(data, place.slice(0, -1));
  if (!Array.isArray(items) || equal(at(items, place.slice(-1)), was)) return place;
  const same = items.flatMap((item, n3) => equal(item, was) ? [n3] : []);
  return same.length === 1 ? [...place.slice(0, -1), same[0]] : place;
}
function asItem(value, id) {
  const { kpis, ...record } = value ?? {};
  const listed2 = kpis && { kpis: Object.entries(kpis).map(([kpi, values]) => ({ ...values, id: kpi })) };
  return { ...record, ...listed2, id };
}
var OPS = {
  set(data, { place, value = null, was }) {
    if (typeof value === "string" && !value.trim()) value = null;
    if (place[0] === "emotions" && place.length === 3 && typeof place[1] === "object") {
      const felt = withFeeling(data, place, value, was);
      if (felt) return felt;
    }
    const now = currentPlace(data, place, was);
    if (equal(at(data, now), value)) return data;
    return changed(data, now, () => value);
  },
  add(data, { place, value, before }) {
    const parent = place.slice(0, -1);
    if (!isKeyed(parent)) {
      const items = [at(data, place) ?? []].flat();
      const where = position(items, before);
      return changed(data, place, () => items.toSpliced(where < 0 ? items.length : where, 0, value));
    }
    const item = asItem(value, place.at(-1));
    const there = at(data, place);
    if (equal(there, item)) return data;
    if (there !== null) throw new Nowhere();
    return changed(data, parent, (records) => {
      const items = records ?? [];
      const where = position(items, before);
      return items.toSpliced(where < 0 ? items.length : where, 0, item);
    });
  },
  remove(data, { place, was }) {
    const now = currentPlace(data, place, was);
    return at(data, now) === null ? data : changed(data, now, () => null);
  },
  move(data, { place, before, was }) {
    const now = currentPlace(data, place, was);
    const part = now.at(-1);
    if (before === part) return data;
    return changed(data, now.slice(0, -1), (value) => {
      const items = Array.isArray(value) ? value : [];
      const from = position(items, part);
      if (from < 0) throw new Nowhere();
      const target = position(items, before);
      const to = target < 0 ? items.length : target;
      return items.toSpliced(from, 1).toSpliced(to > from ? to - 1 : to, 0, items[from]);
    });
  },
  batch(data, { edits }) {
    return edits.reduce(applied, data);
  }
};
function withFeeling(data, place, value, was) {
  const whose = (
    /** @type {{[field: string]: string}} */
    place[1]
  );
  const name = String(place[2]);
  const entries = data.emotions ?? [];
  const where = position(entries, whose);
  if (where < 0) {
    if (value === null || (was ?? null) !== null) return data;
    const last2 = entries.findLastIndex((entry3) => entry3.persona === whose.persona);
    const entry2 = (
      /** @type {Plain} */
      { ...whose, [name]: value }
    );
    return { ...data, emotions: entries.toSpliced(last2 < 0 ? entries.length : last2 + 1, 0, entry2) };
  }
  const entry = (
    /** @type {Plain} */
    entries[where]
  );
  const bare2 = Object.keys(entry).every((field) => field in whose || field === name);
  const removed = value === null && bare2 && equal(entry[name], was);
  return removed ? { ...data, emotions: entries.toSpliced(where, 1) } : null;
}
function applied(data, edit) {
  return OPS[edit.op](data, edit);
}
function sharing(old, value) {
  if (old === value || old === null || value === null) return value;
  if (typeof old !== "object" || typeof value !== "object") return value;
  if (Array.isArray(value)) {
    if (!Array.isArray(old)) return value;
    const byId = new Map(old.filter((item) => item?.id).map((item) => [item.id, item]));
    const made2 = value.map((item, n3) => sharing(byId.get(item?.id) ?? old[n3], item));
    const same2 = made2.length === old.length && made2.every((item, n3) => item === old[n3]);
    return (
      /** @type {Plain} */
      same2 ? old : made2
    );
  }
  if (Array.isArray(old)) return value;
  const record = (
    /** @type {Plain} */
    value
  );
  const names = Object.keys(record);
  const made = Object.fromEntries(names.map((name) => [name, sharing(old[name], record[name])]));
  const same = names.length === Object.keys(old).length && names.every((n3) => made[n3] === old[n3]);
  return same ? old : (
    /** @type {Plain} */
    made
  );
}
function equal(one, other) {
  return sharing(one ?? null, other ?? null) === (one ?? null);
}
function words(statement) {
  return typeof statement === "string" ? statement : statement?.text ?? "";
}
function stageOf(data, id) {
  const touchpoint = data.touchpoints?.find((t4) => t4.id === id);
  return touchpoint ? touchpoint.stage : id;
}
function touchpointsOf(data, stage, persona) {
  return (data.touchpoints ?? []).filter(
    (t4) => t4.stage === stage && (!persona || !t4.personas?.length || [t4.personas].flat().includes(persona))
  );
}

// node_modules/htm/dist/htm.module.js
var n = function(t4, s3, r3, e3) {
  var u3;
  s3[0] = 0;
  for (var h3 = 1; h3 < s3.length; h3++) {
    var p3 = s3[h3++], a3 = s3[h3] ? (s3[0] |= p3 ? 1 : 2, r3[s3[h3++]]) : s3[++h3];
    3 === p3 ? e3[0] = a3 : 4 === p3 ? e3[1] = Object.assign(e3[1] || {}, a3) : 5 === p3 ? (e3[1] = e3[1] || {})[s3[++h3]] = a3 : 6 === p3 ? e3[1][s3[++h3]] += a3 + "" : p3 ? (u3 = t4.apply(a3, n(t4, a3, r3, ["", null])), e3.push(u3), a3[0] ? s3[0] |= 2 : (s3[h3 - 2] = 0, s3[h3] = u3)) : e3.push(a3);
  }
  return e3;
};
var t = /* @__PURE__ */ new Map();
function htm_module_default(s3) {
  var r3 = t.get(this);
  return r3 || (r3 = /* @__PURE__ */ new Map(), t.set(this, r3)), (r3 = n(this, r3.get(s3) || (r3.set(s3, r3 = (function(n3) {
    for (var t4, s4, r4 = 1, e3 = "", u3 = "", h3 = [0], p3 = function(n4) {
      1 === r4 && (n4 || (e3 = e3.replace(/^\s*\n\s*|\s*\n\s*$/g, ""))) ? h3.push(0, n4, e3) : 3 === r4 && (n4 || e3) ? (h3.push(3, n4, e3), r4 = 2) : 2 === r4 && "..." === e3 && n4 ? h3.push(4, n4, 0) : 2 === r4 && e3 && !n4 ? h3.push(5, 0, true, e3) : r4 >= 5 && ((e3 || !n4 && 5 === r4) && (h3.push(r4, 0, e3, s4), r4 = 6), n4 && (h3.push(r4, n4, 0, s4), r4 = 6)), e3 = "";
    }, a3 = 0; a3 < n3.length; a3++) {
      a3 && (1 === r4 && p3(), p3(a3));
      for (var l3 = 0; l3 < n3[a3].length; l3++) t4 = n3[a3][l3], 1 === r4 ? "<" === t4 ? (p3(), h3 = [h3], r4 = 3) : e3 += t4 : 4 === r4 ? "--" === e3 && ">" === t4 ? (r4 = 1, e3 = "") : e3 = t4 + e3[0] : u3 ? t4 === u3 ? u3 = "" : e3 += t4 : '"' === t4 || "'" === t4 ? u3 = t4 : ">" === t4 ? (p3(), r4 = 1) : r4 && ("=" === t4 ? (r4 = 5, s4 = e3, e3 = "") : "/" === t4 && (r4 < 5 || ">" === n3[a3][l3 + 1]) ? (p3(), 3 === r4 && (h3 = h3[0]), r4 = h3, (h3 = h3[0]).push(2, 0, r4), r4 = 0) : " " === t4 || "	" === t4 || "\n" === t4 || "\r" === t4 ? (p3(), r4 = 2) : e3 += t4), 3 === r4 && "!--" === e3 && (r4 = 4, h3 = h3[0]);
    }
    return p3(), h3;
  })(s3)), r3), arguments, [])).length > 1 ? r3 : r3[0];
}

// node_modules/preact/dist/preact.mjs
var n2;
var t2;
var r;
var u;
var i;
var f;
var o;
var e;
var l;
var c;
var a;
var s;
var h = /* @__PURE__ */ Symbol.for("pv");
var p = {};
var y = [];
var v = /^m(i|n|o|s|text|space)$/;
var w = Array.isArray;
var d = y.slice;
var _ = Object.assign;
function g(n3) {
  n3 && n3.parentNode && n3.remove();
}
function k(n3, t4, r3) {
  var u3, i3, f3, o3 = {}, e3 = arguments.length;
  for (f3 in t4) "key" == f3 ? u3 = t4[f3] : "ref" == f3 && "function" != typeof n3 ? i3 = t4[f3] : o3[f3] = t4[f3];
  return e3 > 2 && (o3.children = e3 > 3 ? d.call(arguments, 2) : r3), m(n3, o3, u3, i3, null);
}
function m(r3, u3, i3, f3, o3) {
  var e3 = { type: r3, props: u3, key: i3, ref: f3, __k: null, __: null, __b: 0, __e: null, __c: null, constructor: h, __v: o3 || ++t2, __i: -1, __u: 0 };
  return !o3 && n2.vnode && n2.vnode(e3), e3;
}
function $(n3) {
  return n3.children;
}
function x(n3, t4) {
  this.props = n3, this.context = t4, this.__g = 0;
}
function S(n3, t4) {
  if (null == t4) return n3.__ && S(n3.__, n3.__i + 1);
  for (var r3; t4 < n3.__k.length; t4++) if ((r3 = n3.__k[t4]) && r3.__e) return r3.__e;
  return "function" != typeof n3.type || n3.props.__P ? null : S(n3);
}
function C(t4) {
  var r3, u3 = t4.__v, i3 = u3.__e, f3 = [], o3 = [], e3 = t4.__P;
  e3 && ((r3 = _({ constructor: h }, u3)).__v = u3.__v + 1, n2.vnode && n2.vnode(r3), z(e3, r3, u3, t4.__n, e3.namespaceURI, 32 & u3.__u ? [i3] : null, f3, i3 || S(u3), 32 & u3.__u, o3), r3.__v = u3.__v, r3.__.__k[r3.__i] = r3, E(f3, r3, o3), u3.__ = u3.__e = null, r3.__e != i3 && j(r3));
}
function j(n3) {
  if ((n3 = n3.__) && n3.__c && !n3.props.__P) return n3.__e = null, n3.__k.some(function(t4) {
    return t4 && (n3.__e = t4.__e);
  }), j(n3);
}
function L(t4) {
  (8 & t4.__g || (t4.__g |= 8, u.push(t4), f++)) && i == n2.debounceRendering || ((i = n2.debounceRendering) || queueMicrotask)(H);
}
function H() {
  try {
    for (var n3, t4 = 1; u.length; ) u.length > t4 && u.sort(o), n3 = u.shift(), t4 = u.length, 8 & n3.__g && C(n3);
  } finally {
    (f = u.length) && (i || queueMicrotask)(H);
  }
}
function I(n3, t4, r3, u3, i3, f3, o3, e3, l3, c3, a3) {
  var s3, h3, v3, w3, d3, _3, g3 = u3.__k || y, k3 = t4.length;
  for (l3 = q(r3, t4, g3, l3, k3), s3 = 0; s3 < k3; s3++) null != (v3 = r3.__k[s3]) && (h3 = ~v3.__i && g3[v3.__i] || p, v3.__i = s3, _3 = z(n3, v3, h3, i3, f3, o3, e3, l3, c3, a3), w3 = v3.__e, (h3.ref != v3.ref || 8 & h3.__u) && (h3.ref && G(h3.ref, null, v3, h3), v3.ref && a3.push(v3.ref, v3.__c || w3, v3)), d3 = d3 || w3, 4 & v3.__u ? (l3 = A(v3, l3, n3, !h3.__v), h3.__e && (h3.__e = null)) : "function" == typeof v3.type && void 0 !== _3 ? l3 = _3 : w3 && (l3 = w3.nextSibling), v3.__u &= -21);
  return r3.__e = d3, l3;
}
function q(n3, t4, r3, u3, i3) {
  var f3, o3, e3, l3, c3, a3, s3, p3, y3, v3 = r3.length, d3 = v3, _3 = 0, g3 = 0, k3 = n3.__k = Array(i3);
  for (f3 = 0; f3 < i3; f3++) null != (o3 = t4[f3]) && "boolean" != typeof o3 && "function" != typeof o3 ? ("object" != typeof o3 || o3.constructor === String ? o3 = k3[f3] = m(null, o3) : w(o3) ? o3 = k3[f3] = m($, { children: o3 }) : o3.constructor === h && o3.__b ? o3 = k3[f3] = m(o3.type, o3.props, o3.key, o3.ref, o3.__v) : k3[f3] = o3, l3 = f3 + _3, o3.__ = n3, o3.__b = n3.__b + 1, e3 = null, ~(c3 = o3.__i = P(o3, r3, l3, d3)) && (d3--, (e3 = r3[c3]) && (e3.__u |= 2)), e3 && e3.__v ? (o3.__u |= 16, c3 == l3 - 1 ? _3-- : c3 == l3 + 1 ? _3++ : c3 != l3 && (c3 > l3 ? _3-- : _3++, g3 = 1)) : (~c3 || (i3 > v3 ? _3-- : i3 < v3 && _3++), "function" != typeof o3.type && (o3.__u |= 4))) : k3[f3] = null;
  if (g3) {
    for (a3 = [], s3 = [], f3 = 0; f3 < i3; f3++) if ((o3 = k3[f3]) && 16 & o3.__u) {
      for (_3 = 0, p3 = a3.length; _3 < p3; ) a3[y3 = _3 + p3 >> 1] < o3.__i ? _3 = y3 + 1 : p3 = y3;
      a3[_3] = o3.__i, s3[f3] = _3 + 1;
    }
    for (_3 = a3.length; f3--; ) s3[f3] && (s3[f3] == _3 ? _3-- : k3[f3].__u |= 4);
  }
  if (d3) for (f3 = 0; f3 < v3; f3++) !(e3 = r3[f3]) || 2 & e3.__u || (e3.__e == u3 && (u3 = S(e3)), J(e3, e3));
  return u3;
}
function A(n3, t4, r3, u3) {
  var i3, f3, o3, e3;
  if ("function" == typeof n3.type) {
    if (n3.props.__P) return t4;
    if (i3 = n3.__k) for (f3 = 0; f3 < i3.length; f3++) i3[f3] && (i3[f3].__ = n3, t4 = A(i3[f3], t4, r3, false));
    return t4;
  }
  for (t4 && !t4.parentNode && (t4 = S(n3)) && !t4.parentNode && (t4 = null), o3 = n3.__e, e3 = t4; e3 && 8 == e3.nodeType; ) e3 = e3.nextSibling;
  for (o3 != e3 && (!u3 && r3.moveBefore && o3.parentNode ? r3.moveBefore(o3, t4) : r3.insertBefore(o3, t4 || null)), t4 = o3; (t4 = t4 && t4.nextSibling) && 8 == t4.nodeType && !t4.data.startsWith("$s"); ) ;
  return t4;
}
function P(n3, t4, r3, u3) {
  var i3, f3 = n3.key, o3 = n3.type, e3 = t4[r3], l3 = e3 && !(2 & e3.__u);
  if (null === e3 && null == f3 || l3 && f3 == e3.key && o3 == e3.type) return r3;
  if (u3 > (l3 ? 1 : 0)) {
    for (i3 = r3 - 1; i3 >= 0; i3--) if ((e3 = t4[i3]) && !(2 & e3.__u) && f3 == e3.key && o3 == e3.type) return i3;
    for (i3 = r3 + 1; i3 < t4.length; i3++) if ((e3 = t4[i3]) && !(2 & e3.__u) && f3 == e3.key && o3 == e3.type) return i3;
  }
  return -1;
}
function T(n3, t4, r3) {
  null == r3 && (r3 = ""), "-" == t4[0] ? n3.setProperty(t4, r3) : n3[t4] = r3;
}
function N(n3, t4, r3, u3, i3) {
  var f3, o3;
  if ("style" == t4) if ("string" == typeof r3) n3.style.cssText = r3;
  else {
    if ("string" == typeof u3 && (n3.style.cssText = u3 = ""), u3) for (t4 in u3) r3 && t4 in r3 || T(n3.style, t4);
    if (r3) for (t4 in r3) u3 && r3[t4] == u3[t4] || T(n3.style, t4, r3[t4]);
  }
  else if ("o" == t4[0] && "n" == t4[1]) "function" != typeof r3 && (r3 = null), "function" != typeof u3 && (u3 = null), (n3.__e || (n3.__e = {}))[t4] = r3, r3 && u3 || (o3 = a[t4] || (a[t4] = V(t4)), (n3.__a || (n3.__a = {}))[t4] = c, f3 = t4 != (t4 = t4.replace(l, "$1")), (t4 = t4.slice(2))[0] < "a" && (t4 = t4.toLowerCase()), r3 ? n3.addEventListener(t4, o3, f3) : n3.removeEventListener(t4, o3, f3));
  else {
    if ("http://www.w3.org/2000/svg" == i3) t4 = t4.replace(/xlink(H|:h)/, "h").replace(/sName$/, "s");
    else if ("width" != t4 && "height" != t4 && "href" != t4 && "list" != t4 && "form" != t4 && "tabIndex" != t4 && "download" != t4 && "rowSpan" != t4 && "colSpan" != t4 && "role" != t4 && "popover" != t4 && t4 in n3) try {
      return void (n3[t4] = null == r3 ? "" : r3);
    } catch (n4) {
    }
    if ("function" == typeof r3) return;
    null == r3 || false === r3 && "-" != t4[4] ? n3.removeAttribute(t4) : n3.setAttribute(t4, "popover" == t4 && 1 == r3 ? "" : r3);
  }
}
function V(t4) {
  return function(r3) {
    var u3 = this.__e;
    if (u3) {
      if (u3 = u3[t4], null == r3[e]) r3[e] = c++;
      else if (r3[e] < this.__a[t4]) return;
      return u3(n2.event ? n2.event(r3) : r3);
    }
  };
}
function z(t4, r3, u3, i3, f3, o3, e3, l3, c3, a3) {
  var s3, p3, v3, d3, k3, b, m3, M, C3, j2, L2, H2, q2, A3, O, P2, T3, N2, V2 = r3.type;
  if (r3.constructor !== h) return null;
  128 & u3.__u && (c3 = 32 & u3.__u, s3 = u3.__c.__z) && (r3.__u |= c3, p3 = o3 = [], 8 == s3.nodeType ? l3 = B(s3, o3) : o3.push(s3), l3 = o3[0] || l3), (s3 = n2.__b) && s3(r3);
  n: if ("function" == typeof V2) {
    v3 = e3.length;
    try {
      if (M = r3.props, C3 = (s3 = V2.prototype) && s3.render, j2 = (s3 = V2.contextType) && i3[s3.__c], L2 = s3 ? j2 ? j2.props.value : s3.__ : i3, (d3 = u3.__c) ? (r3.__c = d3, 2 & d3.__g && (d3.__g |= 1)) : (C3 ? r3.__c = d3 = new V2(M, L2) : (r3.__c = d3 = new x(M, L2), d3.constructor = V2, d3.render = K), j2 && j2.sub(d3), d3.state || (d3.state = {}), d3.__n = i3, d3.__g |= 8, d3.__h = [], d3.__k = []), C3 && (d3.__s || (d3.__s = d3.state), V2.getDerivedStateFromProps && (d3.__s == d3.state && (d3.__s = _({}, d3.__s)), _(d3.__s, V2.getDerivedStateFromProps(M, d3.__s)))), k3 = d3.props, b = d3.state, d3.__v = r3, u3.__c) {
        if (M !== k3 && C3 && !V2.getDerivedStateFromProps && d3.componentWillReceiveProps && d3.componentWillReceiveProps(M, L2), r3.__v == u3.__v && !(8 & d3.__g) || !(4 & d3.__g) && d3.shouldComponentUpdate && false === d3.shouldComponentUpdate(M, d3.__s, L2)) {
          r3.__v != u3.__v && (d3.props = M, d3.state = d3.__s, d3.__g &= -9), r3.__e = u3.__e, r3.__k = u3.__k, r3.__k.some(function(n3) {
            n3 && (n3.__ = r3);
          }), y.push.apply(d3.__h, d3.__k), d3.__k = [], d3.__h.length && e3.push(d3), l3 = S(u3);
          break n;
        }
        d3.componentWillUpdate && d3.componentWillUpdate(M, d3.__s, L2), C3 && d3.componentDidUpdate && d3.__h.push(function() {
          d3.componentDidUpdate(k3, b, m3);
        });
      } else C3 && !V2.getDerivedStateFromProps && d3.componentWillMount && d3.componentWillMount(), C3 && d3.componentDidMount && d3.__h.push(d3.componentDidMount);
      d3.context = L2, d3.props = M, d3.__P = t4, d3.__g &= -5, H2 = n2.__r, q2 = C3 ? 25 : 0;
      do {
        d3.__g &= -9, H2 && H2(r3), s3 = d3.render(d3.props, d3.state = d3.__s, d3.context);
      } while (8 & d3.__g && ++q2 < 25);
      C3 && (y.push.apply(d3.__h, d3.__k), d3.__k = []), d3.state = d3.__s, d3.getChildContext && (i3 = _({}, i3, d3.getChildContext())), C3 && u3.__c && d3.getSnapshotBeforeUpdate && (m3 = d3.getSnapshotBeforeUpdate(k3, b)), A3 = s3 && s3.type === $ && null == s3.key ? s3.props.children : s3, M.__P && (s3 = l3, f3 = (t4 = M.__P).namespaceURI, c3 = o3 = null, u3.props && u3.props.__P != t4 && (u3.__k.some(function(n3) {
        n3 && J(n3, n3);
      }), u3.__k = null), l3 = u3.__k ? S(u3, 0) : null), l3 = I(t4, w(A3) ? A3 : [A3], r3, u3, i3, f3, o3, e3, l3, c3, a3), M.__P && (r3.__e = null, l3 = s3), r3.__u &= -161, p3 && p3.some(g), d3.__h.length && e3.push(d3), 1 & d3.__g && (d3.__g &= -4);
    } catch (t5) {
      if (e3.length = v3, r3.__v = null, c3 || o3) if (t5 && t5.then) {
        if (r3.__u |= 128 | c3, o3) {
          for (~(T3 = o3.indexOf(l3 || void 0)) || (T3 = o3.length); (N2 = o3[T3 - 1]) && 8 == N2.nodeType; ) T3--;
          for (; T3 < o3.length; T3++) if (N2 = o3[T3]) if (o3[T3] = null, O) {
            if (N2 == P2) break;
          } else {
            if (8 != N2.nodeType) break;
            N2.data.startsWith("$s") && (P2 = B(O = N2));
          }
        }
        if (!O) {
          for (; l3 && 8 == l3.nodeType && l3.nextSibling; ) l3 = l3.nextSibling;
          O = l3;
        }
        (s3 = B(O = r3.__c.__z || (r3.__c.__z = O))) ? (r3.__e = O, l3 = s3) : r3.__e = l3, l3 = l3 && l3.nextSibling;
      } else o3 && o3.some(g);
      else r3.__e = u3.__e;
      r3.__k || (r3.__k = u3.__k || []), t5 && t5.then || D(r3), n2.__e(t5, r3, u3);
    }
  } else l3 = r3.__e = F(u3.__e, r3, u3, i3, f3, o3, e3, c3, a3, t4);
  return (s3 = n2.diffed) && s3(r3), l3;
}
function B(n3, t4) {
  if (n3 && 8 == n3.nodeType && n3.data.startsWith("$s")) for (var r3 = 1; n3 = n3.nextSibling; ) {
    if (8 == n3.nodeType) {
      if (n3.data.startsWith("$s")) r3++;
      else if (n3.data.startsWith("/$s") && !--r3) return n3;
    }
    t4 && t4.push(n3);
  }
}
function D(n3) {
  n3 && (n3.__c && (n3.__c.__g |= 4), n3.__k && n3.__k.some(D));
}
function E(t4, r3, u3) {
  for (var i3 = 0; i3 < u3.length; ) G(u3[i3++], u3[i3++], u3[i3++]);
  n2.__c && n2.__c(r3, t4), t4.some(function(r4) {
    try {
      t4 = r4.__h, r4.__h = [], t4.some(function(n3) {
        n3.call(r4);
      });
    } catch (t5) {
      n2.__e(t5, r4.__v);
    }
  });
}
function F(t4, r3, u3, i3, f3, o3, e3, l3, c3, a3) {
  var s3, h3, y3, _3, k3, b, m3, M, $2 = u3.props || p, x2 = r3.props, C3 = r3.type;
  if ("svg" == C3 ? f3 = "http://www.w3.org/2000/svg" : "math" == C3 ? f3 = "http://www.w3.org/1998/Math/MathML" : f3 || (f3 = "http://www.w3.org/1999/xhtml"), o3) {
    for (s3 = 0; s3 < o3.length; s3++) if ((k3 = o3[s3]) && (C3 ? k3.localName == C3 : 3 == k3.nodeType)) {
      t4 = k3, o3[s3] = null;
      break;
    }
  }
  if (!t4) {
    if (M = a3.ownerDocument || document, !C3) return M.createTextNode(x2);
    t4 = M.createElementNS(f3, C3, x2.is ? x2 : a3), l3 && (n2.__m && n2.__m(r3, o3), l3 = false), o3 = null;
  }
  if (C3) {
    if (a3 = "template" == C3 && t4.content || t4, o3 = "textarea" == C3 && null != x2.defaultValue ? null : o3 && d.call(a3.childNodes), !l3 && o3) for ($2 = {}, s3 = 0; s3 < t4.attributes.length; s3++) $2[(k3 = t4.attributes[s3]).name] = k3.value;
    for (s3 in $2) k3 = $2[s3], "dangerouslySetInnerHTML" == s3 ? y3 = k3 : "children" == s3 || s3 in x2 || "value" == s3 && "defaultValue" in x2 || "checked" == s3 && "defaultChecked" in x2 || N(t4, s3, null, k3, f3);
    for (s3 in x2) k3 = x2[s3], "children" == s3 ? _3 = k3 : "dangerouslySetInnerHTML" == s3 ? h3 = k3 : "value" == s3 ? b = k3 : "checked" == s3 ? m3 = k3 : l3 && "function" != typeof k3 || $2[s3] === k3 || N(t4, s3, k3, $2[s3], f3);
    h3 ? (l3 || y3 && (h3.__html == y3.__html || h3.__html == t4.innerHTML) || (t4.innerHTML = h3.__html), r3.__k = []) : (y3 && (t4.textContent = ""), ("foreignObject" == C3 || "http://www.w3.org/1998/Math/MathML" == f3 && v.test(C3)) && (f3 = "http://www.w3.org/1999/xhtml"), I(a3, w(_3) ? _3 : [_3], r3, u3, i3, f3, o3, e3, o3 ? o3[0] : u3.__k && S(u3, 0), l3, c3), o3 && o3.some(g)), l3 && "textarea" != C3 || (s3 = "value", "progress" == C3 && null == b ? t4.removeAttribute(s3) : null == b || b === t4[s3] && ("progress" != C3 || b) || N(t4, s3, b, $2[s3], f3), s3 = "checked", null != m3 && m3 != t4[s3] && N(t4, s3, m3, $2[s3], f3));
  } else $2 === x2 || l3 && t4.data == x2 || (t4.data = x2);
  return t4;
}
function G(t4, r3, u3, i3) {
  try {
    "function" == typeof t4 ? r3 ? r3.__x = t4(r3) || 1 : i3 && (i3 = i3.__c || i3.__e) && (r3 = i3.__x) && (i3.__x = null, "function" == typeof r3 ? r3() : t4(null)) : t4.current = r3;
  } catch (t5) {
    n2.__e(t5, u3);
  }
}
function J(t4, r3, u3) {
  var i3, f3, o3, e3;
  if (n2.unmount && n2.unmount(t4), !(i3 = t4.ref) || i3.current && i3.current != t4.__e || G(i3, null, r3, t4), i3 = t4.__c) {
    if (i3.componentWillUnmount) try {
      i3.componentWillUnmount();
    } catch (t5) {
      n2.__e(t5, r3);
    }
    i3.__P = i3.__n = null;
  }
  if (i3 = t4.__k) for (e3 = 0; e3 < i3.length; e3++) i3[e3] && J(i3[e3], r3, "function" != typeof t4.type || u3 && !t4.props.__P);
  !u3 && (i3 = t4.__c) && (i3 = i3.__z) && (f3 = B(i3, o3 = [])) && (i3 == t4.__e && o3.some(g), g(f3), g(i3)), u3 || g(t4.__e), t4.__e = t4.__c = t4.__ = null;
}
function K(n3, t4, r3) {
  return this.constructor(n3, r3);
}
function Q(t4, r3) {
  var u3, i3, f3, o3;
  n2.__ && n2.__(t4, r3), 9 == r3.nodeType && (r3 = r3.documentElement), i3 = (u3 = t4 && 32 & t4.__u) ? null : r3.__k, r3.__k = m($, { children: [t4] }), f3 = [], o3 = [], z(r3, r3.__k, i3 || p, p, r3.namespaceURI, i3 ? null : r3.firstChild ? d.call(r3.childNodes) : null, f3, i3 ? i3.__e : r3.firstChild, u3, o3), E(f3, r3.__k, o3), r3.__k.props.children = null;
}
n2 = { __e: function(n3, t4, r3, u3) {
  for (var i3, o3, e3; t4 = t4.__; ) if ((i3 = t4.__c) && !(1 & i3.__g)) {
    i3.__g |= 4;
    try {
      if ((e3 = (o3 = i3.constructor) && o3.getDerivedStateFromError) && i3.setState(o3.getDerivedStateFromError(n3)), i3.componentDidCatch && (i3.componentDidCatch(n3, u3 || {}), e3 = 1), e3 && 8 & i3.__g) return void (i3.__g |= 2);
    } catch (t5) {
      n3 = t5;
    }
  }
  throw f = 0, n3;
} }, t2 = 0, r = function(n3) {
  return null != n3 && n3.constructor === h;
}, x.prototype.setState = function(n3, t4) {
  var r3 = this.__s;
  r3 && r3 != this.state || (r3 = this.__s = _({}, this.state)), "function" == typeof n3 && (n3 = n3(_({}, r3), this.props)), n3 && (_(r3, n3), this.__v && (t4 && this.__k.push(t4), L(this)));
}, x.prototype.forceUpdate = function(n3) {
  this.__v && (this.__g |= 4, n3 && this.__h.push(n3), L(this));
}, x.prototype.render = $, u = [], f = 0, o = function(n3, t4) {
  return n3.__v.__b - t4.__v.__b;
}, e = /* @__PURE__ */ Symbol(), l = /(PointerCapture)$|Capture$/i, c = 0, a = {}, s = 0;

// node_modules/preact/hooks/dist/hooks.mjs
var t3;
var r2;
var u2;
var i2;
var o2 = Object.is;
var f2 = 0;
var c2 = [];
var e2 = [];
var a2 = n2;
var v2 = a2.__b;
var l2 = a2.__r;
var m2 = a2.diffed;
var h2 = a2.__c;
var s2 = a2.unmount;
var p2 = a2.__;
function y2(n3, t4) {
  a2.__h && a2.__h(r2, n3, f2 || t4), f2 = 0;
  var u3 = r2.__H || (r2.__H = { __: [], __h: [] });
  return n3 >= u3.__.length && u3.__.push({}), u3.__[n3];
}
function d2(n3) {
  return f2 = 1, _2(G2, n3);
}
function _2(n3, u3, i3) {
  var f3 = y2(t3++, 2);
  if (f3.t = n3, !f3.__c && (f3.__ = [i3 ? i3(u3) : G2(void 0, u3), function(n4) {
    var t4 = (f3.__N || f3.__)[0], r3 = f3.t(t4, n4);
    o2(t4, r3) || (f3.__N = [r3, f3.__[1]], f3.__c.setState({}));
  }], f3.__c = r2, !r2.__f)) {
    r2.__f = true;
    var c3 = r2.shouldComponentUpdate;
    r2.shouldComponentUpdate = function(n4, t4, r3) {
      var u4 = this.__H;
      if (!u4) return true;
      var i4 = false, f4 = this.props != n4;
      if (u4.__.some(function(n5) {
        n5.__N && (i4 = true, o2(n5.__[0], n5.__N[0]) || (f4 = true));
      }), c3) {
        var e3 = c3.call(this, n4, t4, r3);
        return i4 ? e3 || f4 : e3;
      }
      return !i4 || f4;
    };
  }
  return f3.__;
}
function A2(n3, u3) {
  var i3 = y2(t3++, 3);
  !a2.__s && E2(i3.__H, u3) && (i3.__P = true, i3.__ = n3, i3.u = u3, r2.__H.__h.push(i3));
}
function F2(n3, u3) {
  var i3 = y2(t3++, 4);
  !a2.__s && E2(i3.__H, u3) && (i3.__P = false, i3.__ = n3, i3.u = u3, r2.__h.push(i3));
}
function T2(n3) {
  return f2 = 5, w2(function() {
    return { current: n3 };
  }, []);
}
function w2(n3, r3) {
  var u3 = y2(t3++, 7);
  return E2(u3.__H, r3) && (u3.__ = n3(), u3.__H = r3), u3.__;
}
function g2() {
  var n3;
  do {
    for (; n3 = e2.shift(); ) try {
      C2(n3);
    } catch (t5) {
      a2.__e(t5, { __: (n3 = n3.__P) && n3.__v });
    }
    for (; n3 = c2.shift(); ) {
      var t4 = n3.__H;
      if (n3.__P && t4) try {
        t4.__h.some(C2), t4.__h.some(D2), t4.__h = [];
      } catch (r3) {
        t4.__h = [], a2.__e(r3, n3.__v);
      }
    }
  } while (e2.length);
}
a2.__b = function(n3) {
  r2 = null, v2 && v2(n3);
}, a2.__ = function(n3, t4) {
  n3 && t4.__k && t4.__k.__m && (n3.__m = t4.__k.__m), p2 && p2(n3, t4);
}, a2.__r = function(n3) {
  l2 && l2(n3), t3 = 0;
  var i3 = (r2 = n3.__c).__H;
  i3 && (u2 == r2 ? r2.__h = [] : (i3.__h.some(C2), i3.__h.some(D2), t3 = 0), i3.__h = [], i3.__.some(function(n4) {
    n4.__N && (n4.__ = n4.__N), n4.u = n4.__N = void 0;
  })), u2 = r2;
}, a2.diffed = function(n3) {
  m2 && m2(n3);
  var t4 = n3.__c;
  t4 && t4.__H && (t4.__H.__h.length && B2(c2.push(t4)), t4.__H.__.some(function(n4) {
    n4.u && (n4.__H = n4.u);
  })), u2 = r2 = null;
}, a2.__c = function(n3, t4) {
  t4.some(function(n4) {
    try {
      n4.__h.some(C2), n4.__h = n4.__h.filter(function(n5) {
        return !n5.__ || D2(n5);
      });
    } catch (t5) {
      n4.__h = [function() {
        throw t5;
      }];
    }
  }), h2 && h2(n3, t4);
}, a2.unmount = function(n3) {
  s2 && s2(n3);
  var t4, r3, u3 = n3.__c;
  u3 && u3.__H && (u3.__H.__.some(function(u4) {
    try {
      if (u4.__P && u4.__c) {
        if (void 0 === r3) {
          for (r3 = n3.__; r3 && (!r3.__c || !r3.__c.__P); ) r3 = r3.__;
          r3 = r3 && r3.__c;
        }
        u4.__P = r3, B2(e2.push(u4));
      } else C2(u4);
    } catch (n4) {
      t4 = n4;
    }
  }), u3.__H = void 0, t4 && a2.__e(t4, u3.__v));
};
var k2 = "function" == typeof requestAnimationFrame;
function z2(n3) {
  var t4, r3 = function() {
    clearTimeout(u3), k2 && cancelAnimationFrame(t4), setTimeout(n3);
  }, u3 = setTimeout(r3, 35);
  k2 && (t4 = requestAnimationFrame(r3));
}
function B2(n3) {
  1 != n3 && i2 == a2.requestAnimationFrame || ((i2 = a2.requestAnimationFrame) || z2)(g2);
}
function C2(n3) {
  var t4 = r2, u3 = n3.__c;
  "function" == typeof u3 && (n3.__c = void 0, u3()), r2 = t4;
}
function D2(n3) {
  var t4 = r2;
  n3.__c = n3.__(), r2 = t4;
}
function E2(n3, t4) {
  return !n3 || n3.length != t4.length || t4.some(function(t5, r3) {
    return !o2(t5, n3[r3]);
  });
}
function G2(n3, t4) {
  return "function" == typeof t4 ? t4(n3) : t4;
}

// board/dom.js
var html = htm_module_default.bind(k);
function memo(draw) {
  return class extends x {
    /** @param {Props} next */
    shouldComponentUpdate(next) {
      const names = /* @__PURE__ */ new Set([...Object.keys(next), ...Object.keys(this.props)]);
      const shown = (
        /** @type {Props} */
        this.props
      );
      return [...names].some((name) => next[name] !== shown[name]);
    }
    /** @param {Props} props */
    render(props) {
      return k(
        /** @type {any} */
        draw,
        props
      );
    }
  };
}
function classes(...names) {
  return names.filter(Boolean).join(" ");
}
var own = Math.random().toString(36).slice(2, 8);
var last = 0;
function useId() {
  const ref = T2(0);
  if (!ref.current) ref.current = ++last;
  return `pk-${own}-${ref.current}`;
}

// board/dots.js
var MANY = 60;
function Count({ app, place, votes, give }) {
  const ref = T2(
    /** @type {HTMLInputElement | null} */
    null
  );
  const own2 = T2({ shown: "", give, save: (
    /** @type {(() => void) | null} */
    null
  ) }).current;
  own2.give = give;
  const save = own2.save ??= () => {
    const field = ref.current;
    app.store.drafts.delete(save);
    if (!field || field.value === own2.shown) return;
    if (field.validity.valid) own2.give(Number(field.value));
    else field.value = own2.shown;
  };
  F2(() => {
    const typing = app.store.drafts.has(save);
    own2.shown = String(votes);
    if (!typing && ref.current) ref.current.value = own2.shown;
  }, [votes]);
  F2(() => save, []);
  return html`<input type="number" ref=${ref} min="0" step="1" inputmode="numeric"
    aria-label=${app.t("dots_number")} data-field=${place.join(".")}
    onInput=${() => app.store.drafts.add(save)} onChange=${save} onBlur=${save} />`;
}
function Dots({ app, collection, record, name }) {
  const votes = record.votes ?? 0;
  const place = [collection, record.id, "votes"];
  const give = (count) => app.store.set(place, count || null);
  return html`<div class="pk-dots" role="group" aria-label=${app.t("dots_of", { name })} data-nodrag>
    <button type="button" class="pk-icon" disabled=${!votes} aria-label=${app.t("dot_less")}
      onClick=${() => give(votes - 1)}><span aria-hidden="true">−</span></button>
    <${Count} app=${app} place=${place} votes=${votes} give=${give} />
    <button type="button" class="pk-icon" aria-label=${app.t("dot_more")}
      onClick=${() => give(votes + 1)}><span aria-hidden="true">+</span></button>
    <span class="pk-dot-row" data-votes=${votes}>
      <span class="pk-dot-count">${app.t.count("dots", votes)}</span>
      <span aria-hidden="true">${"●".repeat(Math.min(votes, MANY))}${votes > MANY ? "…" : ""}</span></span>
  </div>`;
}

// board/findings.js
var MARKS = { error: "✕", warning: "!", note: "i" };
var SEVERITIES = (
  /** @type {const} */
  ["error", "warning", "note"]
);
function byThing(findings, data) {
  const found = {};
  for (const finding of findings) {
    let [collection, id] = finding.place;
    if (collection === "emotions" && typeof id === "number") id = data.emotions?.[id]?.at;
    if (typeof id === "string") (found[id] ??= []).push(finding);
  }
  return found;
}
var ofStep = (findings, step) => findings.filter((one) => !one.step || one.step === step);
function Badge({ app, findings }) {
  if (!findings?.length) return null;
  const worst = SEVERITIES.find((severity) => findings.some((f3) => f3.severity === severity)) ?? "note";
  const said2 = app.t.count("findings", findings.length);
  return html`<span class=${`pk-badge pk-${worst}`} title=${findings.map((f3) => f3.says).join("\n")}>
    <span aria-hidden="true">${MARKS[worst]}</span><span class="pk-hidden">${said2}</span>
  </span>`;
}
var fieldOf = ({ fields }) => fields.map((name) => `[data-field$=".${name}"], [data-field*=".${name}."], [data-quick="${name}"]`).map((named2) => `:is(.pk-panel, .pk-records) :is(${named2})`)[0];
function toField(app, finding) {
  app.focus(fieldOf(finding) ?? ".pk-frame");
  app.announce("");
}
function Findings({ findings, go, app, inside }) {
  return html`<ul class="pk-findings">
    ${findings.map(
    (f3) => html`<li key=${f3.rule + JSON.stringify(f3.place)} class=${`pk-${f3.severity}`}>
      <details>
        <summary><span class=${`pk-badge pk-${f3.severity}`}><span aria-hidden="true">${MARKS[f3.severity]}</span>
          <span class="pk-hidden">${f3.severity_label}</span></span> ${f3.says}</summary>
        <p>${f3.why}</p><p>${f3.fix}</p>
        ${go && (f3.fields.length > 0 || !inside) && html`<button type="button" class="pk-small" data-do="to-field"
          onClick=${() => go(f3)}>${app.t(f3.fields.length ? "go_to_field" : "show")}</button>`}
      </details>
    </li>`
  )}
  </ul>`;
}
function StepReview({ app, findings, go }) {
  return html`<details class="pk-review">
    <summary>${findings.length ? app.t.count("review_says", findings.length) : app.t("review_nothing")}</summary>
    <${Findings} app=${app} findings=${findings} go=${go} />
  </details>`;
}

// board/guess.js
var folded = (text) => ` ${text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, " ").trim()} `;
function guessed(app, data, kind, text) {
  const within = folded(text ?? "");
  let length = 2;
  let ids = /* @__PURE__ */ new Set();
  const consider = (phrase, id) => {
    const known = folded(phrase);
    if (known.length < length || !within.includes(known)) return;
    if (known.length > length) ids = /* @__PURE__ */ new Set();
    length = known.length;
    ids.add(id);
  };
  if (kind === "channel") for (const own2 of data.channels ?? []) consider(own2.name, own2.id);
  for (const [phrase, id] of Object.entries(app.labels.guesses[kind])) consider(phrase, id);
  return ids.size === 1 ? [...ids][0] : null;
}
var FIELDS = { touchpoints: "channel", pain_points: "group" };
function ToBeSaid({ app, data, collection, record, nameOf: nameOf2 }) {
  const kind = FIELDS[collection];
  const text = words(record.name ?? record.what ?? "");
  const id = guessed(app, data, kind, app.headings.get(record.id)) ?? guessed(app, data, kind, text);
  const name = id && nameOf2(id);
  const take = () => app.store.set([collection, record.id, kind], id);
  return html`<span class="pk-unsaid"><span>${app.t("unsaid", { label: app.t(kind) })}</span>
    ${id && html` <button type="button" class="pk-small pk-guess" data-guess=${record.id} data-nodrag
      aria-label=${app.t("take_guess", { name })} title=${app.t("take_guess", { name })} onClick=${take}>${app.t("guess", { name })}</button>`}
  </span>`;
}

// board/links.js
function channelName(app, data, id) {
  return data.channels?.find((own2) => own2.id === id)?.name ?? app.labels.channels[id]?.name ?? id;
}
function nameOf(app, data, collection, record) {
  if (collection === "pain_points") return words(record.what);
  if (collection === "improvements") return words(record.solution);
  if (collection === "touchpoints") {
    return record.name ?? (record.channel ? channelName(app, data, record.channel) : app.t("unnamed"));
  }
  return record.name ?? record.id;
}
function nameById(app, data, id) {
  for (const collection of ["stages", "touchpoints", "personas", "pain_points", "improvements"]) {
    const record = data[collection]?.find((one) => one.id === id);
    if (record) return nameOf(app, data, collection, record);
  }
  const owners = [...data.stages ?? [], ...data.touchpoints ?? []];
  return owners.flatMap((one) => one.kpis ?? []).find((kpi) => kpi.id === id)?.name ?? id;
}
function linkable(app, data, collections) {
  if (collections.includes("touchpoints")) {
    return (data.stages ?? []).map((stage) => ({
      label: stage.name,
      options: [
        ...collections.includes("stages") ? [
          /** @type {[string, string]} */
          [stage.id, app.t("whole_stage", { stage: stage.name })]
        ] : [],
        ...touchpointsOf(data, stage.id).map(
          (t4) => (
            /** @type {[string, string]} */
            [t4.id, nameOf(app, data, "touchpoints", t4)]
          )
        )
      ]
    }));
  }
  if (collections[0] === "kpis") {
    return [...data.stages ?? [], ...data.touchpoints ?? []].map((owner) => ({
      label: owner.name ?? owner.id,
      options: (owner.kpis ?? []).map((kpi) => [kpi.id, kpi.name])
    }));
  }
  return collections.map((collection) => ({
    label: "",
    options: (data[collection] ?? []).map((r3) => [
      r3.id,
      nameOf(app, data, collection, r3)
    ])
  }));
}
function listed(ids) {
  return (
    /** @type {T[]} */
    [ids ?? []].flat()
  );
}

// board/cards.js
var ARROWS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];
function Grip({ app, collection, id, name }) {
  const key = (event) => {
    if (!ARROWS.includes(event.key)) return;
    event.preventDefault();
    if (app.places.nudge(collection, id, event.key)) app.refocus(`[data-grip="${id}"]`, name);
  };
  return html`<button type="button" class="pk-grip" data-grip=${id} title=${app.t("move")}
    aria-label=${app.t("move_this", { name })} onKeyDown=${key}>
    <span aria-hidden="true">⠿</span></button>`;
}
function dragging(app, what) {
  return (event) => {
    if (event.pointerType !== "mouse" && !event.target.closest(".pk-grip, .pk-cell .pk-card")) return;
    app.drag.start(event, what, event.currentTarget);
  };
}
function removing(app, collection, id) {
  return (event) => {
    if (event.key !== "Delete") return;
    event.preventDefault();
    const card = event.target.closest("[data-card]");
    const beside = card?.nextElementSibling ?? card?.previousElementSibling;
    const next = (
      /** @type {HTMLElement | null | undefined} */
      beside?.dataset.card
    );
    app.focus(next ? `[data-open="${next}"]` : ".pk-frame");
    app.places.remove(collection, id);
  };
}
var TouchpointCard = memo(
  ({
    app,
    record,
    data,
    findings,
    selected,
    feeling
  }) => {
    const channel = channelName(app, data, record.channel ?? "");
    const name = nameOf(app, data, "touchpoints", record);
    const online = app.labels.channels[record.channel ?? ""]?.online;
    return html`<li class=${classes("pk-card", selected && "pk-selected", record.nature && `pk-${record.nature}`)}
    data-card=${record.id} onPointerDown=${dragging(app, { kind: "touchpoints", id: record.id })}>
    <${Grip} app=${app} collection="touchpoints" id=${record.id} name=${name} />
    <div class="pk-card-body">
      <button type="button" class="pk-name" data-open=${record.id} lang=${app.written}
        onClick=${() => app.open("touchpoints", record.id)}
        onKeyDown=${removing(app, "touchpoints", record.id)}>${name}</button>
      <p class="pk-meta">
        ${record.channel && record.name && html`<span>${online ? "◍" : "◌"} ${channel}</span>`}
        ${!record.channel && html`<${ToBeSaid} app=${app} data=${data} collection="touchpoints" record=${record}
          nameOf=${(id) => channelName(app, data, id)} />`}
        ${record.importance && html`<span class="pk-rating" title=${app.t("importance", { value: record.importance })}>
          <span aria-hidden="true">${"●".repeat(record.importance)}${"○".repeat(5 - record.importance)}</span>
          <span class="pk-hidden">${app.t("importance", { value: record.importance })}</span></span>`}
        ${record.nature && html`<span class="pk-nature">${record.nature === "positive" ? "▲" : "▼"} ${app.t(record.nature)}</span>`}
        ${feeling !== null && feeling !== void 0 && html`<span class="pk-chip" data-feeling=${Math.round(feeling)}>${app.t.signed(feeling)}</span>`}
      </p>
    </div>
    <${Badge} app=${app} findings=${findings} />
  </li>`;
  }
);
var PainCard = memo(
  ({
    app,
    record,
    data,
    findings,
    selected,
    says,
    shape
  }) => {
    const name = words(record.what);
    const at2 = data.touchpoints?.some((t4) => t4.id === record.at) && nameById(app, data, record.at);
    return html`<li class=${classes("pk-card", selected && "pk-selected")} data-card=${record.id}
    onPointerDown=${dragging(app, { kind: "pain_points", id: record.id })}>
    <${Grip} app=${app} collection="pain_points" id=${record.id} name=${name} />
    <div class="pk-card-body">
      <button type="button" class="pk-name" data-open=${record.id} lang=${app.written}
        onClick=${() => app.open("pain_points", record.id)}
        onKeyDown=${removing(app, "pain_points", record.id)}>${name}</button>
      <p class="pk-meta">
        ${record.group && html`<span><span aria-hidden="true">${shape}</span> ${app.labels.groups[record.group]}</span>`}
        ${!record.group && html`<${ToBeSaid} app=${app} data=${data} collection="pain_points" record=${record}
          nameOf=${(id) => app.labels.groups[id]} />`}
        ${at2 && html`<span lang=${app.written}>${at2}</span>`}
        ${says && html`<span>${says}</span>`}
      </p>
      <${Dots} app=${app} collection="pain_points" record=${record} name=${name} />
    </div>
    <${Badge} app=${app} findings=${findings} />
  </li>`;
  }
);

// board/unsent.js
function storage() {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}
function unsent(app, name) {
  const key = `parcours-unsent:${app.model.get("client")}:${name}`;
  const kept = storage();
  return {
    text: kept?.getItem(key) ?? "",
    /** @param {string} text */
    keep(text) {
      try {
        if (text) kept?.setItem(key, text);
        else kept?.removeItem(key);
      } catch {
      }
    }
  };
}

// board/entries.js
var PAUSE = 350;
var LONGEST = 1500;
function Entry({ app, value, commit, long, oneLine, refused, read = trimmed, ...rest }) {
  const ref = T2(
    /** @type {TextField | null} */
    null
  );
  const own2 = T2(
    /** @type {Typing} */
    {
      timer: void 0,
      since: 0,
      dirty: false,
      text: "",
      value,
      commit,
      read,
      save: null
    }
  ).current;
  own2.commit = commit;
  own2.value = value;
  own2.read = read;
  const save = own2.save ??= () => {
    clearTimeout(own2.timer);
    app.store.drafts.delete(save);
    if (!own2.dirty) return;
    own2.dirty = false;
    own2.since = 0;
    own2.commit(own2.text);
  };
  F2(() => {
    const field = ref.current;
    if (!field) return;
    const kept = field.matches(":focus") && read(field.value) === value;
    if (!own2.dirty && !refused && !kept && field.value !== value) field.value = value;
    if (long) grow(field);
  }, [value, refused]);
  A2(() => save, []);
  A2(() => long && ref.current ? whenWidened(ref.current, grow) : void 0, []);
  const typed2 = (event) => {
    rest.onInput?.(event);
    const now = Date.now();
    own2.dirty = true;
    own2.text = ref.current?.value ?? "";
    own2.since ||= now;
    app.store.drafts.add(save);
    clearTimeout(own2.timer);
    own2.timer = setTimeout(save, Math.max(0, Math.min(PAUSE, own2.since + LONGEST - now)));
    if (long && ref.current) grow(ref.current);
  };
  const left = () => {
    save();
    const field = ref.current;
    if (field && own2.read(field.value) === own2.value) field.value = own2.value;
  };
  const key = (event) => {
    if (event.key === "Escape" && own2.dirty) {
      own2.dirty = false;
      clearTimeout(own2.timer);
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
    onInput: typed2,
    onBlur: left,
    onKeyDown: key,
    "aria-invalid": refused ? "true" : void 0,
    spellcheck: true,
    lang: app.written
  };
  return long ? html`<textarea rows="1" ...${shared}></textarea>` : html`<input type="text" ...${shared} />`;
}
function trimmed(text) {
  return text.trim();
}
var GROWS = CSS.supports("field-sizing", "content");
function grow(field) {
  if (GROWS) return;
  field.style.height = "auto";
  if (field.scrollHeight) field.style.height = `${field.scrollHeight + 2}px`;
}
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
function QuickEntry({ app, label: label2, button, add, children, name, short }) {
  const ref = T2(
    /** @type {HTMLInputElement | null} */
    null
  );
  const id = useId();
  const draft = w2(() => unsent(app, name), []);
  const go = (event) => {
    event.preventDefault();
    const field = ref.current;
    if (!field || add(field.value.trim()) === false) return;
    field.value = "";
    draft.keep("");
    field.focus();
  };
  return html`<form class="pk-quick" onSubmit=${go} data-nodrag>
    <label class="pk-hidden" for=${id}>${label2}</label>
    <input id=${id} ref=${ref} type="text" placeholder=${short ?? label2} data-quick=${name}
      defaultValue=${draft.text} onInput=${(event) => draft.keep(event.target.value)} autocomplete="off" lang=${app.written} />
    ${children}
    <button class="pk-small" title=${button} aria-label=${button}><span aria-hidden="true">+</span></button>
  </form>`;
}

// board/fit.js
var AT_LEAST = 18;
var LEAST = 1 / 96;
var MOST = 1 / 62;
function sizesFor(width) {
  const least = Math.max(AT_LEAST, Math.round(width * LEAST));
  return { least, most: Math.max(least, Math.min(44, Math.max(24, Math.round(width * MOST)))) };
}
function partsOf(counts, { lanes, rows: rows2 }) {
  const most = lanes * rows2;
  return counts.flatMap((count, stage) => {
    const parts2 = [];
    for (let from = 0; from === 0 || from < count; from += most) {
      const to = Math.min(count, from + most);
      parts2.push({ stage, from, to, lanes: Math.max(1, Math.ceil((to - from) / rows2)) });
    }
    return parts2;
  });
}
function filled(parts2, lanes) {
  const pages = [];
  let left = 0;
  for (const part of parts2) {
    if (!pages.length || part.lanes > left) {
      pages.push([]);
      left = lanes;
    }
    pages[pages.length - 1].push(part);
    left -= part.lanes;
  }
  return pages;
}
function balanced(parts2, lanes) {
  const pages = filled(parts2, lanes);
  for (let fewer = 1; fewer < lanes; fewer++) {
    if (parts2.some((part) => part.lanes > fewer)) continue;
    const even2 = filled(parts2, fewer);
    if (even2.length === pages.length) return even2;
  }
  return pages;
}
function fit(counts, capacity, { least, most }) {
  const at2 = (size) => {
    const { lanes, rows: rows2 } = capacity(size);
    return { lanes: Math.max(1, Math.floor(lanes)), rows: Math.max(1, Math.floor(rows2)) };
  };
  const fewest = filled(partsOf(counts, at2(least)), at2(least).lanes).length;
  for (let size = most; size >= least; size--) {
    const holds = at2(size);
    const pages = balanced(partsOf(counts, holds), holds.lanes);
    if (pages.length <= fewest || size === least) return { size, rows: holds.rows, pages };
  }
  return { size: least, rows: 1, pages: [] };
}

// board/ids.js
function editId() {
  if (typeof globalThis.crypto?.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
function slug(text) {
  return text.replace(/œ/gi, "oe").replace(/æ/gi, "ae").normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").slice(0, 40).replace(/^-+|-+$/g, "");
}
function freeId(data, text, otherwise) {
  const taken = /* @__PURE__ */ new Set();
  for (const name of KEYED) {
    for (const record of data[name] ?? []) {
      taken.add(record.id);
      for (const kpi of record.kpis ?? []) taken.add(kpi.id);
    }
  }
  const base = slug(text ?? "") || otherwise;
  if (!taken.has(base)) return base;
  for (let n3 = 2; ; n3++) if (!taken.has(`${base}-${n3}`)) return `${base}-${n3}`;
}

// board/places.js
var ID_OF = {
  stages: "stage",
  touchpoints: "touchpoint",
  pain_points: "pain",
  improvements: "improvement",
  personas: "persona",
  goals: "goal",
  evidence: "source",
  channels: "channel"
};
function inStage(data, collection, stage) {
  if (collection === "touchpoints") return touchpointsOf(data, stage);
  return (data[collection] ?? []).filter((record) => stageOf(data, record.at) === stage);
}
function createPlaces(store, headings2) {
  const data = () => store.state.data;
  const board = { store, data, records: (collection) => data()[collection] ?? [] };
  return { ...additions(board), ...moves(board), ...notePlaces(board, headings2) };
}
function after({ data, records }, collection, stage, moved) {
  const last2 = inStage(data(), collection, stage ?? "").filter((one) => one.id !== moved).at(-1);
  if (!last2) return void 0;
  const rest = records(collection).filter((one) => one.id !== moved);
  return rest[rest.indexOf(last2) + 1]?.id ?? null;
}
function adding({ data }, collection, record, before = null, name = "") {
  const id = freeId(data(), name || record.name || words(record.what ?? record.solution), ID_OF[collection]);
  return { op: "add", place: [collection, id], value: record, before };
}
function additions(board) {
  const { store, records } = board;
  const submit = (edit) => {
    store.submit(edit);
    return edit.place[1];
  };
  return {
    /** @type {(collection: string, record: Plain, before?: string | null) => string} */
    add: (collection, record, before = null) => submit(adding(board, collection, record, before)),
    /**
     * Add a record after all others of its stage.
     * @type {(collection: string, stage: string, record: Plain) => string}
     */
    toEndOf: (collection, stage, record) => submit(adding(board, collection, record, after(board, collection, stage) ?? null)),
    /** @type {(collection: string, id: string) => string} */
    duplicate(collection, id) {
      const all = records(collection);
      const where = all.findIndex((one) => one.id === id);
      return submit(adding(board, collection, copied(all[where]), all[where + 1]?.id ?? null, id));
    },
    /** @type {(collection: string, id: string) => void} */
    remove(collection, id) {
      const record = records(collection).find((one) => one.id === id);
      if (!record) return;
      const { id: _3, ...was } = record;
      store.submit({ op: "remove", place: [collection, id], was: asFile(was) });
    }
  };
}
function copied(record) {
  const { id: _3, kpis: __, rank: ___, rank_reason: ____, votes: _____, done: ______, ...copy } = record;
  return copy;
}
function moves(board) {
  const { store } = board;
  const reorder = (collection, id, before) => void store.submit({ op: "move", place: [collection, id], before });
  const toStage = (collection, id, stage, before = null) => intoStage(board, collection, id, stage, before);
  return {
    reorder,
    toStage,
    /**
     * Move by one: left and right between stages, up and down within one.
     * @param {string} collection
     * @param {string} id
     * @param {string} key
     * @returns {boolean} whether it went anywhere
     */
    nudge(collection, id, key) {
      const sideways = key === "ArrowLeft" || key === "ArrowRight";
      const back = key === "ArrowLeft" || key === "ArrowUp";
      const { order, stage } = neighbours(board, collection, id, sideways);
      const to = order.indexOf(stage ?? id) + (back ? -1 : 1);
      if (collection === "stages" && !sideways) return false;
      if (to < 0 || to >= order.length) return false;
      if (stage !== void 0) toStage(collection, id, order[to]);
      else if (back) reorder(collection, id, order[to]);
      else if (collection === "stages") reorder(collection, id, order[to + 1] ?? null);
      else toStage(collection, id, stageOfRecord(board, collection, id), order[to + 1] ?? null);
      return true;
    }
  };
}
function stageOfRecord({ data, records }, collection, id) {
  const record = records(collection).find((one) => one.id === id);
  return stageOf(data(), record.stage ?? record.at);
}
function neighbours(board, collection, id, sideways) {
  const stages = board.records("stages").map((one) => one.id);
  if (collection === "stages") return { order: stages };
  const stage = stageOfRecord(board, collection, id);
  if (sideways) return { order: stages, stage };
  return { order: inStage(board.data(), collection, stage).map((one) => one.id) };
}
function intoStage(board, collection, id, stage, before) {
  const { store, data, records } = board;
  const record = records(collection).find((one) => one.id === id);
  if (!record) return;
  const field = collection === "touchpoints" ? "stage" : "at";
  const elsewhere2 = stageOf(data(), record[field]) !== stage;
  const target = before ?? after(board, collection, stage, id);
  const edits = [elsewhere2 && store.setting([collection, id, field], stage)];
  const order = records(collection).map((one) => one.id);
  const next = order[order.indexOf(id) + 1] ?? null;
  if (target !== void 0 && target !== id && target !== next) {
    edits.push({ op: "move", place: [collection, id], before: target });
  }
  store.batch(edits);
}
function notePlaces(board, headings2) {
  const { store, data } = board;
  return {
    /**
     * Make something of a note: a record at a place of the board, or one more entry of a persona.
     * @param {number} number
     * @param {string} kind
     * @param {Spot} at
     */
    placeNote(number, kind, at2) {
      const note = (
        /** @type {Plain} */
        data().notes?.[number]
      );
      const made = fromNote(board, kind, words(note), at2);
      const id = String(made.place[1]);
      if (note.heading) headings2.set(id, note.heading);
      store.batch([made, { op: "remove", place: ["notes", number], was: note }]);
      return id;
    },
    /** @param {{text: string, by?: string | null, heading?: string}[]} notes */
    addNotes(notes) {
      store.batch(
        notes.map(({ text, by, heading: heading2 }) => {
          const more = { ...by ? { by } : {}, ...heading2 ? { heading: heading2 } : {} };
          const value = Object.keys(more).length ? { text, ...more } : text;
          return (
            /** @type {SingleEdit} */
            { op: "add", place: ["notes"], value, before: null }
          );
        })
      );
    }
  };
}
var OF_PERSONA = ["motivations", "needs", "frustrations"];
var OF_STAGE = ["actions", "thoughts"];
function fromNote(board, kind, text, at2) {
  const { stage = "", persona = "" } = at2;
  const entry = (...place) => ({ op: "add", place: [...place, kind], value: text, before: null });
  if (OF_PERSONA.includes(kind)) return entry("personas", persona, "empathy");
  if (OF_STAGE.includes(kind)) return entry("stages", stage, "experience", persona);
  if (kind === "stages") return adding(board, kind, { name: text }, at2.before);
  if (kind === "improvements") {
    const placed = at2.impact ? { impact: at2.impact, effort: at2.effort } : {};
    return adding(board, kind, { solution: text, ...placed });
  }
  const record = kind === "touchpoints" ? { stage: at2.stage, name: text } : { at: at2.stage, what: text };
  return adding(board, kind, record, at2.before ?? after(board, kind, at2.stage) ?? null);
}
function asFile(record) {
  if (!record.kpis) return record;
  const kpis = Object.fromEntries(record.kpis.map(({ id, ...kpi }) => [id, kpi]));
  return { ...record, kpis };
}

// board/projection.js
var BESIDE_PANEL = 0.6;
var AROUND = 2.2;
var ABOVE = 5.4;
function heightAround(root) {
  if (root.contains(document.fullscreenElement)) return innerHeight;
  for (let one = root.parentElement; one; one = one.parentElement) {
    const how = getComputedStyle(one).overflowY;
    if ((how === "auto" || how === "scroll") && one.matches(".jp-WindowedPanel-outer, .jp-Notebook"))
      return one.clientHeight;
  }
  return innerHeight;
}
function useSpace(app, projector, beside) {
  const [space, setSpace] = d2(
    /** @type {Space | null} */
    null
  );
  F2(() => {
    if (!projector) {
      setSpace(null);
      return void 0;
    }
    const root = app.root();
    const measure = () => {
      const width = Math.floor(root.clientWidth * (beside ? BESIDE_PANEL : 1));
      const height = Math.floor(heightAround(root));
      const sizes = sizesFor(innerWidth);
      root.style.setProperty("--room-height", `${height}px`);
      setSpace((was) => was?.width === width && was.height === height ? was : { width, height, sizes });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(root);
    window.addEventListener("resize", measure);
    document.addEventListener("fullscreenchange", measure);
    return () => {
      observer.disconnect();
      window.removeEventListener("resize", measure);
      document.removeEventListener("fullscreenchange", measure);
    };
  }, [projector, beside]);
  return projector ? space : null;
}
function inner({ width, height }, size) {
  return { width: width / size - AROUND, height: height / size - ABOVE };
}
function usePages(app, fit2, holdsOpen, selected) {
  const [wanted, turn] = d2(0);
  const count = fit2?.pages.length ?? 1;
  const page = Math.max(0, Math.min(wanted, count - 1));
  F2(() => {
    const style = app.root().style;
    style.setProperty("--room-size", fit2 ? `${fit2.size}px` : "");
    return () => style.setProperty("--room-size", "");
  }, [fit2?.size]);
  A2(() => {
    if (!fit2 || !selected || !holdsOpen) return;
    const there = fit2.pages.findIndex((parts2) => parts2.some(holdsOpen));
    if (there >= 0) turn(there);
  }, [selected, count]);
  return { page, count, turn };
}
function Turn({ app, page, count, turn, said: said2 }) {
  if (count < 2) return null;
  return html`<nav class="pk-pages" aria-label=${app.t("pages")}>
    <button type="button" class="pk-small" disabled=${page === 0} data-do="page-back"
      aria-label=${app.t("page_back")} onClick=${() => turn(page - 1)}><span aria-hidden="true">◀</span></button>
    <span aria-live="polite">${said2}</span>
    <button type="button" class="pk-small" disabled=${page === count - 1} data-do="page-forth"
      aria-label=${app.t("page_forth")} onClick=${() => turn(page + 1)}><span aria-hidden="true">▶</span></button>
  </nav>`;
}
function Pages({ app, parts: parts2, stages, page, count, turn }) {
  const [first, last2] = [parts2[0]?.stage ?? 0, parts2.at(-1)?.stage ?? 0];
  const numbers = { first: first + 1, last: Math.min(last2 + 1, stages), count: stages };
  const said2 = app.t("stages_shown", numbers);
  return html`<${Turn} app=${app} page=${page} count=${count} turn=${turn} said=${said2} />`;
}

// board/widest_word.js
var SIZE = 100;
function widestWord(names, family) {
  const pen = document.createElement("canvas").getContext("2d");
  if (!pen) return 0;
  pen.font = `600 ${SIZE}px ${family}`;
  const words2 = new Set(names.flatMap((name) => name.split(/[\s-]+/)));
  return Math.max(0, ...[...words2].map((word) => pen.measureText(word).width)) / SIZE;
}

// board/columns.js
var SHAPES = { financial: "◆", productivity: "◷", process: "⟳", support: "☂", offer: "▣" };
var COLLECTIONS = { 3: "touchpoints", 5: "pain_points" };
function Experience({ app, stage, persona }) {
  const lived = stage.experience?.[persona];
  const line = (label2, text) => text && html`<p><b>${label2}</b> <span lang=${app.written}>${text}</span></p>`;
  const list = (items) => listed(items).map(words).join(" · ");
  return html`<div class="pk-experience">
    ${stage.phase && html`<p class="pk-meta">${app.labels.phases[stage.phase] ?? stage.phase}</p>`}
    ${line(app.t("goal"), words(lived?.goal))}
    ${line(app.t("actions"), list(lived?.actions))}
    ${line(app.t("thoughts"), list(lived?.thoughts))}
    ${!lived && html`<p class="pk-none">${app.t("nothing_yet")}</p>`}
  </div>`;
}
var Head = memo(
  ({
    app,
    stage,
    number,
    editable,
    findings
  }) => html`<header class="pk-stage">
    <span class="pk-number" aria-hidden="true">${number}</span>
    ${editable ? html`<${Grip} app=${app} collection="stages" id=${stage.id} name=${stage.name} />
          <${Entry} app=${app} long oneLine value=${stage.name} class="pk-stage-name"
            commit=${(text) => app.store.set(["stages", stage.id, "name"], text)}
            aria-label=${app.t("stage_name", { number })} data-field=${`stages.${stage.id}.name`} />` : html`<h3 class="pk-stage-name" lang=${app.written}>${stage.name}</h3>`}
    <${Badge} app=${app} findings=${findings} />
    <button type="button" class="pk-icon pk-more" data-open=${stage.id} title=${app.t("details")}
      aria-label=${app.t("details_of", { name: stage.name })}
      onClick=${() => app.open("stages", stage.id)}><span aria-hidden="true">⋯</span></button>
  </header>`
);
var Column = memo((props) => {
  const {
    app,
    stage,
    number,
    step,
    records,
    found,
    selected,
    persona,
    data,
    ranking,
    feelings,
    lanes,
    rows: rows2,
    lines = 0
  } = props;
  const name = COLLECTIONS[step];
  return html`<section class=${classes("pk-column", selected === stage.id && "pk-selected", Boolean(lanes) && lines < 2 && "pk-full")}
    aria-label=${stage.name} data-card=${step === 2 ? stage.id : void 0}
    style=${lanes ? { "--lanes": lanes, "--rows": rows2, ...linesOfCard(lines) } : void 0}
    onPointerDown=${step === 2 ? dragging(app, { kind: "stages", id: stage.id }) : void 0}>
    <${Head} app=${app} stage=${stage} number=${number} editable=${step === 2} findings=${found[stage.id]} />
    ${step === 2 && html`<${Experience} app=${app} stage=${stage} persona=${persona} />`}
    ${step !== 2 && html`<ul class="pk-cards" data-zone=${name} data-axis="y" data-stage=${stage.id}
        data-accepts=${`${name} notes`}>
      ${records.map(
    (record) => step === 3 ? html`<${TouchpointCard} key=${record.id} app=${app} record=${record} data=${data}
            persona=${persona} feeling=${feelings[record.id]}
            findings=${found[record.id]} selected=${selected === record.id} />` : html`<${PainCard} key=${record.id} app=${app} record=${record} data=${data}
            says=${ranking[record.id]} shape=${SHAPES[record.group]}
            findings=${found[record.id]} selected=${selected === record.id} />`
  )}
    </ul>`}
    ${step === 3 && html`<${AddTouchpoint} app=${app} stage=${stage.id} data=${data} />`}
    ${step === 5 && html`<${AddPain} app=${app} stage=${stage.id} />`}
  </section>`;
});
function Choice({ app, label: label2, value, choose, options }) {
  return html`<select aria-label=${label2} value=${value} onChange=${(event) => choose(event.target.value)}>
    <option value="" selected=${!value}>${app.t("to_be_said")}</option>
    ${options.map(([id, name]) => html`<option key=${id} value=${id} selected=${id === value}>${name}</option>`)}
  </select>`;
}
function AddTouchpoint({ app, stage, data }) {
  const channels = [
    ...Object.entries(app.labels.channels).map(([id, c3]) => (
      /** @type {[string, string]} */
      [id, c3.name]
    )),
    ...(data.channels ?? []).map((own2) => (
      /** @type {[string, string]} */
      [own2.id, own2.name]
    ))
  ];
  const [channel, choose] = d2("");
  const add = (text) => {
    if (!text && !channel) return false;
    const said2 = { ...channel ? { channel } : {}, ...text ? { name: text } : {} };
    app.places.toEndOf("touchpoints", stage, { stage, ...said2 });
    choose("");
    return true;
  };
  return html`<${QuickEntry} app=${app} name=${`touchpoints.${stage}`} label=${app.t("add_touchpoint")} short=${app.t("add")}
    button=${app.t("add_touchpoint")} add=${add}>
    <${Choice} app=${app} label=${app.t("channel")} value=${channel} choose=${choose} options=${channels} />
  </${QuickEntry}>`;
}
function AddPain({ app, stage }) {
  const groups = Object.entries(app.labels.groups).map(
    ([id, label2]) => (
      /** @type {[string, string]} */
      [id, `${SHAPES[id]} ${label2}`]
    )
  );
  const [group, choose] = d2("");
  const add = (text) => {
    if (!text) return false;
    app.places.toEndOf("pain_points", stage, { at: stage, ...group ? { group } : {}, what: text });
    choose("");
    return true;
  };
  return html`<${QuickEntry} app=${app} name=${`pain_points.${stage}`} label=${app.t("add_pain")} short=${app.t("add")}
    button=${app.t("add_pain")} add=${add}>
    <${Choice} app=${app} label=${app.t("group")} value=${group} choose=${choose} options=${groups} />
  </${QuickEntry}>`;
}
var NONE = [];
var LANE = 13;
var CARD = { 2: 26, 3: 7.2, 5: 11.4 };
var AROUND_CARDS = 10.4;
var BESIDE_NAME = 2.8;
var HANDLE = 44;
var LINE = 1.5;
var MOST_LINES = 4;
var TEXTS = 3;
var AROUND_TEXTS = 14.8;
var FEWEST_TEXT = 3;
var MOST_TEXT = 5;
function fitColumns(counts, step, space, word) {
  if (!space) return null;
  const capacity = (size, lane = LANE) => {
    const { width, height } = inner(space, size);
    const rows2 = (height - AROUND_CARDS) / CARD[step];
    return { lanes: rows2 < 1 ? 1 : width / lane, rows: rows2 };
  };
  const whole = (size) => Math.max(LANE, word + BESIDE_NAME + HANDLE / size);
  const usual = fit(counts, capacity, space.sizes);
  if (step === 2) {
    const short = fit(counts, (size) => shortened(space, size), space.sizes);
    return short.pages.length < usual.pages.length ? short : usual;
  }
  const wide = fit(counts, (size) => capacity(size, whole(size)), space.sizes);
  return wide.pages.length > usual.pages.length ? usual : wide;
}
function spareLines(parts2, step, space, size) {
  const rows2 = Math.max(1, ...parts2.map(({ from, to, lanes }) => Math.ceil((to - from) / lanes)));
  const each = (inner(space, size).height - AROUND_CARDS) / rows2 - CARD[step];
  return Math.max(0, Math.min(MOST_LINES, Math.floor(each / LINE)));
}
function linesOfText(space, size) {
  const { height } = inner(space, size);
  if (height - AROUND_CARDS >= CARD[2]) return MOST_TEXT;
  const lines = (height - AROUND_TEXTS) / LINE / TEXTS;
  return Math.max(2, Math.min(MOST_TEXT, Math.floor(lines)));
}
function shortened(space, size) {
  const read = linesOfText(space, size) >= FEWEST_TEXT || size === space.sizes.least;
  return { lanes: read ? inner(space, size).width / LANE : 1, rows: 1 };
}
var linesOfCard = (lines) => ({
  "--name-lines": 2 + Math.ceil(lines / 2),
  "--meta-lines": 2 + Math.floor(lines / 2)
});
function useGrouped(data, step, persona) {
  const before = T2(
    /** @type {{[stage: string]: Plain[]}} */
    {}
  );
  const collection = COLLECTIONS[step];
  const grouped = {};
  for (const stage of data.stages ?? NONE) {
    const all = collection ? inStage(data, collection, stage.id) : NONE;
    grouped[stage.id] = all.filter((record) => ofPersona(record, persona));
  }
  before.current = sharing(before.current, grouped);
  return before.current;
}
function useWidestWord(app, grouped, room) {
  return w2(() => {
    const names = Object.values(grouped).flatMap(
      (cards) => cards.map((card) => words(card.what) || card.name)
    );
    return room ? widestWord(names.filter(Boolean), getComputedStyle(app.root()).fontFamily) : 0;
  }, [grouped, room]);
}
function Columns({ app, data, step, persona, found, selected, ranking, feelings, space }) {
  const stages = data.stages ?? NONE;
  const grouped = useGrouped(data, step, persona);
  const names = T2({});
  names.current = sharing(names.current, {
    touchpoints: step === 5 ? data.touchpoints ?? NONE : NONE,
    channels: data.channels ?? NONE,
    evidence: NONE
  });
  const holds = (stage, id) => stage.id === id || grouped[stage.id].some((one) => one.id === id);
  const counts = stages.map((stage) => grouped[stage.id].length);
  const word = useWidestWord(app, grouped, Boolean(space));
  const laid = fitColumns(step === 2 ? [...counts, 0] : counts, step, space, word);
  const { page, count, turn } = usePages(
    app,
    laid,
    ({ stage, from, to }) => stages[stage]?.id === selected || Boolean(stages[stage] && grouped[stages[stage].id].slice(from, to).some((one) => one.id === selected)),
    selected
  );
  const parts2 = laid?.pages[page] ?? stages.map((_3, stage) => ({ stage, from: 0, to: void 0, lanes: 0 }));
  const lines = space && laid ? spareLines(laid.pages[page], step, space, laid.size) : 0;
  const adding2 = step === 2 && (!laid || parts2.some(({ stage }) => stage === stages.length));
  return html`<div class="pk-scroller" tabindex="0" role="region" aria-label=${app.t("stages")}>
    <div class="pk-columns" style=${space && laid && step === 2 ? { "--text-lines": linesOfText(space, laid.size) } : void 0}
      data-zone="stages" data-axis="x" data-accepts=${step === 2 ? "stages notes" : "-"}>
      ${parts2.map(({ stage: n3, from, to, lanes }) => {
    const stage = stages[n3];
    const all = stage && grouped[stage.id];
    return stage && html`<${Column} key=${stage.id} app=${app} stage=${stage} number=${n3 + 1} step=${step}
          records=${from || (to ?? all.length) < all.length ? all.slice(from, to) : all} found=${found}
          selected=${holds(stage, selected) ? selected : void 0} persona=${persona} data=${names.current}
          ranking=${ranking} feelings=${feelings} lanes=${lanes || void 0} rows=${laid?.rows} lines=${lines} />`;
  })}
      ${adding2 && html`<div class="pk-column pk-new">
        <${QuickEntry} app=${app} name="stages" label=${app.t("add_stage")} short=${app.t("add")} button=${app.t("add_stage")}
          add=${(text) => text ? app.places.add("stages", { name: text }) : false} /></div>`}
      ${step !== 2 && !stages.length && html`<p class="pk-none">${app.t("no_stages")}</p>`}
    </div>
    <${Pages} app=${app} parts=${laid?.pages[page] ?? []} stages=${stages.length} page=${page} count=${count} turn=${turn} />
  </div>`;
}
function ofPersona(record, persona) {
  const named2 = listed(record.personas);
  return !persona || !named2.length || named2.includes(persona);
}

// board/conflicts.js
function told(app, value) {
  if (value === null || value === void 0) return app.t("nothing");
  if (typeof value === "boolean") return app.t(value ? "yes" : "no");
  if (typeof value === "number") return app.t.number(value);
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map((item) => told(app, item)).join("\n");
  if ("text" in value) return value.text;
  return Object.entries(value).map(([name, item]) => `${label(app, name)}: ${told(app, item)}`).join("\n");
}
function label(app, name, collection) {
  const own2 = app.forms[collection ?? ""]?.find((field) => field.name === name);
  if (own2) return own2.label;
  for (const fields of Object.values(app.forms)) {
    const found = fields.find((field) => field.name === name);
    if (found) return found.label;
  }
  return name;
}
function about(app, place) {
  const data = app.store.state.data;
  return place.slice(1).map((part) => {
    if (typeof part === "object" && part) return nameById(app, data, part.at);
    return typeof part === "number" ? "" : label(app, nameById(app, data, String(part)), String(place[0]));
  }).filter(Boolean).join(" › ");
}
var WRITTEN = /* @__PURE__ */ new Set(["line", "long", "list"]);
function written(app, { place, yours }) {
  const entry = typeof yours === "object" || typeof place.at(-1) === "number";
  const field = place.length === 3 && app.forms[String(place[0])]?.find((one) => one.name === place[2]);
  return entry || field && WRITTEN.has(field.kind) && !field.choices ? words(yours) : "";
}
function ConflictDialog({ app, conflict }) {
  const ref = T2(
    /** @type {HTMLDialogElement | null} */
    null
  );
  const id = useId();
  A2(() => {
    if (conflict && !ref.current?.open) ref.current?.showModal();
  }, [conflict]);
  if (!conflict) return null;
  const choose = (mine) => {
    ref.current?.close();
    app.store.settle(conflict, mine);
  };
  const later = () => app.store.change({ conflict: null });
  const note = written(app, conflict);
  const both = () => {
    app.places.addNotes([{ text: note }]);
    choose(false);
  };
  return html`<dialog class="pk-dialog" ref=${ref} aria-labelledby=${id} onClose=${later}>
    <h3 id=${id}>${app.t("conflict")}</h3>
    <p>${conflict.why ?? app.t("conflict_why")}</p>
    <p class="pk-about" lang=${app.written}>${about(app, conflict.place)}</p>
    <div class="pk-versions">
      <section><h4>${app.t("theirs")}</h4><p class="pk-version" lang=${app.written}>${told(app, conflict.theirs)}</p>
        <button type="button" class="pk-small" onClick=${() => choose(false)}>${app.t("keep_theirs")}</button>
        ${note && html`<button type="button" class="pk-small" onClick=${both}>${app.t("keep_both")}</button>`}</section>
      <section><h4>${app.t("yours")}</h4><p class="pk-version" lang=${app.written}>${told(app, conflict.yours)}</p>
        <button type="button" class="pk-primary" onClick=${() => choose(true)}>${app.t("keep_yours")}</button></section>
    </div>
    <form method="dialog"><button class="pk-small">${app.t("decide_later")}</button></form>
  </dialog>`;
}
function OpenConflicts({ app, conflicts }) {
  if (!conflicts.length) return null;
  return html`<button type="button" class="pk-small pk-conflicts"
    onClick=${() => app.store.change({ conflict: conflicts[0].conflict })}>
    <span aria-hidden="true">⇄</span> ${app.t.count("conflicts", conflicts.length)}</button>`;
}

// board/spread.js
function numbersIn(text) {
  const parts2 = text.replace(/[\u2212\u2013]/g, "-").split(/[\s;/]+|,(?=\s|$)/).filter(Boolean);
  const divided = parts2.length === 1 && parts2[0].split(",").length > 2;
  const numbers = (divided ? parts2[0].split(",") : parts2).map((part) => {
    const decimal = parts2.length > 1 || /,5$/.test(part);
    const plain = part.replace(/^\+(?=[\d.])/, "");
    return Number(decimal ? plain.replace(/(\d),(?=\d+$)/, "$1.") : plain);
  });
  return numbers.some((n3) => Number.isNaN(n3) || n3 < -2 || n3 > 2) ? null : numbers;
}
function spread(scores) {
  if (!scores.length) return null;
  const ordered = [...scores].sort((a3, b) => a3 - b);
  const quantile = (share) => {
    const position2 = share * (ordered.length - 1);
    const below = Math.floor(position2);
    const above = Math.min(below + 1, ordered.length - 1);
    return ordered[below] + (position2 - below) * (ordered[above] - ordered[below]);
  };
  const [low, median, high] = [0.25, 0.5, 0.75].map(quantile);
  return { low, median, high, n: ordered.length, disagree: high - low >= DISAGREEMENT };
}
function scoreOf(feeling) {
  const scores = listed(feeling?.scores);
  return scores.length ? spread(scores)?.median ?? null : feeling?.score ?? null;
}

// board/curve.js
var STEP = 0.5;
var top = (score) => (2 - score) / 4 * 100;
function moments(app, data, persona) {
  const felt = /* @__PURE__ */ new Map();
  for (const feeling of data.emotions ?? []) {
    if (feeling.persona === persona) felt.set(feeling.at, feeling);
  }
  return (data.stages ?? []).map((stage) => {
    const touchpoints = touchpointsOf(data, stage.id, persona);
    const points = touchpoints.map((t4) => ({
      at: t4.id,
      name: nameOf(app, data, "touchpoints", t4),
      weight: t4.importance ?? 3,
      feeling: felt.get(t4.id) ?? null
    }));
    const own2 = felt.get(stage.id);
    if (own2 || !points.length) {
      points.unshift({
        at: stage.id,
        name: app.t("whole_stage", { stage: stage.name }),
        own: true,
        feeling: own2 ?? null
      });
    }
    return { id: stage.id, name: stage.name, points, mean: mean(points) };
  });
}
function mean(points) {
  const scored = points.flatMap(({ own: own3, weight: weight2 = 0, feeling }) => {
    const score = scoreOf(feeling);
    return score === null ? [] : [{ own: own3, weight: weight2, score }];
  });
  const own2 = scored.find((point) => point.own);
  if (own2) return own2.score;
  const weight = scored.reduce((sum, point) => sum + point.weight, 0);
  return weight ? scored.reduce((sum, point) => sum + point.score * point.weight, 0) / weight : null;
}
var Point = memo(({ app, point, n: n3, count, persona, chart, live, selected }) => {
  const { at: at2, feeling, name } = point;
  const [dragged, drag] = d2(
    /** @type {number | null} */
    null
  );
  const scores = (
    /** @type {number[]} */
    listed(feeling?.scores)
  );
  const found = scores.length ? spread(scores) : null;
  const score = dragged ?? scoreOf(feeling);
  const place = ["emotions", { persona, at: at2 }, "score"];
  const save = (value) => app.store.set(place, value);
  const down = (event) => {
    if (event.button > 0) return;
    event.preventDefault();
    event.target.focus({ preventScroll: true });
    if (found || !chart.current) {
      app.open("emotions", at2);
      return;
    }
    const box = chart.current.getBoundingClientRect();
    const start = event.clientY;
    let value = scoreOf(feeling);
    let moved = false;
    const target = event.target;
    target.setPointerCapture(event.pointerId);
    const move = (e3) => {
      if (!moved && Math.abs(e3.clientY - start) < 3) return;
      moved = true;
      const raw = 2 - (e3.clientY - box.top) / box.height * 4;
      value = Math.max(-2, Math.min(2, Math.round(raw / STEP) * STEP));
      drag(value);
      live(n3, value);
    };
    const end = (e3) => {
      target.removeEventListener("pointermove", move);
      target.removeEventListener("pointerup", end);
      target.removeEventListener("pointercancel", end);
      drag(null);
      live(null);
      if (e3.type === "pointercancel") return;
      if (moved) save(value);
      else app.open("emotions", at2);
    };
    target.addEventListener("pointermove", move);
    target.addEventListener("pointerup", end);
    target.addEventListener("pointercancel", end);
  };
  const key = (event) => {
    if (event.key === "Enter") app.open("emotions", at2);
    if ((event.key === "Delete" || event.key === "Backspace") && !found) save(null);
    if (found && event.key.startsWith("Arrow")) event.preventDefault();
  };
  const style = { left: `${(n3 + 0.5) / count * 100}%`, top: `${top(score ?? 0)}%` };
  const said2 = score === null ? app.t("no_score") : app.t.signed(score);
  return html`
    ${found && found.high > found.low && html`<span class="pk-range" aria-hidden="true" data-feeling=${Math.round(score ?? 0)}
      style=${{ left: style.left, top: `${top(found.high)}%`, height: `${top(found.low) - top(found.high)}%` }}></span>`}
    <div class=${classes("pk-point", score === null && "pk-open", selected && "pk-selected", dragged !== null && "pk-moving", found && "pk-room")}
      style=${style} data-at=${at2} data-feeling=${score === null ? "" : Math.round(score)}>
      <input type="range" min="-2" max="2" step=${STEP} value=${score ?? 0} tabindex="0"
        aria-label=${app.t("feels_at", { place: name })} aria-valuetext=${said2}
        aria-readonly=${found ? "true" : void 0} data-score=${score ?? ""}
        onPointerDown=${down} onKeyDown=${key}
        onInput=${(event) => found ? event.target.value = String(score) : save(Number(event.target.value))} />
      <span class="pk-dot" aria-hidden="true"></span>
      ${feeling?.moment_of_truth && html`<span class="pk-truth" title=${app.t("moment_of_truth")} aria-hidden="true">★</span>`}
      <output class="pk-value" aria-hidden="true">${score === null ? "+" : app.t.signed(score)}</output>
    </div>`;
});
var Label = memo(
  ({
    app,
    point,
    selected,
    findings,
    place
  }) => {
    const { feeling } = point;
    const scores = (
      /** @type {number[]} */
      listed(feeling?.scores)
    );
    const found = scores.length ? spread(scores) : null;
    const word = feeling?.word && (app.labels.feelings[feeling.word]?.[0] ?? feeling.word);
    return html`<div class=${classes("pk-moment", selected && "pk-selected")} style=${place}>
    <button type="button" class="pk-name" lang=${app.written} data-open=${point.at} title=${point.name}
      onClick=${() => app.open("emotions", point.at)}>${point.name}</button>
    <span class="pk-felt">
      ${word && html`<span class="pk-word">${word}</span>`}
      ${found && html`<span class="pk-n">${app.t("n", { n: found.n })}</span>`}
      ${found?.disagree && html`<span class="pk-disagree"><span aria-hidden="true">⇅</span> <span class="pk-in-words">${app.t("disagree_short")}</span></span>`}
      <${Badge} app=${app} findings=${findings} />
    </span>
  </div>`;
  }
);
var AXIS = 8;
var NAME = 9.4;
var MOST_ROWS = 3;
var NAME_ROW = 4.7;
var CHART = 22.5;
var rowsIn = (height) => Math.max(1, Math.min(MOST_ROWS, Math.floor((height - CHART) / NAME_ROW)));
function fitCurve(stages, space) {
  if (!space) return null;
  const capacity = (size) => {
    const { width, height } = inner(space, size);
    const low = height < CHART + NAME_ROW;
    return { lanes: low ? 1 : (width - AXIS) * rowsIn(height) / NAME, rows: 1 };
  };
  return fit(
    stages.map((stage) => stage.points.length),
    capacity,
    space.sizes
  );
}
function spansOf(stages, parts2) {
  let first = 0;
  const shown = parts2?.map(({ stage, from, to }) => ({
    ...stages[stage],
    points: stages[stage].points.slice(from, to)
  })) ?? stages;
  return shown.map((stage) => {
    const from = first;
    first += stage.points.length;
    return { ...stage, from, to: first };
  });
}
function Axis({ app }) {
  return html`<div class="pk-axis" aria-hidden="true">
    ${[2, 1, 0, -1, -2].map((n3) => html`<span style=${{ top: `${top(n3)}%` }}><b>${app.t.signed(n3)}</b> ${app.labels.scores[n3]}</span>`)}
  </div>`;
}
function labelPlace(n3, count, rows2) {
  if (rows2 === 1) return {};
  const [start, end] = [2 * n3 + 2 - rows2, 2 * n3 + 2 + rows2];
  const [from, to] = [Math.max(1, start), Math.min(2 * count + 1, end)];
  const beyond = (halves) => halves ? `${-100 * halves / (to - from)}%` : "";
  return {
    gridColumn: `${from} / ${to}`,
    gridRow: 3 + n3 % rows2,
    marginLeft: beyond(from - start),
    marginRight: beyond(Math.min(1, end - to))
  };
}
function Curve({ app, data, persona, found, selected, space }) {
  const before = T2(
    /** @type {StageMoments[]} */
    []
  );
  const stages = persona ? sharing(before.current, moments(app, data, persona)) : [];
  before.current = stages;
  const laid = fitCurve(stages, space);
  const { page, count, turn } = usePages(
    app,
    laid,
    ({ stage, from, to }) => stages[stage].id === selected || stages[stage].points.slice(from, to).some((p3) => p3.at === selected),
    selected
  );
  if (!persona) return html`<p class="pk-none">${app.t("no_personas")}</p>`;
  if (!stages.length) return html`<p class="pk-none">${app.t("no_stages")}</p>`;
  const spans = spansOf(stages, laid?.pages[page]);
  const points = spans.reduce((sum, span) => sum + span.points.length, 0);
  const each = space && laid ? (inner(space, laid.size).width - AXIS) / points : NAME;
  const rows2 = Math.min(MOST_ROWS, Math.max(1, Math.ceil(NAME / each - 0.01)));
  return html`<div class="pk-curve">
    ${!space && html`<${Axis} app=${app} />`}
    <${Chart} app=${app} persona=${persona} spans=${spans} found=${found} selected=${selected}
      rows=${rows2} inside=${Boolean(space)} />
    <${Pages} app=${app} parts=${laid?.pages[page] ?? []} stages=${stages.length} page=${page} count=${count} turn=${turn} />
  </div>`;
}
function Chart({ app, persona, spans, found, selected, rows: rows2, inside }) {
  const chart = T2(
    /** @type {HTMLElement | null} */
    null
  );
  const [moving, setMoving] = d2(
    /** @type {{n: number, value: number} | null} */
    null
  );
  const live = T2(
    (n3, value = 0) => setMoving(n3 === null ? null : { n: n3, value })
  ).current;
  const points = spans.flatMap((span) => span.points);
  const count = points.length;
  const scores = points.map((p3, n3) => moving?.n === n3 ? moving.value : scoreOf(p3.feeling));
  const by = rows2 > 1 ? 2 : 1;
  const columns = {
    gridTemplateColumns: `repeat(${by * count}, minmax(${rows2 > 1 || inside ? 0 : "var(--moment)"}, 1fr))`
  };
  return html`<div class="pk-scroller" tabindex="0" role="region" aria-label=${app.t("curve")}>
    <div class=${classes("pk-curve-grid", rows2 > 1 && "pk-staggered")} style=${columns}>
      ${spans.map(
    (s3) => html`<div class="pk-curve-stage" key=${s3.id} lang=${app.written}
        style=${{ gridColumn: `${by * s3.from + 1} / ${by * s3.to + 1}` }}>
        <button type="button" class="pk-name" data-open=${s3.id} title=${s3.name}
          onClick=${() => app.open("emotions", s3.id)}>${s3.name}</button></div>`
  )}
      <div class="pk-chart" ref=${chart}>
        ${inside && html`<${Axis} app=${app} />`}
        <${Lines} scores=${scores} spans=${spans} count=${count} />
        ${points.map(
    (point, n3) => html`<${Point} key=${point.at} app=${app} point=${point} n=${n3} count=${count}
          persona=${persona} chart=${chart} live=${live} selected=${selected === point.at} />`
  )}
      </div>
      ${points.map(
    (point, n3) => html`<${Label} key=${point.at} app=${app} point=${point}
        selected=${selected === point.at} findings=${found[point.at]} place=${labelPlace(n3, count, rows2)} />
        ${n3 % rows2 > 0 && html`<span class="pk-leader"
          style=${{ gridColumn: `${2 * n3 + 1} / ${2 * n3 + 3}`, gridRow: `3 / ${3 + n3 % rows2}` }}></span>`}`
  )}
    </div>
  </div>`;
}
function Lines({ scores, spans, count }) {
  const known = scores.flatMap((score, n3) => score === null ? [] : [n3]);
  const x2 = (n3) => (n3 + 0.5) / count * 1e3;
  const y3 = (score) => (2 - (score ?? 0)) / 4 * 400;
  return html`<svg viewBox="0 0 1000 400" preserveAspectRatio="none" aria-hidden="true">
    ${spans.map(
    (s3, n3) => html`<rect key=${s3.id} class=${n3 % 2 ? "pk-band-odd" : "pk-band"} y="0" height="400"
      x=${s3.from / count * 1e3} width=${(s3.to - s3.from) / count * 1e3} />`
  )}
    ${[-2, -1, 0, 1, 2].map((s3) => html`<line key=${s3} class=${s3 ? "pk-scale-line" : "pk-zero"} x1="0" x2="1000" y1=${y3(s3)} y2=${y3(s3)} />`)}
    ${spans.map(
    (s3) => s3.mean !== null && s3.to - s3.from > 1 && html`<line key=${s3.id} class="pk-mean"
      x1=${s3.from / count * 1e3} x2=${s3.to / count * 1e3} y1=${y3(s3.mean)} y2=${y3(s3.mean)} />`
  )}
    ${known.slice(1).map(
    (n3, i3) => html`<line key=${n3} class=${n3 === known[i3] + 1 ? "pk-line" : "pk-line pk-gap"}
      x1=${x2(known[i3])} y1=${y3(scores[known[i3]])} x2=${x2(n3)} y2=${y3(scores[n3])} />`
  )}
  </svg>`;
}

// board/done.js
function setStatus(app, place, status) {
  const [collection, id] = place;
  const { done } = at(app.store.state.data, [collection, id]);
  app.store.batch([
    app.store.setting(place, status),
    status !== "done" && done && app.store.setting([collection, id, "done"], null)
  ]);
  if (status === "done" && !done) app.store.change({ asked: String(id) });
}
function today() {
  const now = /* @__PURE__ */ new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
function DoneDialog({ app, id, data }) {
  const ref = T2(
    /** @type {HTMLDialogElement | null} */
    null
  );
  const label2 = useId();
  const record = id && at(data, ["improvements", id]);
  A2(() => {
    if (record && !ref.current?.open) ref.current?.showModal();
  }, [id]);
  if (!record) return null;
  const close = () => app.store.change({ asked: null });
  const save = (event) => {
    const day = new FormData(event.target).get("done");
    if (day && id) app.store.set(["improvements", id, "done"], day);
  };
  return html`<dialog class="pk-dialog" ref=${ref} aria-labelledby=${label2} onClose=${close}>
    <form method="dialog" onSubmit=${save} data-done=${id}>
      <h3 id=${label2}>${app.t("done_since", { name: words(record.solution) })}</h3>
      <p>${app.t("done_why")}</p>
      <p><input type="date" name="done" defaultValue=${today()} max=${today()} required aria-labelledby=${label2} /></p>
      <p><button class="pk-small">${app.t("done_save")}</button></p>
    </form>
    <form method="dialog"><button class="pk-small">${app.t("done_unknown")}</button></form>
  </dialog>`;
}

// board/drag.js
var SLACK = 5;
var EDGE = 48;
var PACE = 12;
var Drag = class {
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
    if (
      /** @type {Element} */
      event.target.closest("input, textarea, select, [data-nodrag]")
    ) return;
    const { clientX: x2, clientY: y3, pointerId: pointer } = event;
    this.#press = { what, source, x: x2, y: y3, pointer, going: null };
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
  #begin({ source, x: x2, y: y3, pointer }) {
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
    }
    const page = scrolledIn(this.#root);
    return { ghost, mark, dx: x2 - box.left, dy: y3 - box.top, page, target: null, frame: 0 };
  }
  #move = (event) => {
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
    const { x: x2, y: y3 } = press;
    ghost.style.transform = `translate(${x2 - going.dx - origin.left}px, ${y3 - going.dy - origin.top}px) rotate(1deg)`;
    const target = this.#target(press);
    going.target = target;
    mark.hidden = !target;
    if (target) {
      const { left, top: top2, width, height } = target.mark;
      mark.style.transform = `translate(${left - origin.left}px, ${top2 - origin.top}px)`;
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
  #target({ what, source, x: x2, y: y3 }) {
    const zone = elementsAt(this.#root, x2, y3).map((element) => (
      /** @type {HTMLElement | null} */
      element.closest("[data-zone]")
    )).find((one) => one && this.#root.contains(one) && one.dataset.accepts?.split(" ").includes(what.kind));
    if (!zone) return null;
    const box = zone.getBoundingClientRect();
    if (!zone.dataset.axis) return { zone, before: null, mark: box, area: true };
    const across = zone.dataset.axis === "x";
    const cards = cardsIn(zone).filter((card) => card !== source);
    const boxes = cards.map((card) => card.getBoundingClientRect());
    const next = boxes.findIndex((one) => across ? x2 < one.left + one.width / 2 : isBefore(x2, y3, one));
    const before = next < 0 ? null : cards[next].dataset.card ?? null;
    const beside = next < 0 ? boxes.at(-1) : boxes[next];
    if (!beside) return { zone, before, mark: box, area: true };
    return { zone, before, mark: between(beside, next < 0, across, box), area: false };
  }
  /**
   * Scroll what is scrolled across under the pointer, and what the board itself is scrolled in.
   * @param {Press} press
   * @param {Going} going
   */
  #scroll({ x: x2, y: y3 }, { page }) {
    const area = elementsAt(this.#root, x2, y3)[0]?.closest(".pk-scroller");
    const across = area?.getBoundingClientRect();
    const sideways = area && across && scrolledBy(area, "scrollLeft", towards(x2, across.left, across.right));
    const box = page === document.scrollingElement ? { top: 0, bottom: innerHeight } : page.getBoundingClientRect();
    const up = scrolledBy(page, "scrollTop", towards(y3, box.top, box.bottom));
    return sideways || up;
  }
  #end = (event) => {
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
  #cancel = (event) => {
    if (event.pointerId === this.#press?.pointer) this.stop();
  };
  #escape = (event) => {
    if (event.key !== "Escape" || !this.#press?.going) return;
    event.stopPropagation();
    this.stop();
  };
};
function ghostOf(source, width) {
  const ghost = (
    /** @type {HTMLElement} */
    source.cloneNode(true)
  );
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
function elementsAt(root, x2, y3) {
  const tree = (
    /** @type {Document | ShadowRoot} */
    root.getRootNode()
  );
  return tree.elementsFromPoint(x2, y3);
}
function cardsIn(zone) {
  const cards = (
    /** @type {NodeListOf<HTMLElement>} */
    zone.querySelectorAll("[data-card]")
  );
  return [...cards].filter((card) => card.closest("[data-zone]") === zone);
}
function isBefore(x2, y3, card) {
  return x2 < card.left - card.width / 4 || x2 < card.right && y3 < card.top + card.height / 2;
}
function between(card, after2, across, zone) {
  return across ? { left: after2 ? card.right + 3 : card.left - 6, top: zone.top, width: 4, height: zone.height } : { left: card.left, top: after2 ? card.bottom + 2 : card.top - 6, width: card.width, height: 4 };
}
function towards(pointer, from, to) {
  if (pointer < from + EDGE) return -PACE;
  return pointer > to - EDGE ? PACE : 0;
}
function scrolledBy(area, side, step) {
  const before = area[side];
  area[side] += step;
  return area[side] !== before;
}
function swallowClick() {
  const swallow = (click) => {
    click.stopPropagation();
    click.preventDefault();
  };
  window.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener("click", swallow, true), 0);
}
function scrolledIn(root) {
  for (let one = (
    /** @type {HTMLElement | null} */
    root
  ); one; one = one.parentElement) {
    const how = getComputedStyle(one).overflowY;
    if ((how === "auto" || how === "scroll") && one.scrollHeight > one.clientHeight) return one;
  }
  return document.scrollingElement ?? document.documentElement;
}

// board/drop.js
function createDrop({ store, places, t: t4, announce }) {
  return (what, zone, before) => {
    const stage = zone.stage;
    const cell = { impact: Number(zone.impact), effort: Number(zone.effort) };
    if (what.kind === "notes") {
      places.placeNote(Number(what.number), String(zone.zone), {
        stage,
        before,
        ...zone.impact ? cell : {}
      });
      announce(t4("placed"));
      return;
    }
    const id = String(what.id);
    if (what.kind === "stages") places.reorder("stages", id, before);
    else if (what.kind === "improvements") {
      const to = zone.impact ? cell : { impact: null, effort: null };
      store.batch([
        store.setting(["improvements", id, "impact"], to.impact),
        store.setting(["improvements", id, "effort"], to.effort)
      ]);
    } else places.toStage(what.kind, id, stage, before);
  };
}

// board/focus.js
function keepFocus(board) {
  let last2 = null;
  const came = (event) => {
    last2 = /** @type {Element} */
    event.target;
  };
  const went = (event) => {
    const target = (
      /** @type {Element} */
      event.target
    );
    const next = event.relatedTarget;
    queueMicrotask(() => {
      if (last2 === target && !next && target.isConnected && !target.matches(":disabled")) last2 = null;
    });
  };
  const observer = new MutationObserver(() => {
    if (!last2 || board.contains(last2) && !last2.matches(":disabled")) return;
    const active = document.activeElement;
    if (!active || active === document.body || active === last2) {
      board.querySelector(".pk-frame")?.focus({ preventScroll: true });
    } else last2 = null;
  });
  board.addEventListener("focusin", came);
  board.addEventListener("focusout", went);
  observer.observe(board, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ["disabled"]
  });
  return () => {
    board.removeEventListener("focusin", came);
    board.removeEventListener("focusout", went);
    observer.disconnect();
  };
}

// board/low_points.js
function AddPain2({ app, data, point, persona, close }) {
  const ref = T2(
    /** @type {HTMLElement | null} */
    null
  );
  A2(() => ref.current?.querySelector("input")?.focus(), []);
  const add = (what) => {
    if (!what) return false;
    const several = (data.personas?.length ?? 0) > 1;
    const pain = { at: point.at, ...several ? { personas: [persona] } : {}, what };
    app.open("pain_points", app.places.toEndOf("pain_points", stageOf(data, point.at), pain));
    close();
    return true;
  };
  const ask = app.t("low_point_ask", { place: nameById(app, data, point.at) });
  return html`<div class="pk-low-entry" ref=${ref}>
    <${QuickEntry} app=${app} name=${`low.${persona}.${point.at}`} button=${app.t("add_pain")} add=${add}
      label=${ask} short=${ask} /></div>`;
}
function OfPersona({ app, data, persona, name, points }) {
  const [open, setOpen] = d2(
    /** @type {string | null} */
    null
  );
  const chosen = points.find((point) => point.at === open);
  if (!points.length) return html`<p class="pk-none">${app.t("no_low_points", { persona: name })}</p>`;
  return html`<div class="pk-low-of">
    <b lang=${app.written}>${name}</b>
    <ul>${points.map((point) => {
    const pains = (data.pain_points ?? []).filter((pain) => pain.at === point.at).length;
    return html`<li key=${point.at}>
      <button type="button" class="pk-small" data-low=${point.at} aria-expanded=${point.at === open}
        title=${app.t("add_pain")} onClick=${() => setOpen(point.at === open ? null : point.at)}>
        <span class="pk-chip" data-feeling=${Math.round(point.score)}>${app.t.signed(point.score)}</span>
        <span lang=${app.written}>${nameById(app, data, point.at)}</span>
        ${point.n !== null && html`<span class="pk-meta">${app.t("n", { n: point.n })}</span>`}
        ${pains > 0 && html`<span class="pk-meta">${app.t.count("pain_points", pains)}</span>`}
      </button></li>`;
  })}</ul>
    ${chosen && html`<${AddPain2} key=${chosen.at} app=${app} data=${data} point=${chosen} persona=${persona}
      close=${() => setOpen(null)} />`}
  </div>`;
}
function LowPoints({ app, data, persona, lowest }) {
  const personas = (data.personas ?? []).filter((one) => !persona || one.id === persona);
  if (!personas.length || !data.stages?.length) return null;
  return html`<section class="pk-low" aria-label=${app.t("low_points")}>
    <h3>${app.t("low_points")}</h3>
    ${personas.map(
    (one) => html`<${OfPersona} key=${one.id} app=${app} data=${data} persona=${one.id}
      name=${one.name} points=${lowest[one.id] ?? []} />`
  )}
  </section>`;
}

// board/files.js
async function textOf(file) {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
function typed(field, text) {
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
function OpenFile({ app, field }) {
  const chosen = async (event) => {
    const { target } = event;
    const file = target.files?.[0];
    if (!file) return;
    const text = await textOf(file);
    if (field.current) typed(field.current, text);
    target.value = "";
    field.current?.focus();
  };
  return html`<label class="pk-file"><span>${app.t("open_file")}</span>
    <input type="file" class="pk-hidden" accept=".csv,.tsv,.txt,text/csv,text/plain" onChange=${chosen} data-do="open-file" /></label>`;
}

// board/paste.js
var TEXT = [
  "text",
  "texte",
  "content",
  "contenu",
  "note",
  "idea",
  "idee",
  "post-it",
  "post it",
  "postit",
  "title",
  "titre",
  "sticky",
  "sticky note",
  "question",
  "message",
  "description",
  "comment",
  "commentaire",
  "remark",
  "remarque",
  "verbatim",
  "answer",
  "reponse"
];
var AUTHOR = [
  "author",
  "auteur",
  "auteure",
  "by",
  "par",
  "created by",
  "cree par",
  "creator",
  "createur",
  "added by",
  "ajoute par",
  "participant",
  "participante",
  "user",
  "utilisateur",
  "owner"
];
var folded2 = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().trim();
var heading = (text) => folded2(text).replace(/\(s\)|s(?![a-z0-9])/g, "");
function rows(text, delimiter) {
  const table2 = [];
  let row = [];
  let cell = "";
  let quoted = false;
  for (let n3 = 0; n3 < text.length; n3++) {
    const character = text[n3];
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[n3 + 1] === '"') cell += text[++n3];
      else quoted = false;
    } else if (character === '"' && !cell.trim()) {
      quoted = true;
      cell = "";
    } else if (character === delimiter || character === "\n") {
      row.push(cell.trim());
      cell = "";
      if (character === "\n") {
        table2.push(row);
        row = [];
      }
    } else cell += character;
  }
  table2.push([...row, cell.trim()]);
  return table2.filter((cells) => cells.some(Boolean));
}
function headings(table2) {
  const names = table2[0].map(heading);
  if (table2.some((row) => row.length > names.length)) return null;
  const text = names.findIndex((name) => TEXT.includes(name));
  if (text >= 0) return { text, by: names.findIndex((name) => AUTHOR.includes(name)) };
  const short = names.every((name) => name && parts(name).length <= 3);
  return short && even(table2) ? hinted(names) : null;
}
function even(table2) {
  const columns = table2[0].length;
  return columns > 1 && table2.length > 1 && table2.every((row) => row.length === columns);
}
var parts = (name) => name.split(/[\s_\-.]+/).filter(Boolean);
function hinted(names) {
  const told3 = (words2) => names.findIndex((name) => parts(name).some((part) => words2.includes(part)));
  const text = [TEXT.slice(0, 4), TEXT].map(told3).find((n3) => n3 >= 0);
  return text === void 0 ? null : { text, by: told3(AUTHOR) };
}
var bare = (text) => text.replace(/(^|[;,\t\n])[^\S\n]*"(?:[^"]|"")*"/g, '$1""');
var spoken = (text, delimiter) => new RegExp(`${delimiter}[^\\S\\n]+\\S`).test(text);
function tableIn(text, outside) {
  let best = null;
  for (const delimiter of [";", ","]) {
    const cells = rows(text, delimiter);
    const columns = cells[0].length;
    const known = columns > 1 && cells.length > 1 ? headings(cells) : null;
    if (!known && !even(cells)) continue;
    const sure = known ? known.by >= 0 || !spoken(outside.split("\n", 1)[0], delimiter) : (columns > 2 || outside.startsWith('""')) && !spoken(outside, delimiter);
    const weight = columns + (known ? 1e3 : 0);
    if (!best || weight > best.weight) best = { cells, sure, weight };
  }
  return best;
}
function recognised(pasted, as = null) {
  const text = pasted.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n").replace(/^sep=(.)\n/, "");
  const lines = text.split("\n").map((line) => line.trim()).filter(Boolean);
  const plain = { kind: "lines", table: lines.map((line) => [line]), columns: 1 };
  if (!lines.length) return plain;
  const outside = bare(text);
  if (outside.includes("	")) return table(rows(text, "	"), true);
  if (outside.split("\n").every((line) => ["", '""'].includes(line.trim()))) {
    return table(rows(text, "\n"), false);
  }
  const found = tableIn(text, outside);
  if (!found) return plain;
  const wanted = as ?? (found.sure ? "table" : "lines");
  return { ...wanted === "table" ? table(found.cells, false) : plain, either: true };
}
function table(cells, cellsAreNotes) {
  const columns = Math.max(...cells.map((row) => row.length));
  const found = columns > 1 ? headings(cells) : null;
  return {
    kind: columns > 1 ? "table" : "lines",
    table: cells,
    columns,
    headings: Boolean(found) || columns === 1 && TEXT.includes(heading(cells[0][0])),
    text: found ? found.text : columns > 1 && cellsAreNotes ? "cells" : longest(cells, columns),
    by: found ? found.by : -1
  };
}
function longest(cells, columns) {
  const length = (n3) => cells.reduce((sum, row) => sum + (row[n3]?.length ?? 0), 0);
  return [...Array(columns).keys()].reduce((best, n3) => length(n3) > length(best) ? n3 : best, 0);
}
var HEADING = /^#+\s*(\S.*?)\s*:?$|^(\S.*?)\s*:$/;
function underHeadings(lines, known) {
  let heading2 = null;
  return lines.flatMap((text, n3) => {
    const [, hashed, ended] = HEADING.exec(text) ?? [];
    const name = hashed ?? ended;
    if (!name || n3 === lines.length - 1 || !known(name)) return [heading2 ? { text, heading: heading2 } : { text }];
    heading2 = name;
    return [];
  });
}
function inColumns(cells, known) {
  const [first, ...rest] = cells;
  if (!rest.length || !first.some(Boolean) || !first.every((cell) => !cell || known(cell))) {
    return cells.flat().filter(Boolean).map((text) => ({ text }));
  }
  return rest.flatMap((row) => row.map((text, n3) => first[n3] ? { text, heading: first[n3] } : { text })).filter(({ text }) => text);
}
function notesIn(read, known = () => false) {
  const body = read.headings ? read.table.slice(1) : read.table;
  if (read.text === "cells") return inColumns(body, known);
  if (read.kind === "lines" && read.columns === 1 && !read.headings) {
    return underHeadings(body.map(([text]) => text).filter(Boolean), known);
  }
  const column = read.text ?? 0;
  return body.filter((row) => row[column]).map((row) => ({ text: row[column], by: row[read.by ?? -1] || null }));
}

// board/similar.js
var timesSaid = (text) => Number(text.match(/\(×[\s\u00a0\u202f]*(\d+)/)?.[1] ?? 1);
var once = (parts2) => [...new Set(parts2.filter((part) => !!part))];
function mergedText(templates, texts) {
  const [first, ...others] = once(texts);
  const count = texts.reduce((sum, text) => sum + timesSaid(text), 0);
  const gaps = { first, count, others: others.join(" / ") };
  const template = others.length ? templates.merged : templates.merged_alike;
  return template.replace(/\{(\w+)\}/g, (gap, name) => String(gaps[name] ?? gap));
}
function merging(templates, group) {
  const [first, ...others] = group;
  const parts2 = group.map(({ note }) => typeof note === "string" ? { text: note } : note);
  const by = once(parts2.map((part) => part.by)).join(", ");
  const heading2 = once(parts2.map((part) => part.heading)).join(" · ");
  const text = mergedText(
    templates,
    parts2.map((part) => part.text)
  );
  const value = by || heading2 ? { text, ...by ? { by } : {}, ...heading2 ? { heading: heading2 } : {} } : text;
  return [
    ...others.reverse().map(({ n: n3, note }) => (
      /** @type {SingleEdit} */
      { op: "remove", place: ["notes", n3], was: note }
    )),
    { op: "set", place: ["notes", first.n], value, was: first.note }
  ];
}
function groupsOf(notes, proposed) {
  const numbered = notes.map((note, n3) => ({ n: n3, note }));
  return proposed.map((texts) => numbered.filter(({ note }) => texts.includes(words(note)))).filter((group) => group.length > 1);
}
function Similar({ app, notes, proposed }) {
  const [left, leave] = d2(
    /** @type {string[]} */
    []
  );
  const key = (group) => group.map(({ note }) => words(note)).join("\n");
  const groups = groupsOf(notes, proposed).filter((group) => !left.includes(key(group)));
  const merge = (group) => {
    app.store.batch(merging(app.labels, group));
    app.announce(app.t("merged"));
  };
  if (!groups.length) return null;
  return html`<section class="pk-similar" aria-label=${app.t("similar")}>
    <h4>${app.t("similar")}</h4>
    ${groups.map(
    (group) => html`<div class="pk-similar-group" key=${key(group)}>
      <ul lang=${app.written}>${group.map(({ n: n3, note }) => html`<li key=${n3}>${words(note)}</li>`)}</ul>
      <button type="button" class="pk-small" data-do="merge"
        onClick=${() => merge(group)}>${app.t.count("merge", group.length)}</button>
      <button type="button" class="pk-small" data-do="leave"
        onClick=${() => leave([...left, key(group)])}>${app.t("leave_apart")}</button>
    </div>`
  )}
  </section>`;
}

// board/notes.js
function Capture({ app }) {
  const id = useId();
  const ref = T2(
    /** @type {HTMLTextAreaElement | null} */
    null
  );
  const draft = w2(() => unsent(app, `notes.${app.model.get("step")}`), []);
  const [text, setText] = d2(draft.text);
  const [kind, setKind] = d2(
    /** @type {"table" | "lines" | null} */
    null
  );
  const [column, setColumn] = d2(
    /** @type {string | null} */
    null
  );
  const [author, setAuthor] = d2(
    /** @type {string | null} */
    null
  );
  const read = w2(() => recognised(text, kind), [text, kind]);
  const as = (one) => (
    /** @type {Reading} */
    {
      ...one,
      ...column === null ? {} : { text: column === "cells" ? "cells" : Number(column) },
      ...author === null ? {} : { by: Number(author) }
    }
  );
  const chosen = as(read);
  const known = (heading2) => (
    /** @type {const} */
    ["channel", "group"].some(
      (kind2) => guessed(app, app.store.state.data, kind2, heading2)
    )
  );
  const notes = text.trim() ? notesIn(chosen, known) : [];
  const names = [...Array(read.columns).keys()].map(
    (n3) => read.headings && read.table[0][n3] || app.t("column", { number: n3 + 1 })
  );
  const changed3 = (event) => {
    setText(event.target.value);
    draft.keep(event.target.value);
    setKind(null);
    setColumn(null);
    setAuthor(null);
  };
  const add = (event) => {
    event.preventDefault();
    const field = ref.current;
    if (!field) return;
    const typed2 = field.value;
    const notes2 = typed2.trim() ? notesIn(as(recognised(typed2, kind)), known) : [];
    if (!notes2.length) return;
    app.places.addNotes(notes2);
    app.announce(app.t.count("notes_added", notes2.length));
    setText("");
    draft.keep("");
    field.value = "";
    field.focus();
  };
  const key = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) add(event);
  };
  return html`<form class="pk-capture" onSubmit=${add}>
    <label for=${id}>${app.t("capture")}</label>
    <p class="pk-ask" id=${`${id}-ask`}>${app.t("capture_ask")}</p>
    <textarea id=${id} ref=${ref} rows="3" defaultValue=${draft.text} onInput=${changed3} onKeyDown=${key} lang=${app.written}
      aria-describedby=${`${id}-ask`} data-field="capture"></textarea>
    <${OpenFile} app=${app} field=${ref} />
    ${read.either && html`<label class="pk-check"><input type="checkbox" checked=${read.kind === "table"}
      onChange=${(e3) => setKind(e3.target.checked ? "table" : "lines")} /> ${app.t("as_table")}</label>`}
    ${read.kind === "table" && html`<div class="pk-columns-read">
      <label>${app.t("text_in")} <select value=${String(chosen.text)} onChange=${(e3) => setColumn(e3.target.value)}>
        <option value="cells">${app.t("every_cell")}</option>
        ${names.map((name, n3) => html`<option key=${n3} value=${n3} selected=${chosen.text === n3}>${name}</option>`)}
      </select></label>
      ${chosen.text !== "cells" && html`<label>${app.t("author_in")} <select value=${String(chosen.by)}
        onChange=${(e3) => setAuthor(e3.target.value)}>
        <option value="-1">${app.t("nobody")}</option>
        ${names.map((name, n3) => html`<option key=${n3} value=${n3} selected=${chosen.by === n3}>${name}</option>`)}
      </select></label>`}
      <ol class="pk-preview">${notes.slice(0, 3).map((note, n3) => html`<li key=${n3}>${note.text}${note.by ? ` – ${note.by}` : ""}</li>`)}</ol>
    </div>`}
    <button class="pk-primary" disabled=${!notes.length}>${notes.length ? app.t.count("add_notes", notes.length) : app.t("capture")}</button>
  </form>`;
}
var RECORDS = ["touchpoints", "pain_points", "improvements", "stages"];
var OF_PERSONA2 = ["motivations", "needs", "frustrations", "actions", "thoughts"];
var IN_STAGE = /* @__PURE__ */ new Set(["touchpoints", "pain_points", "actions", "thoughts"]);
var USUAL = {
  1: "needs",
  2: "stages",
  3: "touchpoints",
  4: "touchpoints",
  5: "pain_points",
  6: "improvements"
};
function stageNamed(data, heading2 = "") {
  const named2 = (data.stages ?? []).filter((one) => one.name && heading2.includes(one.name));
  return named2.sort((one, other) => other.name.length - one.name.length)[0]?.id;
}
function Place({ app, data, number, note, step, persona, placed }) {
  const named2 = stageNamed(data, note.heading);
  const stage = T2(
    /** @type {HTMLSelectElement | null} */
    null
  );
  const who = data.personas?.find((one) => one.id === persona) ?? data.personas?.[0];
  const possible = (kind) => (!IN_STAGE.has(kind) || data.stages?.length) && (!OF_PERSONA2.includes(kind) || who);
  const [chosen, choose] = d2(USUAL[step]);
  const as = [chosen, "touchpoints", "stages"].find(possible) ?? "stages";
  const go = (event) => {
    event.preventDefault();
    const within = IN_STAGE.has(as) && data.stages?.find((one) => one.id === stage.current?.value)?.name;
    const of = OF_PERSONA2.includes(as) && who?.name;
    const where = [app.t(`as_${as}`), within, of].filter(Boolean).join(" – ");
    app.places.placeNote(number, as, { stage: stage.current?.value, persona: who?.id });
    const said2 = app.t("placed_as", { name: words(note), where });
    app.announce(said2);
    placed(said2);
  };
  const option = (kind, of = "") => html`<option key=${kind} value=${kind} selected=${kind === as}
    disabled=${!possible(kind)}>${app.t(`as_${kind}`)}${of && ` – ${of}`}</option>`;
  return html`<form class="pk-place" onSubmit=${go}>
    <label>${app.t("place_as")} <select value=${as} onChange=${(e3) => choose(e3.target.value)}>
      ${RECORDS.map((kind) => option(kind))}
      ${who && OF_PERSONA2.map((kind) => option(kind, who.name))}
    </select></label>
    ${IN_STAGE.has(as) && html`<label>${app.t("in_stage")} <select ref=${stage}>
      ${(data.stages ?? []).map((s3) => html`<option key=${s3.id} value=${s3.id} selected=${s3.id === named2}>${s3.name}</option>`)}
    </select></label>`}
    <button class="pk-small">${app.t("place_here")}</button>
  </form>`;
}
function Note({ app, data, note, number, step, persona, placed }) {
  const [open, setOpen] = d2(false);
  const text = words(note);
  const remove = () => app.store.submit({ op: "remove", place: ["notes", number], was: note });
  return html`<li class="pk-card pk-sticky" data-card=${number}
    onPointerDown=${dragging(app, { kind: "notes", number })}>
    <span class="pk-grip" aria-hidden="true">⠿</span>
    <div class="pk-card-body">
      <span lang=${app.written}>${text}</span>
      ${(note.by || note.heading) && html`<span class="pk-meta">${[note.heading, note.by].filter(Boolean).join(" · ")}</span>`}
    </div>
    <button type="button" class="pk-small" aria-expanded=${open} aria-label=${app.t("place_this", { name: text })}
      onClick=${() => setOpen(!open)}>${app.t("place")}</button>
    <button type="button" class="pk-icon" title=${app.t("delete")} aria-label=${app.t("delete_this", { name: text })}
      onClick=${remove}><span aria-hidden="true">×</span></button>
    ${open && html`<${Place} app=${app} data=${data} number=${number} note=${note} step=${step}
      persona=${persona} placed=${placed} />`}
  </li>`;
}
function Notes({ app, data, step, persona, similar }) {
  const notes = data.notes ?? [];
  const [placed, setPlaced] = d2("");
  return html`<details class="pk-notes" open=${notes.length > 0}>
    <summary>${app.t("parking")}${notes.length > 0 && html` <span class="pk-count">${app.t.count("notes", notes.length)}</span>`}</summary>
    <${Capture} app=${app} />
    <${Similar} app=${app} notes=${notes} proposed=${similar} />
    ${placed && html`<p class="pk-placed" aria-hidden="true">${placed}</p>`}
    <ul class="pk-note-list">
      ${notes.map(
    (note, n3) => html`<${Note} key=${`${n3}-${words(note)}`} app=${app} data=${data} note=${note}
        number=${n3} step=${step} persona=${persona} placed=${setPlaced} />`
  )}
    </ul>
  </details>`;
}

// board/fields.js
var BLANK = "";
var UNSAID = /* @__PURE__ */ new Set(["channel", "group"]);
function stated(old, text) {
  text = text.trim();
  if (!text) return null;
  return old?.evidence ? { ...old, text } : text;
}
function refusalAt(app, place) {
  const refusal = app.store.state.refusal;
  return refusal && equal(refusal.place?.slice(0, place.length), place) ? refusal.why : null;
}
function Around({ field, id, why, children }) {
  return html`<div class="pk-field">
    <label for=${id}>${field.label}</label>
    ${field.ask && html`<p class="pk-ask" id=${`${id}-ask`}>${field.ask}</p>`}
    ${children}
    ${why && html`<p class="pk-why" role="alert">${why}</p>`}
  </div>`;
}
function Line({ app, field, place, value, children }) {
  const id = useId();
  const why = refusalAt(app, place);
  const shownAs = (value2) => field.statement ? words(value2) : shownOf(app, field, value2);
  const meaning = (text) => field.statement ? stated(value, text) : meant(field, text);
  const choices = field.free && !field.links ? `${id}-list` : void 0;
  return html`<${Around} field=${field} id=${id} why=${why}>
    <div class="pk-with-evidence">
      <${Entry} app=${app} id=${id} value=${shownAs(value)} long=${field.kind === "long"}
        commit=${(text) => app.store.set(place, meaning(text))} read=${(text) => shownAs(meaning(text))}
        refused=${why} list=${choices} data-field=${place.join(".")}
        inputmode=${field.kind === "number" ? "decimal" : void 0}
        aria-describedby=${field.ask ? `${id}-ask` : void 0} />
      ${field.statement && value && html`<${Evidence} app=${app} place=${place} value=${value} />`}
    </div>
    ${field.meanings?.[value] && html`<p class="pk-ask" data-meaning=${field.name}>${field.meanings[value]}</p>`}
    ${choices && html`<datalist id=${choices}>
      ${(field.choices ?? []).map(([, label2]) => html`<option value=${label2}></option>`)}
    </datalist>`}
    ${children}
  </${Around}>`;
}
function shownOf(app, field, value) {
  if (value === null || value === void 0 || value === true || value === false) return BLANK;
  if (field.free) return field.choices?.find(([key]) => key === value)?.[1] ?? String(value);
  if (field.many)
    return listed(value).map((one) => app.t.number(one)).join("  ");
  if (field.count) return String(value).replace(" of ", ` ${app.t("of")} `);
  return typeof value === "number" ? app.t.number(value) : String(value);
}
function meant(field, text) {
  text = text.trim();
  if (!text) return null;
  if (field.free) {
    const same = (label2) => label2.toLocaleLowerCase() === text.toLocaleLowerCase();
    return field.choices?.find(([, label2]) => same(label2))?.[0] ?? text;
  }
  if (field.many) return numbersIn(text) ?? text;
  if (field.count) return /^\d+$/.test(text) ? Number(text) : text;
  if (field.kind !== "number") return text;
  const number = Number(
    text.replace(/[\s\u00a0\u202f]/g, "").replace("−", "-").replace(",", ".")
  );
  return Number.isNaN(number) ? text : number;
}
function Evidence({ app, place, value }) {
  const data = app.store.state.data;
  const sources = data.evidence ?? [];
  const named2 = (
    /** @type {string[]} */
    listed(value?.evidence)
  );
  const id = useId();
  const toggle = (source, on) => {
    const now = on ? [...named2, source] : named2.filter((one) => one !== source);
    const text = words(value);
    app.store.set(place, now.length ? { text, evidence: now.length === 1 ? now[0] : now } : text);
  };
  const said2 = named2.length ? app.t.count("sources", named2.length) : app.t("assumption");
  return html`<details class=${named2.length ? "pk-evidence pk-grounded" : "pk-evidence"}>
    <summary><span aria-hidden="true">${named2.length ? "◆" : "◇"}</span> ${said2}</summary>
    <div class="pk-popover">
      ${sources.map(
    (source) => html`<label class="pk-check" key=${source.id}>
        <input type="checkbox" id=${`${id}-${source.id}`} checked=${named2.includes(source.id)}
          onChange=${(event) => toggle(source.id, event.target.checked)} /> ${source.name}
      </label>`
  )}
      ${!sources.length && html`<p>${app.t("no_sources")}</p>`}
    </div>
  </details>`;
}
function List({ app, field, place, value }) {
  const id = useId();
  const items = (
    /** @type {Plain[]} */
    listed(value)
  );
  const why = refusalAt(app, place);
  const change = (n3, text) => {
    const made = stated(items[n3], text);
    if (made === null) app.store.submit({ op: "remove", place: [...place, n3], was: items[n3] });
    else app.store.set([...place, n3], made);
  };
  const add = (event) => {
    if (event.type === "keydown" && event.key !== "Enter") return;
    const text = event.target.value.trim();
    event.preventDefault?.();
    if (!text) return;
    event.target.value = "";
    app.store.submit({ op: "add", place, value: text, before: null });
  };
  return html`<fieldset class="pk-field pk-list">
    <legend>${field.label}</legend>
    ${field.ask && html`<p class="pk-ask">${field.ask}</p>`}
    <ul>
      ${items.map(
    (item, n3) => html`<li key=${n3}>
        <div class="pk-with-evidence">
          <${Entry} app=${app} long value=${words(item)} commit=${(text) => change(n3, text)}
            aria-label=${app.t("item", { label: field.label, number: n3 + 1 })}
            data-field=${[...place, n3].join(".")} />
          <div class="pk-foot">${field.statement && html`<${Evidence} app=${app} place=${[...place, n3]} value=${item} />`}
          <button type="button" class="pk-icon" title=${app.t("delete")}
            aria-label=${app.t("delete_item", { label: field.label, number: n3 + 1 })}
            onClick=${() => app.store.submit({ op: "remove", place: [...place, n3], was: item })}>
            <span aria-hidden="true">×</span></button></div>
        </div>
      </li>`
  )}
    </ul>
    <label class="pk-hidden" for=${id}>${app.t("add_to", { label: field.label })}</label>
    <input id=${id} type="text" placeholder=${app.t("add_line")} onKeyDown=${add} onChange=${add}
      data-field=${[...place, "new"].join(".")} lang=${app.written} />
    ${why && html`<p class="pk-why" role="alert">${why}</p>`}
  </fieldset>`;
}
function Choice2({ app, field, place, value }) {
  const id = useId();
  const data = app.store.state.data;
  const linked = field.links ? linkable(app, data, field.links).flatMap((g3) => g3.options) : [];
  const chosen = value ?? field.default ?? BLANK;
  const choose = (key) => place[0] === "improvements" && field.name === "status" ? setStatus(app, place, key) : app.store.set(place, key);
  return html`<${Around} field=${field} id=${id} why=${refusalAt(app, place)}>
    <select id=${id} value=${chosen} data-field=${place.join(".")}
      onChange=${(event) => choose(event.target.value || null)}>
      ${!field.required && !field.default && html`<option value="">${UNSAID.has(field.name) ? app.t("to_be_said") : "–"}</option>`}
      ${[...field.choices ?? [], ...linked].map(
    ([key, label2]) => html`<option key=${key} value=${key} title=${field.meanings?.[key]} selected=${key === chosen}>${label2}</option>`
  )}
    </select>
    ${field.meanings?.[chosen] && html`<p class="pk-ask" data-meaning=${field.name}>${field.meanings[chosen]}</p>`}
  </${Around}>`;
}
function Scale({ app, field, place, value }) {
  const id = useId();
  const steps = [];
  const { min = 0, max = 0 } = field;
  for (let n3 = min; n3 <= max; n3++) steps.push(n3);
  const said2 = (n3) => min < 0 ? app.t.signed(n3) : app.t.number(n3);
  const between2 = typeof value === "number" && !steps.includes(value);
  return html`<fieldset class="pk-field pk-scale">
    <legend>${field.label}</legend>
    ${field.ask && html`<p class="pk-ask">${field.ask}</p>`}
    <div class="pk-steps">
      ${steps.map(
    (n3) => html`<label key=${n3}>
        <input type="radio" name=${id} value=${n3} checked=${value === n3}
          data-field=${place.join(".")} onChange=${() => app.store.set(place, n3)} />
        <span>${said2(n3)}</span>
      </label>`
  )}
      ${between2 && html`<span class="pk-between">${said2(value)}</span>`}
      ${value !== null && value !== void 0 && html`<button type="button" class="pk-icon"
        title=${app.t("clear")} aria-label=${app.t("clear_field", { label: field.label })}
        onClick=${() => app.store.set(place, null)}><span aria-hidden="true">×</span></button>`}
    </div>
    ${(field.low || field.high) && html`<p class="pk-ends"><span>${field.low}</span><span>${field.high}</span></p>`}
  </fieldset>`;
}
function usuallyControlled(app, place) {
  const data = app.store.state.data;
  const channel = at(data, place.slice(0, 2))?.channel;
  const own2 = data.channels?.find((one) => one.id === channel);
  return own2 ? own2.controlled ?? true : app.labels.channels[channel]?.controlled ?? null;
}
function YesNo({ app, field, place, value }) {
  const id = useId();
  const usual = field.name === "controlled" && place[0] === "touchpoints" ? usuallyControlled(app, place) : null;
  const given = usual ?? field.default ?? false;
  const on = value ?? given;
  const why = refusalAt(app, place);
  return html`<div class="pk-field">
    <label class="pk-check"><input type="checkbox" checked=${Boolean(on)} data-field=${place.join(".")}
      aria-describedby=${field.ask ? `${id}-ask` : void 0}
      onChange=${(event) => app.store.set(place, event.target.checked === Boolean(given) ? null : event.target.checked)} />
      ${field.label}${usual !== null && value === null ? ` (${app.t("by_channel")})` : ""}</label>
    ${field.ask && html`<p class="pk-ask" id=${`${id}-ask`}>${field.ask}</p>`}
    ${field.count && on && html`<${Entry} app=${app} value=${shownOf(app, field, value)} refused=${why}
      commit=${(text) => app.store.set(place, meant(field, text) ?? true)}
      placeholder=${app.t("count_example")} aria-label=${app.t("how_many", { label: field.label })} />`}
    ${why && html`<p class="pk-why" role="alert">${why}</p>`}
  </div>`;
}
function Link({ app, field, place, value }) {
  const id = useId();
  const groups = linkable(app, app.store.state.data, field.links ?? []);
  const why = refusalAt(app, place);
  if (!field.many) {
    const options2 = (pairs) => pairs.map(
      ([key, label2]) => html`<option key=${key} value=${key} selected=${key === value}>${label2}</option>`
    );
    return html`<${Around} field=${field} id=${id} why=${why}>
      <select id=${id} value=${value ?? BLANK} data-field=${place.join(".")}
        onChange=${(event) => app.store.set(place, event.target.value || null)}>
        ${(!field.required || !value) && html`<option value="">–</option>`}
        ${groups.map(
      (group) => group.label && group.options.length ? html`<optgroup key=${group.label} label=${group.label}>${options2(group.options)}</optgroup>` : options2(group.options)
    )}
      </select>
    </${Around}>`;
  }
  const named2 = (
    /** @type {string[]} */
    listed(value)
  );
  const toggle = (key, on) => {
    const now = on ? [...named2, key] : named2.filter((one) => one !== key);
    app.store.set(place, now.length ? now : null);
  };
  const options = groups.flatMap((group) => group.options);
  return html`<fieldset class="pk-field pk-links">
    <legend>${field.label}</legend>
    ${field.ask && html`<p class="pk-ask">${field.ask}</p>`}
    ${options.map(
    ([key, label2]) => html`<label class="pk-check" key=${key}>
      <input type="checkbox" checked=${named2.includes(key)} data-field=${[...place, key].join(".")}
        onChange=${(event) => toggle(key, event.target.checked)} /> ${label2}</label>`
  )}
    ${!options.length && html`<p class="pk-none">${app.t("nothing_yet")}</p>`}
    ${why && html`<p class="pk-why" role="alert">${why}</p>`}
  </fieldset>`;
}
function Day({ app, field, place, value }) {
  const id = useId();
  return html`<${Around} field=${field} id=${id} why=${refusalAt(app, place)}>
    <input type="date" id=${id} value=${value ?? BLANK} data-field=${place.join(".")}
      onChange=${(event) => app.store.set(place, event.target.value || null)} />
  </${Around}>`;
}
var KINDS = {
  line: Line,
  long: Line,
  number: Line,
  list: List,
  choice: Choice2,
  scale: Scale,
  "yes-no": YesNo,
  link: Link,
  date: Day
};

// board/trait.js
function useTrait(model, name) {
  const [value, set] = d2(model.get(name));
  F2(() => {
    const came = () => set(model.get(name));
    model.on(`change:${name}`, came);
    return () => model.off(`change:${name}`, came);
  }, []);
  return value;
}

// board/picture.js
var usePicture = (app, place) => useTrait(app.model, "pictures")?.[place.join(".")] ?? {};
function PictureField(props) {
  const { url, why } = usePicture(props.app, props.place);
  return html`<${Line} ...${props}>
    ${url && html`<img class="pk-picture" src=${url} alt="" />`}
    ${why && html`<p class="pk-why" role="alert">${why}</p>`}
  </${Line}>`;
}

// board/form.js
var FEW = 3;
function Group({ app, field, place, value, persona }) {
  const inner2 = field.by ? [...place, String(persona)] : place;
  const name = field.by && app.store.state.data.personas?.find((p3) => p3.id === persona)?.name;
  if (field.by && !persona) return null;
  return html`<fieldset class="pk-group">
    <legend>${field.label}${name ? ` – ${name}` : ""}</legend>
    <${Form} app=${app} fields=${field.fields} place=${inner2} persona=${persona}
      record=${field.by ? at(value, [String(persona)]) : value} />
  </fieldset>`;
}
function told2(app, fields, part) {
  const said2 = fields.slice(0, 2).map((field) => {
    const value = part[field.name] ?? "";
    if (field.links) return nameById(app, app.store.state.data, value);
    return field.choices?.find(([key]) => key === value)?.[1] ?? String(value);
  });
  return said2.filter(Boolean).join(" · ");
}
function Part({ app, field, place, part, persona, number, few, fresh }) {
  const [open, unfold] = d2(few || fresh);
  const form = open && html`<${Form} app=${app} fields=${field.fields} place=${place} record=${part} persona=${persona} />
    <button type="button" class="pk-small" onClick=${() => app.store.submit({ op: "remove", place, was: part })}>${app.t("delete")}</button>`;
  const name = app.t("item", { label: field.label, number });
  if (few) return html`<fieldset class="pk-part"><legend>${name}</legend>${form}</fieldset>`;
  return html`<details class="pk-part" open=${open} onToggle=${(event) => unfold(event.target.open)}>
    <summary>${name} <span lang=${app.written}>${told2(app, field.fields ?? [], part)}</span></summary>${form}</details>`;
}
function Parts({ app, field, place, value, persona }) {
  const parts2 = (
    /** @type {Plain[]} */
    value ?? []
  );
  const [added, add] = d2(
    /** @type {number | null} */
    null
  );
  const first = () => {
    const made = {};
    for (const part of field.fields ?? []) {
      if (!part.required) continue;
      made[part.name] = part.kind === "scale" ? 1 : part.kind === "date" ? (/* @__PURE__ */ new Date()).toISOString().slice(0, 10) : part.links ? app.store.state.data.stages?.[0]?.id : "…";
    }
    return made;
  };
  return html`<fieldset class="pk-group pk-parts">
    <legend>${field.label}</legend>
    ${field.ask && html`<p class="pk-ask">${field.ask}</p>`}
    ${parts2.map(
    (part, n3) => html`<${Part} key=${`${n3} ${parts2.length > FEW}`} app=${app} field=${field} part=${part}
      place=${[...place, n3]} persona=${persona} number=${n3 + 1} few=${parts2.length <= FEW} fresh=${n3 === added} />`
  )}
    <button type="button" class="pk-small" onClick=${() => {
    add(parts2.length);
    app.store.submit({ op: "add", place, value: first(), before: null });
  }}>${app.t("add_to", { label: field.label })}</button>
  </fieldset>`;
}
function Form({ app, fields, place, record, persona, only, without = [] }) {
  const shown = fields.filter(
    (field) => (!only || only.includes(field.name)) && !without.includes(field.name)
  );
  return html`<div class="pk-form">
    ${shown.map((field) => {
    const where = [...place, field.name];
    const value = record?.[field.name] ?? null;
    const draw = field.kind === "group" ? Group : field.fields ? Parts : field.kind === "picture" ? PictureField : field.free && !field.links ? Line : KINDS[field.kind];
    return html`<${draw} key=${where.join(".")} app=${app} field=${field} place=${where}
        value=${value} persona=${persona} />`;
  })}
  </div>`;
}

// board/offers.js
function Offers({ app, stage }) {
  const offer = app.labels.offers[stage.phase ?? ""];
  if (!offer) return null;
  const place = ["stages", stage.id];
  const known = new Set((stage.kpis ?? []).map((kpi) => kpi.name));
  const take = (name) => app.store.submit({
    op: "add",
    place: [...place, "kpis", freeId(app.store.state.data, name, "kpi")],
    value: { name },
    before: null
  });
  const button = (name, does) => html`<button type="button" class="pk-small" key=${name} data-offer=${name}
    lang=${app.written} aria-label=${app.t("take_offer", { name })} onClick=${does}>+ ${name}</button>`;
  const offered = [
    ...stage.objective ? [] : [button(offer.objective, () => app.store.set([...place, "objective"], offer.objective))],
    ...offer.kpis.filter((name) => !known.has(name)).map((name) => button(name, () => take(name)))
  ];
  return offered.length > 0 && html`<div class="pk-offers"><p class="pk-ask">${app.t("offered")}</p>${offered}</div>`;
}

// board/scores.js
function said(app, found) {
  return app.t("spread", {
    median: app.t.signed(found.median),
    low: app.t.signed(found.low),
    high: app.t.signed(found.high),
    n: found.n
  });
}
function Strip({ app, scores }) {
  const counts = /* @__PURE__ */ new Map();
  for (const score of scores) counts.set(score, (counts.get(score) ?? 0) + 1);
  return html`<div class="pk-strip" aria-hidden="true">
    ${[-2, -1, 0, 1, 2].map((n3) => html`<span class="pk-strip-step" style=${{ left: `${(n3 + 2) * 25}%` }}>${app.t.signed(n3)}</span>`)}
    ${[...counts].flatMap(
    ([score, count]) => [...Array(count).keys()].map(
      (n3) => html`<i key=${`${score}-${n3}`} data-feeling=${Math.round(score)}
        style=${{ left: `${(score + 2) * 25}%`, bottom: `calc(1.3em + ${n3 * 0.7}em)` }}></i>`
    )
  )}
  </div>`;
}
function Scores({ app, place, feeling }) {
  const id = useId();
  const stored = (
    /** @type {number[]} */
    listed(feeling?.scores)
  );
  const [typed2, type] = d2(
    /** @type {string | null} */
    null
  );
  const scores = typed2 === null ? stored : numbersIn(typed2);
  const found = scores?.length ? spread(scores) : null;
  const shownAs = (scores2) => scores2.map((n3) => app.t.number(n3)).join("  ");
  const read = (text) => {
    const numbers = numbersIn(text);
    return numbers ? shownAs(numbers) : text;
  };
  const commit = (text) => {
    const numbers = numbersIn(text);
    if (numbers === null) return;
    type(null);
    const edits = [app.store.setting([...place, "scores"], numbers.length ? numbers : null)];
    if (numbers.length) edits.push(app.store.setting([...place, "score"], null));
    app.store.batch(edits);
  };
  return html`<div class="pk-field pk-scores">
    <label for=${id}>${app.t("scores")}</label>
    <p class="pk-ask" id=${`${id}-ask`}>${app.t("scores_ask")}</p>
    <${Entry} app=${app} id=${id} value=${shownAs(stored)} commit=${commit}
      read=${read} refused=${typed2 !== null && scores === null}
      inputmode="text" aria-describedby=${`${id}-ask`} data-field="scores"
      onInput=${(event) => type(event.target.value)} />
    ${scores === null && html`<p class="pk-why" role="alert">${app.t("scores_wrong")}</p>`}
    ${found && html`<${Strip} app=${app} scores=${scores} />
      <p class="pk-spread" data-n=${found.n}>${said(app, found)}</p>`}
    ${found?.disagree && html`<p class="pk-disagree"><span aria-hidden="true">⇅</span> ${app.t("disagree")}</p>`}
  </div>`;
}

// board/panel.js
var WITHOUT = {
  touchpoints: [],
  stages: [],
  pain_points: ["rank", "rank_reason", "votes"],
  improvements: ["rank", "rank_reason", "votes"],
  emotions: ["persona", "at", "scores"],
  personas: []
};
function Values({ app, place, values = {} }) {
  const store = app.store;
  const add = (event) => {
    event.preventDefault();
    const given = new FormData(event.target);
    const day = String(given.get("day") ?? "");
    const value = String(given.get("value") ?? "");
    const number = Number(value.replace(",", "."));
    if (!day || value === "" || Number.isNaN(number)) return;
    store.set([...place, day], number);
    event.target.reset();
  };
  return html`<form class="pk-values" onSubmit=${add}>
    ${Object.keys(values).sort().map(
    (day) => html`<p key=${day}>
      <time>${(/* @__PURE__ */ new Date(`${day}T12:00`)).toLocaleDateString(app.lang)}</time>
      <b>${app.t.number(values[day])}</b>
      <button type="button" class="pk-icon" aria-label=${app.t("delete_this", { name: day })}
        onClick=${() => store.set([...place, day], null)}><span aria-hidden="true">×</span></button></p>`
  )}
    <input type="date" name="day" aria-label=${app.t("date")} />
    <input type="text" inputmode="decimal" name="value" aria-label=${app.t("value")} placeholder=${app.t("value")} />
    <button class="pk-small">${app.t("add_value")}</button>
  </form>`;
}
function Indicators({ app, place, kpis = [] }) {
  const add = (text) => {
    if (!text) return;
    const id = freeId(app.store.state.data, text, "kpi");
    app.store.submit({ op: "add", place: [...place, id], value: { name: text }, before: null });
  };
  return html`<fieldset class="pk-group"><legend>${app.t("indicators")}</legend>
    ${kpis.map(
    ({ id, ...kpi }) => html`<fieldset class="pk-part" key=${id}><legend>${kpi.name}</legend>
      <${Form} app=${app} fields=${app.labels.kpis} place=${[...place, id]} record=${kpi} />
      <${Values} app=${app} place=${[...place, id, "values"]} values=${kpi.values} />
      <button type="button" class="pk-small" onClick=${() => app.store.submit({ op: "remove", place: [...place, id], was: kpi })}>${app.t("delete")}</button>
    </fieldset>`
  )}
    <input type="text" placeholder=${app.t("add_indicator")} aria-label=${app.t("add_indicator")} onKeyDown=${(event) => {
    if (event.key !== "Enter") return;
    add(event.target.value.trim());
    event.target.value = "";
  }} />
  </fieldset>`;
}
var SCORES = '[data-field="scores"]:not([aria-invalid="true"]), .pk-scale [data-field$=".score"]';
function openNext(app, data, persona, id) {
  const points = moments(app, data, persona).flatMap((stage) => stage.points);
  const next = points[points.findIndex((point) => point.at === id) + 1];
  if (next) app.open("emotions", next.at);
}
function Panel({ app, data, open, persona, found }) {
  const ref = T2(
    /** @type {HTMLElement | null} */
    null
  );
  const { collection, id } = open;
  A2(() => {
    const panel = ref.current?.closest(".pk-panel");
    if (panel?.contains(document.activeElement)) return;
    const field = panel?.querySelector('[data-field="scores"]');
    (field ?? ref.current)?.focus();
  }, [collection, id]);
  const feeling = collection === "emotions";
  const place = feeling ? ["emotions", { persona, at: id }] : [collection, id];
  const record = at(data, place);
  const gone = !record && !feeling;
  A2(() => {
    if (gone) app.close();
  }, [gone]);
  if (gone) return null;
  const name = feeling ? nameById(app, data, id) : nameOf(app, data, collection, record);
  const findings = (found[id] ?? []).filter((f3) => feeling === (f3.place[0] === "emotions"));
  const key = (event) => {
    if (event.key === "Escape" && !event.target.closest("dialog")) app.close();
    if (event.key === "Enter" && feeling && event.target.matches(SCORES)) {
      event.preventDefault();
      openNext(app, data, persona, id);
    }
  };
  const scored = feeling && [record?.scores ?? []].flat().length > 0;
  const undone2 = collection === "improvements" && record.status !== "done" && !record.done;
  const without = [...WITHOUT[collection] ?? [], ...scored ? ["score"] : [], ...undone2 ? ["done"] : []];
  return html`<aside class="pk-panel" aria-label=${app.t("details_of", { name })} onKeyDown=${key}>
    <header>
      <p class="pk-kind">${app.t(`a_${collection}`)}</p>
      <h3 tabindex="-1" ref=${ref} lang=${app.written}>${name}</h3>
      <button type="button" class="pk-icon pk-close" onClick=${app.close} aria-label=${app.t("close")} title=${app.t("close")}>
        <span aria-hidden="true">×</span></button>
    </header>
    ${feeling && html`<${Scores} key=${id} app=${app} place=${place} feeling=${record} />`}
    <${Form} key=${id} app=${app} fields=${app.forms[collection]} place=${place} record=${record}
      persona=${persona} without=${without} />
    ${collection === "stages" && html`<${Offers} app=${app} stage=${record} />`}
    ${(collection === "stages" || collection === "touchpoints") && html`<${Indicators} app=${app}
      place=${[collection, id, "kpis"]} kpis=${record.kpis} />`}
    ${findings.length > 0 && html`<${Findings} inside app=${app} findings=${findings} go=${(finding) => toField(app, finding)} />`}
    ${!feeling && html`<footer>
      <button type="button" class="pk-small" onClick=${() => app.open(collection, app.places.duplicate(collection, id))}
        data-do="duplicate">${app.t("duplicate")}</button>
      <button type="button" class="pk-small pk-danger" onClick=${() => app.places.remove(collection, id)}
        data-do="delete">${app.t("delete")}</button>
    </footer>`}
  </aside>`;
}

// board/plane.js
function quadrant(impact, effort) {
  if (impact >= HIGH) return effort >= HIGH ? "big-bet" : "quick-win";
  return effort >= HIGH ? "time-sink" : "fill-in";
}
var NAMED_IN = { "5-1": "quick-win", "5-5": "big-bet", "1-1": "fill-in", "1-5": "time-sink" };
var MOVES = {
  ArrowUp: ["impact", 1],
  ArrowDown: ["impact", -1],
  ArrowRight: ["effort", 1],
  ArrowLeft: ["effort", -1]
};
var Chip = memo(
  ({ app, record, selected, findings, number, placed, dense, says }) => {
    const name = words(record.solution);
    const key = (event) => {
      removing(app, "improvements", record.id)(event);
      const move = MOVES[event.key];
      if (!move) return;
      const [field, by] = move;
      event.preventDefault();
      const other = field === "impact" ? "effort" : "impact";
      const value = placed ? Math.max(1, Math.min(5, (record[field] ?? 0) + by)) : 3;
      app.store.batch([
        app.store.setting(["improvements", record.id, field], value),
        app.store.setting(["improvements", record.id, other], record[other] ?? 3)
      ]);
      app.refocus(`[data-open="${record.id}"]`, name);
    };
    const where = placed && app.t("placed_at", {
      impact: record.impact,
      effort: record.effort,
      quadrant: app.labels.quadrants[quadrant(record.impact ?? 0, record.effort ?? 0)]
    });
    return html`<li class=${classes("pk-card pk-chip-card", selected && "pk-selected")} data-card=${record.id}
    onPointerDown=${dragging(app, { kind: "improvements", id: record.id })}>
    <span class="pk-grip" aria-hidden="true">⠿</span>
    ${(number > 0 || dense) && html`<span class="pk-number" aria-hidden="true">${number || UNRANKED}</span>`}
    <button type="button" class="pk-name" data-open=${record.id} lang=${app.written}
      aria-description=${where || app.t("not_placed")}
      onClick=${() => app.open("improvements", record.id)} onKeyDown=${key}>${name}</button>
    <${Badge} app=${app} findings=${findings} />
    ${says && html`<span class="pk-meta">${says}</span>`}
  </li>`;
  }
);
var UNRANKED = "✓";
var CHIP = 3.3;
var ROW = 4;
var EDGE2 = 0.6;
var NAMED = 3.4;
var AXES = 4.4;
function useDense(app, all, space) {
  const rows2 = [1, 2, 3, 4, 5].map((impact) => {
    const inCell = [1, 2, 3, 4, 5].map(
      (effort) => all.filter((one) => one.impact === impact && one.effort === effort).length
    );
    const around = impact === 1 || impact === 5 ? NAMED : EDGE2;
    return Math.max(ROW, Math.max(...inCell) * CHIP + around);
  });
  const needed = AXES + rows2.reduce((sum, height) => sum + height, 0);
  let size = space?.sizes.most ?? 0;
  while (space && size > space.sizes.least && inner(space, size).height < needed) size--;
  F2(() => {
    const style = app.root().style;
    style.setProperty("--room-size", space ? `${size}px` : "");
    return () => style.setProperty("--room-size", "");
  }, [size]);
  return Boolean(space && inner(space, size).height < needed);
}
function Legend({ app, placed, ranks }) {
  const sorted = [...placed].sort((one, other) => (ranks[one.id] ?? 1e6) - (ranks[other.id] ?? 1e6));
  return html`<ol class="pk-legend">${sorted.map(
    (one) => html`<li key=${one.id}><span class="pk-number">${ranks[one.id] ?? UNRANKED}</span>
    <button type="button" class="pk-name" lang=${app.written} onClick=${() => app.open("improvements", one.id)}>${words(one.solution)}</button></li>`
  )}</ol>`;
}
function Plane({ app, data, found, selected, ranks, space }) {
  const all = data.improvements ?? [];
  const dense = useDense(app, all, space);
  const is = (record) => Boolean(record.impact && record.effort);
  const tray = all.filter((record) => !is(record));
  const chip = (record) => html`<${Chip} key=${record.id} app=${app} record=${record} placed=${is(record)} dense=${dense && is(record)}
    says=${record.status && record.status !== "proposed" ? app.labels.statuses[record.status] : ""}
    number=${is(record) ? ranks[record.id] : 0} selected=${selected === record.id} findings=${found[record.id]} />`;
  const cells = [5, 4, 3, 2, 1].flatMap((impact) => [1, 2, 3, 4, 5].map((effort) => ({ impact, effort })));
  return html`<div class=${classes("pk-plane", dense && "pk-dense")}>
    <div class="pk-tray">
      <h3>${app.t("to_place")}</h3>
      <ul class="pk-cards" data-zone="improvements" data-accepts="improvements notes">
        ${tray.map(chip)}
        ${!tray.length && html`<li class="pk-none">${app.t(all.length ? "all_placed" : "nothing_yet")}</li>`}
      </ul>
      <${QuickEntry} app=${app} name="improvements" label=${app.t("add_improvement")} short=${app.t("add")} button=${app.t("add_improvement")}
        add=${(text) => text ? app.places.add("improvements", { solution: text }) : false} />
      ${dense && html`<${Legend} app=${app} placed=${all.filter(is)} ranks=${ranks} />`}
    </div>
    <div class="pk-field-of-play" role="group" aria-label=${app.t("plane")}>
      <span class="pk-y" aria-hidden="true">${app.t("impact")} →</span>
      <div class="pk-grid">
        ${cells.map(({ impact, effort }) => {
    const name = NAMED_IN[`${impact}-${effort}`];
    return html`<div key=${`${impact}-${effort}`} data-quadrant=${quadrant(impact, effort)}
            data-impact=${impact} data-effort=${effort} data-zone="improvements" data-accepts="improvements notes"
            class=${classes("pk-cell", effort === HIGH && "pk-edge-left", impact === HIGH - 1 && "pk-edge-top")}>
            ${name && html`<span class=${`pk-quadrant pk-at-${name}`}>${app.labels.quadrants[name]}</span>`}
            <ul>${all.filter((r3) => r3.impact === impact && r3.effort === effort).map(chip)}</ul>
            ${effort === 1 && html`<span class="pk-tick pk-tick-y" aria-hidden="true">${impact}</span>`}
            ${impact === 1 && html`<span class="pk-tick pk-tick-x" aria-hidden="true">${effort}</span>`}
          </div>`;
  })}
      </div>
      <span class="pk-x" aria-hidden="true">${app.t("effort")} →</span>
    </div>
  </div>`;
}

// board/dot_budget.js
function storage2() {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
function useSetting(key) {
  const [setting, set] = d2(() => {
    try {
      return (
        /** @type {Setting} */
        JSON.parse(storage2()?.getItem(key) ?? "{}")
      );
    } catch {
      return {};
    }
  });
  const change = (changes) => {
    const now = { ...setting, ...changes };
    set(now);
    try {
      storage2()?.setItem(key, JSON.stringify(now));
    } catch {
    }
  };
  return [setting, change];
}
function Setting({ label: label2, value, save, name }) {
  const id = useId();
  const changed3 = (event) => {
    const field = event.target;
    if (field.validity.valid && field.value) save(Number(field.value));
    else field.value = value ? String(value) : "";
  };
  return html`<span><label for=${id}>${label2}</label>
    <input id=${id} type="number" min="1" max="999" step="1" value=${value || ""}
      data-budget=${name} onChange=${changed3} /></span>`;
}
function DotBudget({ app, data, collection, records, each }) {
  const [setting, change] = useSetting(`parcours-dots:${app.model.get("client")}:${collection}`);
  const own2 = setting.each ?? each;
  const people = setting.people ?? data.team?.length ?? 0;
  const given = records.reduce((sum, record) => sum + (record.votes ?? 0), 0);
  const stated2 = setting.each !== void 0 || setting.people !== void 0;
  const total = stated2 || given <= own2 * people ? own2 * people : 0;
  const said2 = total ? app.t.count("dots_given", given, { total: app.t.number(total) }) : app.t.count("dots_given_alone", given);
  const over = total > 0 && given > total;
  return html`<div class="pk-budget" role="group" aria-label=${app.t("dots_budget")}>
    <${Setting} name="each" label=${app.t("dots_per_person")} value=${own2} save=${(one) => change({ each: one })} />
    <${Setting} name="people" label=${app.t("dots_people")} value=${people} save=${(one) => change({ people: one })} />
    <b aria-live="polite" data-given=${given} data-total=${total}>${said2}</b>
    ${over && html`<span class="pk-why">${app.t("dots_too_many")}</span>`}
  </div>`;
}

// board/ranking.js
function Row({ app, collection, record, rank, says, count }) {
  const id = useId();
  const name = words(record.what ?? record.solution);
  const place = [collection, record.id];
  const placeByHand = (event) => {
    const value = Number(event.target.value) || null;
    app.store.batch([
      app.store.setting([...place, "rank"], value),
      !value && app.store.setting([...place, "rank_reason"], null)
    ]);
  };
  return html`<li class=${record.rank ? "pk-by-hand" : ""} data-rank=${rank}>
    <button type="button" class="pk-name" lang=${app.written} onClick=${() => app.open(collection, record.id)}>${name}</button>
    <span class="pk-meta">${says}</span>
    <${Dots} app=${app} collection=${collection} record=${record} name=${name} />
    <span class="pk-rank">
      <label for=${id}>${app.t("rank")}</label>
      <select id=${id} value=${record.rank ?? ""} onChange=${placeByHand} data-field=${[...place, "rank"].join(".")}>
        <option value="">${app.t("computed")}</option>
        ${[...Array(count).keys()].map((n3) => html`<option key=${n3} value=${n3 + 1} selected=${record.rank === n3 + 1}>${n3 + 1}</option>`)}
      </select>
      ${record.rank && html`<${Entry} app=${app} value=${record.rank_reason ?? ""} placeholder=${app.t("rank_reason")}
        aria-label=${app.t("rank_reason_of", { name })} data-field=${[...place, "rank_reason"].join(".")}
        commit=${(text) => app.store.set([...place, "rank_reason"], text.trim() || null)} />`}
    </span>
  </li>`;
}
function Ranking({ app, data, collection, ranking }) {
  const records = (
    /** @type {Plain[]} */
    data[collection] ?? []
  );
  if (!records.length) return null;
  const known = Object.keys(ranking.says);
  const order = ranking.order;
  const place = (record) => order.includes(record.id) ? order.indexOf(record.id) : order.length + known.length;
  const sorted = [...records].sort((a3, b) => place(a3) - place(b));
  return html`<details class="pk-ranking" open>
    <summary>${app.t(collection === "improvements" ? "order_improvements" : "order_pains")}</summary>
    <${DotBudget} app=${app} data=${data} collection=${collection} records=${records} each=${ranking.dots} />
    <ol>${sorted.map(
    (record, index) => html`<${Row} key=${record.id} app=${app} collection=${collection} record=${record}
      rank=${ranking.ranks ? ranking.ranks[record.id] ?? "" : index + 1} says=${ranking.says[record.id]} count=${records.length} />`
  )}</ol>
  </details>`;
}

// board/portrait.js
var FACTS = /* @__PURE__ */ new Set(["general", "demographics"]);
var FIRST = "empathy";
function monogram(persona) {
  const first = persona.name.split(/\s+/).slice(0, 2);
  return persona.initials ?? first.map((word) => [...word][0] ?? "").join("").toUpperCase();
}
var textsOf = (value) => listed(value).map(words).filter(Boolean);
function saidIn(group, value) {
  return (group.fields ?? []).flatMap((field) => {
    const texts = textsOf(value?.[field.name]);
    return texts.length ? [{ name: field.name, label: field.label, texts }] : [];
  });
}
function Group2({ app, group, value }) {
  return saidIn(group, value).map(
    ({ name, label: label2, texts }) => html`<section key=${`${group.name} ${name}`} data-of=${group.name}>
      <h4>${label2}</h4>
      <ul lang=${app.written}>${texts.map((text) => html`<li>${text}</li>`)}</ul>
    </section>`
  );
}
function fitColumns2(columns, style, { sizes: { least, most } }) {
  for (let size = most; size >= least; size--) {
    style.setProperty("--room-size", `${size}px`);
    if (columns.scrollWidth <= columns.clientWidth + 1) return 1;
  }
  return Math.ceil(columns.scrollWidth / columns.clientWidth);
}
function Portrait({ app, persona, space }) {
  const ref = T2(
    /** @type {HTMLElement | null} */
    null
  );
  const [count, setCount] = d2(1);
  const [wanted, turn] = d2(0);
  const page = Math.min(wanted, count - 1);
  const fields = (
    /** @type {Field[]} */
    app.forms.personas
  );
  const groups = fields.filter((field) => field.kind === "group");
  const facts = groups.filter((group) => FACTS.has(group.name));
  const rest = groups.filter((group) => !FACTS.has(group.name));
  rest.sort((one, other) => Number(other.name === FIRST) - Number(one.name === FIRST));
  const record = (
    /** @type {Plain} */
    persona
  );
  F2(() => {
    const style = app.root().style;
    if (ref.current) setCount(fitColumns2(ref.current, style, space));
    return () => style.setProperty("--room-size", "");
  }, [persona, space]);
  F2(() => {
    const columns = ref.current;
    if (!columns) return;
    const gap = Number.parseFloat(getComputedStyle(columns).columnGap) || 0;
    columns.scrollLeft = page * (columns.clientWidth + gap);
  }, [page, count]);
  const said2 = facts.flatMap((group) => saidIn(group, record[group.name]));
  const { url } = usePicture(app, ["personas", persona.id, "picture"]);
  return html`<article class="pk-portrait" aria-label=${persona.name}>
    <header>
      ${url ? html`<img class="pk-portrayal" src=${url} alt="" />` : html`<span class="pk-monogram" aria-hidden="true">${monogram(persona)}</span>`}
      <div>
        <h3 lang=${app.written}>${persona.name}</h3>
        ${words(record.quotation) && html`<blockquote lang=${app.written}>${app.t("quoted", { text: words(record.quotation) })}</blockquote>`}
        <dl>${said2.map(
    ({ name, label: label2, texts }) => html`<div key=${name}><dt>${label2}</dt>
          <dd lang=${app.written}>${texts.join(" · ")}</dd></div>`
  )}</dl>
      </div>
    </header>
    <div class="pk-portrait-columns" ref=${ref}>
      ${rest.map((group) => html`<${Group2} key=${group.name} app=${app} group=${group} value=${record[group.name]} />`)}
      ${!rest.some((group) => saidIn(group, record[group.name]).length) && html`<p class="pk-none">${app.t("nothing_yet")}</p>`}
    </div>
    <${Turn} app=${app} page=${page} count=${count} turn=${turn} said=${app.t("page_of", { page: page + 1, count })} />
  </article>`;
}

// board/team.js
function Team({ app, data }) {
  const team = (
    /** @type {Plain[]} */
    data.team ?? []
  );
  const add = (name) => {
    if (!name) return false;
    app.store.submit({ op: "add", place: ["team"], value: { name }, before: null });
    return true;
  };
  return html`<fieldset class="pk-records pk-team">
    <legend>${app.t("all_team")}</legend>
    ${team.map(
    (member, n3) => html`<div class="pk-member" key=${n3} role="group" aria-label=${member.name}>
      <${Form} app=${app} fields=${app.forms.team} place=${["team", n3]} record=${member} />
      <button type="button" class="pk-icon" title=${app.t("delete")} aria-label=${app.t("delete_this", { name: member.name })}
        onClick=${() => app.store.submit({ op: "remove", place: ["team", n3], was: member })}><span aria-hidden="true">×</span></button>
    </div>`
  )}
    <${QuickEntry} app=${app} name="team" label=${app.t("add_team")} button=${app.t("add_team")} add=${add} />
  </fieldset>`;
}

// board/records.js
var NONE2 = [];
var TABBED = /* @__PURE__ */ new Set(["personas", "goals", "evidence", "channels"]);
function Records({ app, data, collection, chosen, choose, space }) {
  const [editing, edit] = d2(false);
  if (collection === "team") return html`<${Team} app=${app} data=${data} />`;
  if (!TABBED.has(collection)) {
    return html`<div class="pk-records"><${Form} app=${app} fields=${app.forms[collection]} place=${[collection]}
      record=${data[collection]} /></div>`;
  }
  const records = (
    /** @type {AnyRecord[]} */
    data[collection] ?? NONE2
  );
  const record = records.find((one) => one.id === chosen) ?? records[0];
  const add = (text) => {
    if (!text) return false;
    const more = collection === "evidence" ? { kind: "interviews" } : {};
    choose(app.places.add(collection, { name: text, ...more }));
    return true;
  };
  const portrait = Boolean(space && record && !editing);
  return html`<div class=${classes("pk-records", portrait && "pk-portrayed")}>
    <nav class="pk-tabs" aria-label=${app.t(`all_${collection}`)}>
      ${records.map(
    (one) => html`<button type="button" key=${one.id} data-open=${one.id} lang=${app.written}
        aria-current=${one === record ? "true" : void 0} onClick=${() => choose(one.id)}>
        ${nameOf(app, data, collection, one)}</button>`
  )}
      ${portrait ? html`<button type="button" class="pk-small pk-right" data-do="edit" onClick=${() => edit(true)}>${app.t("edit")}</button>` : html`<${QuickEntry} app=${app} name=${collection} label=${app.t(`add_${collection}`)}
        button=${app.t(`add_${collection}`)} add=${add} />
      ${space && html`<button type="button" class="pk-small pk-right" data-do="portrait" onClick=${() => edit(false)}>${app.t("portrait")}</button>`}`}
    </nav>
    ${portrait && html`<${Portrait} key=${record.id} app=${app} persona=${record} space=${space} />`}
    ${record && !portrait && html`<${Form} key=${record.id} app=${app} fields=${app.forms[collection]} place=${[collection, record.id]}
        record=${record} persona=${record.id} />
      <div class="pk-actions">
        <button type="button" class="pk-small" data-do="duplicate"
          onClick=${() => choose(app.places.duplicate(collection, record.id))}>${app.t("duplicate")}</button>
        <button type="button" class="pk-small pk-danger" data-do="delete"
          onClick=${() => app.places.remove(collection, record.id)}>${app.t("delete")}</button>
      </div>`}
  </div>`;
}

// board/screen.js
var Screen = class {
  /** @type {ScreenState} */
  state = { open: null, said: "" };
  /** @type {string | null} a selector of what has the focus after the next drawing */
  #focus = null;
  /** @type {Set<(state: ScreenState) => void>} */
  #listeners = /* @__PURE__ */ new Set();
  /**
   * Be told of each change; return what to do for being told no more.
   * @param {(state: ScreenState) => void} listen
   */
  subscribe(listen) {
    this.#listeners.add(listen);
    return () => {
      this.#listeners.delete(listen);
    };
  }
  /** @param {Partial<ScreenState>} parts */
  #change(parts2) {
    this.state = { ...this.state, ...parts2 };
    for (const listen of this.#listeners) listen(this.state);
  }
  /**
   * Show a record beside the board.
   * @param {string} collection
   * @param {string} id
   */
  open = (collection, id) => this.#change({ open: { collection, id } });
  /** Close what is open, and go back to it on the board. */
  close = () => {
    const { open } = this.state;
    if (open) this.focus(`.pk-main [data-open="${open.id}"]`);
    this.shut();
  };
  /** Close what is open. */
  shut() {
    if (this.state.open) this.#change({ open: null });
  }
  /**
   * Say something to those who listen to the screen.
   * @param {string} said
   */
  announce = (said2) => this.#change({ said: said2 });
  /**
   * Give the focus to something after the next drawing.
   * @param {string} selector
   */
  focus = (selector) => {
    this.#focus = selector;
  };
  /** Return what is to have the focus, once. */
  takeFocus() {
    const selector = this.#focus;
    this.#focus = null;
    return selector;
  }
};

// shared/elements.js
function notebookOf(element) {
  return (
    /** @type {HTMLElement | null} */
    element.closest(".jp-NotebookPanel") ?? document.body
  );
}

// board/undone.js
var STEPS = { personas: 1, stages: 2, touchpoints: 3, emotions: 4, pain_points: 5, improvements: 6 };
var LONGEST2 = 40;
function named(app, data, [first, id]) {
  const collection = String(first);
  const record = id === void 0 ? null : at(data, [collection, id]);
  if (collection === "notes") return words(record);
  if (collection === "emotions") return nameById(app, data, record?.at ?? /** @type {Plain} */
  id.at ?? "");
  if (record?.id) return nameOf(app, data, collection, record);
  return app.forms[collection]?.find?.((field) => field.name === id)?.label ?? "";
}
function undone(app, { what, place, before, after: after2 }) {
  const collection = String(place[0]);
  const many = (data) => data[collection]?.length ?? 0;
  const states = many(before) > many(after2) ? [before, after2] : [after2, before];
  const found = states.map((data) => named(app, data, place)).find(Boolean) ?? app.t(collection === "notes" ? "parking" : "framing");
  const name = found.length > LONGEST2 ? `${found.slice(0, LONGEST2).trimEnd()}…` : found;
  const number = STEPS[collection];
  const change = changed2(app, { place, states: what === "undone" ? [after2, before] : [before, after2] }, name);
  return app.t(number ? `${what}_in_step` : what, { change, number });
}
function changed2(app, { place, states }, name) {
  const [collection, id, field] = place;
  const many = states.map((data) => data[String(collection)]?.length ?? 0);
  const whole = place.length === 2 && collection !== "emotions";
  if (whole && many[0] < many[1]) return app.t("change_added", { name });
  if (whole && many[0] > many[1]) return app.t("change_deleted", { name });
  const label2 = id !== void 0 && app.forms[String(collection)]?.find((one) => one.name === field)?.label;
  return app.t(label2 ? "change_field" : "change_of", { name, field: label2 || "" });
}

// board/status.js
var MARKS2 = { saved: "✓", saving: "…", unsaved: "!" };
function Status({ app, status, went }) {
  const said2 = {
    saved: () => app.t("saved"),
    saving: () => app.t("saving"),
    unsaved: () => app.t("not_saved", { why: status.why })
  }[status.state]();
  return html`<p class=${`pk-status pk-${status.state}`} role="status" data-state=${status.state}>
    <span aria-hidden="true">${MARKS2[status.state]}</span> <span class=${status.state === "unsaved" ? "" : "pk-shown-as"}>${said2}</span>
    ${went && status.state !== "unsaved" && html` <b key=${went}>${undone(app, went)}</b>`}</p>`;
}
function UnsavedElsewhere({ app, status }) {
  const why = status.state === "unsaved" ? status.why : "";
  A2(() => {
    const root = app.root();
    const said2 = root.querySelector(".pk-status");
    if (!why || !said2) return void 0;
    const box = document.createElement("p");
    box.className = "pk-unsaved-elsewhere";
    box.style.cssText = root.style.cssText;
    box.ariaHidden = "true";
    box.textContent = app.t("not_saved", { why });
    const observer = new IntersectionObserver((entries) => {
      const home = notebookOf(root);
      const full = document.fullscreenElement;
      if (entries.at(-1)?.isIntersecting) box.remove();
      else if (full && root.contains(full)) full.append(box);
      else (home.checkVisibility() ? home : document.body).append(box);
    });
    observer.observe(said2);
    return () => {
      observer.disconnect();
      box.remove();
    };
  }, [why]);
  return null;
}
function Notice({ app, notice }) {
  if (!notice) return null;
  if (notice.offer) return html`<${Offer} app=${app} notice=${notice} />`;
  return html`<div class="pk-notice" role="alert">
    <p>${notice.why}</p>
    <button type="button" class="pk-small" onClick=${() => app.store.change({ notice: null })}>${app.t("understood")}</button>
  </div>`;
}
function Offer({ app, notice }) {
  const ref = T2(
    /** @type {HTMLDialogElement | null} */
    null
  );
  const label2 = useId();
  A2(() => {
    if (!ref.current?.open) ref.current?.showModal();
  }, []);
  const away = () => app.store.change({ notice: null });
  const accept = () => {
    const { id: _3, new: __, ...edit } = (
      /** @type {SingleEdit} */
      notice.offer
    );
    app.store.submit(edit);
  };
  return html`<dialog class="pk-dialog pk-offer" ref=${ref} aria-labelledby=${label2} onClose=${away}>
    <p id=${label2}>${notice.why}</p>
    <p class="pk-answers">
      <button type="button" class="pk-small" onClick=${away}>${app.t("keep")}</button>
      <button type="button" class="pk-primary" onClick=${accept}>${app.t("remove_these_too")}</button>
    </p>
  </dialog>`;
}
function Broken({ app, broken }) {
  if (!broken) return null;
  return html`<div class="pk-notice pk-broken" role="alert">
    <p>${broken.why}</p>
    <details><summary>${app.t("show_faults")}</summary>
      <ul>${(broken.faults ?? []).map(
    (fault, n3) => html`<li key=${n3}>
        ${app.t("fault", { line: fault.line ?? "?", at: fault.at ?? "", says: fault.says })}</li>`
  )}</ul>
    </details>
  </div>`;
}

// board/ledger.js
var memory = /* @__PURE__ */ new Map();
function storage3() {
  try {
    localStorage.setItem("parcours", "1");
    localStorage.removeItem("parcours");
    return localStorage;
  } catch {
    return null;
  }
}
function ledger(client) {
  const prefix = `parcours:${client}:`;
  const kept = storage3();
  let turn = 0;
  return {
    /** @param {SentEdit} edit */
    keep(edit) {
      const line = JSON.stringify({ at: Date.now(), turn: turn++, edit });
      try {
        if (kept) kept.setItem(prefix + edit.id, line);
        else memory.set(prefix + edit.id, line);
      } catch {
        memory.set(prefix + edit.id, line);
      }
    },
    /** @param {string} id */
    drop(id) {
      kept?.removeItem(prefix + id);
      memory.delete(prefix + id);
    },
    /** What an earlier page has left, in the order in which it was edited. */
    left() {
      const lines = [];
      for (let n3 = 0; n3 < (kept?.length ?? 0); n3++) {
        const key = kept?.key(n3);
        if (!key?.startsWith(prefix)) continue;
        try {
          lines.push(JSON.parse(kept?.getItem(key) ?? ""));
        } catch {
          kept?.removeItem(key);
        }
      }
      return lines.sort((a3, b) => a3.at - b.at || a3.turn - b.turn).map((line) => line.edit);
    }
  };
}

// board/new_ids.js
var MODEL = { fields: false, maps: false, children: /* @__PURE__ */ new Map() };
function noted(pattern) {
  return pattern.split(".").reduce((node, part) => {
    const child = node.children.get(part) ?? { fields: false, maps: false, children: /* @__PURE__ */ new Map() };
    node.children.set(part, child);
    return child;
  }, MODEL);
}
for (const pattern of LINK_FIELDS) noted(pattern).fields = true;
for (const pattern of LINK_MAPS) noted(pattern).maps = true;
function noteOf(place) {
  let node = MODEL;
  for (const part of place) node = node?.children.get(String(part)) ?? node?.children.get("*");
  return node;
}
var keysAreIds = (place) => isKeyed(place) || Boolean(noteOf(place)?.maps);
function isLink(place) {
  const note = noteOf(typeof place.at(-1) === "number" ? place.slice(0, -1) : place);
  return Boolean(note?.fields || note?.maps);
}
function inPlace(place, names) {
  return place.map((part, n3) => {
    if (typeof part === "object") {
      return Object.fromEntries(Object.entries(part).map(([name, id]) => [name, names[id] ?? id]));
    }
    return typeof part === "string" && keysAreIds(place.slice(0, n3)) ? names[part] ?? part : part;
  });
}
function inValue(value, place, names) {
  if (Array.isArray(value)) return value.map((item) => inValue(item, [...place, 0], names));
  if (typeof value === "object" && value !== null) {
    const ids = keysAreIds(place);
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [
        ids ? names[name] ?? name : name,
        inValue(item, [...place, name], names)
      ])
    );
  }
  return typeof value === "string" && isLink(place) ? names[value] ?? value : value;
}
function withNewIds(edit, names) {
  if (edit.op === "batch") return { ...edit, edits: edit.edits.map((part) => withNewIds(part, names)) };
  const { place } = edit;
  const inside = edit.op === "add" && !isKeyed(place.slice(0, -1)) ? [...place, 0] : place;
  const told3 = (
    /** @type {E & SingleEdit} */
    { ...edit, place: inPlace(place, names) }
  );
  for (
    const field of
    /** @type {const} */
    ["value", "was"]
  ) {
    if (told3[field] !== void 0 && told3[field] !== null) told3[field] = inValue(told3[field], inside, names);
  }
  if (typeof told3.before === "string") told3.before = names[told3.before] ?? told3.before;
  return told3;
}

// board/pending.js
var PATIENCE = 4e3;
var ECHO = 2e3;
var AGAIN = 5e3;
var Pending = class {
  /** @type {Entry[]} */
  entries = [];
  #ledger;
  /** @param {string} client */
  constructor(client) {
    this.#ledger = ledger(client);
  }
  /**
   * Add an edit, and keep it in the ledger.
   * @param {SentEdit} edit
   */
  add(edit) {
    this.#ledger.keep(edit);
    return this.#added(edit);
  }
  /** Add the edits that an earlier page has left in the ledger. */
  takeOver() {
    return this.#ledger.left().map((edit) => this.#added(edit));
  }
  /** @param {SentEdit} edit */
  #added(edit) {
    const entry = { edit, local: edit, state: "sent", why: "", at: 0 };
    this.entries.push(entry);
    return entry;
  }
  /** @param {string | undefined} id */
  find(id) {
    return this.entries.find((entry) => entry.edit.id === id);
  }
  /** @param {string} id */
  drop(id) {
    this.entries = this.entries.filter((entry) => entry.edit.id !== id);
    this.answered(id);
  }
  /**
   * Forget an edit in the ledger: the session has it, or has refused it.
   * @param {string} id
   */
  answered(id) {
    this.#ledger.drop(id);
  }
  /**
   * Drop the edits that a journey of the session has: what was saved before it was sent is in it.
   * @param {Set<string>} taken
   */
  dropTaken(taken) {
    this.entries = this.entries.filter(({ state, edit }) => state !== "saved" && !taken.has(edit.id));
  }
  /** @param {{[id: string]: string}} names new ids by those that were asked for */
  rename(names) {
    for (const entry of this.entries) entry.local = withNewIds(entry.local, names);
  }
  /**
   * The ids of pending edits that add records which an edit is about, by the ids of those records.
   * @param {Edit} edit
   */
  adding(edit) {
    const made = {};
    const said2 = JSON.stringify(edit);
    for (const { edit: other } of this.entries) {
      for (const part of other.op === "batch" ? other.edits : [other]) {
        const id = part.place.at(-1);
        if (part.op === "add" && typeof id === "string" && said2.includes(JSON.stringify(id))) {
          made[id] = other.id;
        }
      }
    }
    return made;
  }
  /**
   * Look at the clock: return what is to be sent again, and whether anything has changed.
   * @param {string} silence why an edit without an answer is not saved
   */
  tick(silence) {
    const now = Date.now();
    const again = [];
    let late = false;
    for (const entry of [...this.entries]) {
      const age = now - entry.at;
      if (entry.state === "saved" && age > ECHO) {
        this.drop(entry.edit.id);
        late = true;
      } else if (entry.state === "sent" && age > PATIENCE) {
        Object.assign(entry, { state: "unsaved", why: silence });
        late = true;
      } else if (entry.state === "unsaved" && age > AGAIN) again.push(entry);
    }
    return { again, late };
  }
  /** @returns {Status} */
  get status() {
    const open = this.entries.filter((entry) => entry.state !== "saved");
    const unsaved = open.find((entry) => entry.state === "unsaved");
    if (unsaved) return { state: "unsaved", unsaved: open.length, why: unsaved.why };
    return { state: open.length ? "saving" : "saved", unsaved: open.length, why: "" };
  }
};

// board/store.js
function stateOf(model) {
  const base = model.get("journey");
  return {
    data: base.data,
    undo: base.undo,
    redo: base.redo,
    findings: model.get("findings"),
    ranking: model.get("ranking"),
    broken: model.get("broken"),
    conflicts: model.get("conflicts") ?? [],
    conflict: null,
    asked: null,
    // the improvement of which the board asks since when it is done
    notice: model.get("unguarded") ? { why: model.get("unguarded") } : null,
    refusal: null,
    went: null,
    status: { state: "saved", unsaved: 0, why: "" }
  };
}
function settling(conflict) {
  const knowing = (edit2) => {
    if (edit2.op === "batch") return { ...edit2, edits: edit2.edits.map(knowing) };
    return equal(edit2.place, conflict.place) ? { ...edit2, was: conflict.theirs } : edit2;
  };
  const { place, yours } = conflict;
  const own2 = conflict.edit ?? /** @type {SingleEdit} */
  { op: "set", place, value: yours };
  const { id: _3, new: __, ...edit } = knowing(own2);
  return { ...edit, settles: conflict.conflict };
}
var Store = class {
  /** What fields hold that is still being typed: each saves it. @type {Set<() => void>} */
  drafts = /* @__PURE__ */ new Set();
  /** @type {State} */
  state;
  #model;
  #silence;
  #pending;
  #base;
  /** @type {Set<string>} ids of edits that the session's journey has */
  #taken;
  /** @type {Set<(state: State) => void>} */
  #listeners = /* @__PURE__ */ new Set();
  /** Undoing and redoing, by the id that the answer will name. @type {Map<string, string>} */
  #asked = /* @__PURE__ */ new Map();
  /** What was undone or redone, until the journey as it then is has come.
   * @type {{what: string, place: Place, before: State["data"]} | null} */
  #back = null;
  #due = false;
  #clock;
  #heard;
  /**
   * @param {Model} model
   * @param {{[name: string]: string}} texts
   */
  constructor(model, texts) {
    this.#model = model;
    this.#silence = texts.no_answer;
    this.#pending = new Pending(model.get("client"));
    this.#base = model.get("journey");
    this.#taken = new Set(this.#base.edits ?? []);
    this.state = stateOf(model);
    this.#heard = this.#listen();
    this.#clock = setInterval(() => this.#tick(), 1e3);
    window.addEventListener("pagehide", this.flush);
    for (const entry of this.#pending.takeOver()) this.#send(entry);
    if (this.#pending.entries.length) this.#redraw();
  }
  /** Hear what the session says; return what to do for hearing it no more. */
  #listen() {
    const model = this.#model;
    const events = {
      "msg:custom": (reply) => this.#answered(reply),
      "change:journey": () => this.#journeyCame(),
      "change:findings": () => this.change({ findings: sharing(this.state.findings, model.get("findings")) }),
      "change:ranking": () => this.change({ ranking: sharing(this.state.ranking, model.get("ranking")) }),
      "change:broken": () => this.change({ broken: model.get("broken") }),
      "change:unguarded": () => {
        if (model.get("unguarded")) this.change({ notice: { why: model.get("unguarded") } });
      },
      "change:conflicts": () => this.change({ conflicts: model.get("conflicts") ?? [] })
    };
    for (const [name, came] of Object.entries(events)) model.on(name, came);
    return () => {
      for (const [name, came] of Object.entries(events)) model.off(name, came);
    };
  }
  /**
   * Be told of each change of the state; return what to do for being told no more.
   * @param {(state: State) => void} listen
   */
  subscribe(listen) {
    this.#listeners.add(listen);
    return () => {
      this.#listeners.delete(listen);
    };
  }
  /** @param {Partial<State>} parts */
  change(parts2) {
    this.state = { ...this.state, ...parts2 };
    if (this.#due) return;
    this.#due = true;
    queueMicrotask(() => {
      this.#due = false;
      for (const listen of this.#listeners) listen(this.state);
    });
  }
  /** @param {Partial<State>} more */
  #redraw(more = {}) {
    let data = this.#base.data;
    for (const entry of this.#pending.entries) {
      try {
        data = applied(data, entry.local);
      } catch {
      }
    }
    this.change({ ...more, data: sharing(this.state.data, data), status: this.#pending.status });
  }
  /** @param {Entry} entry */
  #send(entry) {
    entry.at = Date.now();
    try {
      this.#model.send({ edit: entry.edit });
    } catch {
      if (entry.state === "unsaved") return;
      Object.assign(entry, { state: "unsaved", why: this.#silence });
      this.#redraw();
    }
  }
  #tick() {
    const { again, late } = this.#pending.tick(this.#silence);
    for (const entry of again) this.#send(entry);
    if (late) this.#redraw();
  }
  /** @param {Reply} reply */
  #answered(reply) {
    const id = reply.saved ?? reply.refused ?? reply.conflict ?? reply.unsaved ?? "";
    const entry = this.#pending.find(id);
    if (reply.unsaved) {
      if (entry) Object.assign(entry, { state: "unsaved", why: reply.why });
      this.#redraw();
      return;
    }
    this.#pending.answered(id);
    if (reply.saved) this.#saved(id, reply, entry);
    else if (reply.conflict) {
      this.#pending.drop(id);
      const conflict = (
        /** @type {Conflict} */
        { ...reply, edit: entry?.edit }
      );
      const others = this.state.conflicts.filter((one) => one.conflict !== id);
      this.#redraw({ conflicts: [...others, conflict], conflict: id });
    } else {
      this.#pending.drop(id);
      const refused = { ...reply, why: reply.why ?? "" };
      this.#redraw({ notice: { ...refused, edit: entry?.edit }, refusal: entry ? refused : null });
    }
  }
  /**
   * @param {string} id
   * @param {Reply} reply
   * @param {Entry | undefined} entry
   */
  #saved(id, { names, place }, entry) {
    if (names) this.#pending.rename(names);
    if (entry) Object.assign(entry, { state: "saved", at: Date.now() });
    if (this.#taken.has(id)) this.#pending.drop(id);
    if (place) this.#back = { what: this.#asked.get(id) ?? "", place, before: this.state.data };
    this.#asked.delete(id);
    this.#redraw();
  }
  #journeyCame() {
    const base = this.#base = this.#model.get("journey");
    for (const id of base.edits ?? []) this.#taken.add(id);
    this.#pending.dropTaken(this.#taken);
    for (const id of base.edits ?? []) this.#pending.answered(id);
    const went = this.#back ? { went: { ...this.#back, after: base.data } } : {};
    this.#back = null;
    this.#redraw({ undo: base.undo, redo: base.redo, ...went });
  }
  /**
   * Make an edit, and send it to the session; return its id.
   * @param {Edit} edit
   * @returns {string}
   */
  submit(edit) {
    const made = this.#pending.adding(edit);
    const sent = (
      /** @type {SentEdit} */
      {
        id: editId(),
        ...edit,
        ...Object.keys(made).length ? { new: made } : {}
      }
    );
    const entry = this.#pending.add(sent);
    this.#redraw({ notice: null, refusal: null, went: null });
    this.#send(entry);
    return sent.id;
  }
  /**
   * Set a field to a value; nothing happens where it says so already.
   * @param {Place} place
   * @param {Plain} value
   */
  set(place, value) {
    const edit = this.setting(place, value);
    return edit && this.submit(edit);
  }
  /**
   * The edit that sets a field, for a batch.
   * @param {Place} place
   * @param {Plain} value
   * @returns {SingleEdit | null}
   */
  setting(place, value) {
    const was = at(this.state.data, place);
    return equal(was, value ?? null) ? null : { op: "set", place, value: value ?? null, was };
  }
  /**
   * Make several edits as one.
   * @param {(SingleEdit | null | false | undefined)[]} edits
   */
  batch(edits) {
    const parts2 = edits.filter((edit) => !!edit);
    if (parts2.length === 1) return this.submit(parts2[0]);
    return parts2.length ? this.submit({ op: "batch", edits: parts2 }) : null;
  }
  undo = () => this.#goBack("undo", "undone");
  redo = () => this.#goBack("redo", "redone");
  /**
   * @param {"undo" | "redo"} way
   * @param {string} what
   */
  #goBack(way, what) {
    this.flush();
    const id = editId();
    this.#asked.set(id, what);
    this.#model.send({ [way]: id });
  }
  /**
   * Choose one of two versions: mine is an edit of theirs, theirs stays as it is.
   * @param {Conflict} conflict
   * @param {boolean} mine
   */
  settle(conflict, mine) {
    this.change({ conflict: null });
    try {
      if (!mine) this.#model.send({ drop: conflict.conflict, id: editId() });
    } catch {
      return null;
    }
    this.change({ conflicts: this.state.conflicts.filter((one) => one !== conflict) });
    return mine ? this.submit(settling(conflict)) : null;
  }
  /** Save what is still being typed. */
  flush = () => {
    for (const commit of [...this.drafts]) commit();
  };
  close() {
    this.flush();
    clearInterval(this.#clock);
    window.removeEventListener("pagehide", this.flush);
    this.#heard();
    this.#listeners.clear();
  }
};

// board/toolbar.js
var KEYS = [
  "tab",
  "enter",
  "arrows_card",
  "arrows_point",
  "arrows_plane",
  "delete",
  "undo",
  "redo",
  "escape",
  "capture"
];
var STEPS2 = 6;
function useFullScreen(app) {
  const [full, set] = d2(false);
  A2(() => {
    const changed3 = () => set(document.fullscreenElement === app.root());
    document.addEventListener("fullscreenchange", changed3);
    return () => document.removeEventListener("fullscreenchange", changed3);
  }, []);
  return full;
}
function FullScreen({ app, step }) {
  return html`<div class="pk-group-of pk-step-nav" role="group" aria-label=${app.t("steps")}>
      <button type="button" class="pk-small" disabled=${step === 1} data-do="step-back"
        aria-label=${app.t("step_back")} onClick=${() => app.step(step - 1)}><span aria-hidden="true">◀</span></button>
      <b>${app.t("step_of", { step, count: STEPS2 })}</b>
      <button type="button" class="pk-small" disabled=${step === STEPS2} data-do="step-forth"
        aria-label=${app.t("step_forth")} onClick=${() => app.step(step + 1)}><span aria-hidden="true">▶</span></button>
    </div>
    <span data-clock></span>`;
}
function Toolbar({ app, data, step, persona, projector, state, record }) {
  const id = useId();
  const inFull = useFullScreen(app);
  const personas = data.personas ?? [];
  const full = () => {
    const root = app.root();
    if (document.fullscreenElement) document.exitFullscreen();
    else root.requestFullscreen?.().catch(() => {
    });
  };
  return html`<div class="pk-bar">
    <div class="pk-group-of" role="group" aria-label=${app.t("history")}>
      <button type="button" class="pk-small" disabled=${!state.undo} onClick=${app.store.undo} data-do="undo"
        title="${app.t("undo")} (Ctrl+Z)"><span aria-hidden="true">↶</span> <span class="pk-wide">${app.t("undo")}</span></button>
      <button type="button" class="pk-small" disabled=${!state.redo} onClick=${app.store.redo} data-do="redo"
        title="${app.t("redo")} (Ctrl+Y)"><span aria-hidden="true">↷</span> <span class="pk-wide">${app.t("redo")}</span></button>
    </div>
    ${step !== 1 && personas.length > 0 && html`<span class="pk-persona">
      <label for=${id}>${app.t("persona")}</label>
      <select id=${id} value=${persona} onChange=${(event) => app.persona(event.target.value)} data-field="persona">
        ${personas.map((p3) => html`<option key=${p3.id} value=${p3.id} selected=${p3.id === persona}>${p3.name}</option>`)}
        ${step !== 4 && html`<option value="" selected=${!persona}>${app.t("everyone")}</option>`}
      </select></span>`}
    <${Status} app=${app} status=${state.status} went=${state.went} />
    <${OpenConflicts} app=${app} conflicts=${state.conflicts} />
    ${inFull && !record && html`<${FullScreen} app=${app} step=${step} />`}
    <div class="pk-group-of pk-right" role="group" aria-label=${app.t("view")}>
      <button type="button" class="pk-small" aria-pressed=${projector} onClick=${() => app.projector(!projector)}
        data-do="projector" title=${app.t("projector")}><span aria-hidden="true">▣</span> <span class="pk-shown-as">${app.t("projector")}</span></button>
      ${document.fullscreenEnabled && html`<button type="button" class="pk-small" onClick=${full}
        title=${app.t("full_screen")} aria-label=${app.t("full_screen")}><svg viewBox="0 0 16 16" width="1em" height="1em" aria-hidden="true"><path d="M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4" /></svg></button>`}
    </div>
    <details class="pk-keys">
      <summary>${app.t("keyboard")}</summary>
      <dl class="pk-popover" tabindex="0">${KEYS.map(
    (name) => html`<div key=${name}><dt>${app.t(`key_${name}`)}</dt>
        <dd>${app.t(`key_${name}_does`)}</dd></div>`
  )}</dl>
    </details>
  </div>`;
}

// board/words.js
function createWords(texts, plurals, lang) {
  const rules = new Intl.PluralRules(lang);
  const numbers = new Intl.NumberFormat(lang, { maximumFractionDigits: 2 });
  const fill = (text, gaps) => text.replace(/\{(\w+)\}/g, (gap, name) => name in gaps ? String(gaps[name]) : gap);
  const number = (value) => numbers.format(value).replace("-", "−");
  return Object.assign(
    (name, gaps = {}) => fill(texts[name] ?? name, gaps),
    {
      count: (name, count, gaps = {}) => {
        const [one, other] = plurals[name];
        return fill(rules.select(count) === "one" ? one : other, { count: number(count), ...gaps });
      },
      number,
      signed: (value) => (value > 0 ? "+" : "") + number(value)
    }
  );
}

// board/board.js
var NONE3 = [];
var BESIDE = 8;
var View = memo(
  ({
    app,
    data,
    step,
    record,
    persona,
    found,
    selected,
    ranking,
    feelings,
    chosen,
    choose,
    space
  }) => {
    if (record)
      return html`<${Records} app=${app} data=${data} collection=${record} chosen=${chosen} choose=${choose} />`;
    if (step === 1)
      return html`<${Records} app=${app} data=${data} collection="personas" chosen=${persona} choose=${app.persona} space=${space} />`;
    if (step === 4)
      return html`<${Curve} app=${app} data=${data} persona=${persona || data.personas?.[0]?.id} found=${found} selected=${selected} space=${space} />`;
    if (step === 6)
      return html`<${Plane} app=${app} data=${data} found=${found} selected=${selected} ranks=${ranking.improvements.ranks} space=${space} />`;
    return html`<${Columns} key=${step} app=${app} data=${data} step=${step} persona=${persona} found=${found}
    selected=${selected} ranking=${ranking.pain_points.says} feelings=${feelings} space=${space} />`;
  }
);
function useKept(state, persona, step) {
  const kept = T2({ found: (
    /** @type {Found} */
    {}
  ), feelings: (
    /** @type {Scores} */
    {}
  ) }).current;
  kept.found = sharing(kept.found, byThing(ofStep(state.findings ?? NONE3, step), state.data));
  const felt = {};
  for (const feeling of state.data.emotions ?? NONE3) {
    if (feeling.persona === persona) felt[feeling.at] = scoreOf(feeling);
  }
  kept.feelings = sharing(kept.feelings, felt);
  return kept;
}
function Board({ app, screen }) {
  const [state, setState] = d2(app.store.state);
  const [{ open, said: said2 }, setShown] = d2(screen.state);
  const step = useTrait(app.model, "step");
  const wanted = useTrait(app.model, "persona");
  const projector = useTrait(app.model, "projector");
  const record = useTrait(app.model, "record");
  const similar = useTrait(app.model, "similar");
  const [chosen, choose] = d2(
    /** @type {string | null} */
    null
  );
  F2(() => app.store.subscribe(setState), []);
  F2(() => screen.subscribe(setShown), []);
  const { data } = state;
  const known = data.personas?.some((p3) => p3.id === wanted);
  const persona = known || wanted === "" ? wanted : data.personas?.[0]?.id ?? "";
  const { found, feelings } = useKept(state, persona, step);
  F2(() => {
    const selector = screen.takeFocus();
    if (selector) giveFocus(app.root(), selector);
  });
  A2(() => screen.shut(), [step, record]);
  F2(() => reveal(app.root()), [open]);
  const collection = { 5: (
    /** @type {const} */
    "pain_points"
  ), 6: (
    /** @type {const} */
    "improvements"
  ) }[
    /** @type {number} */
    step
  ];
  const conflict = state.conflicts.find((one) => one.conflict === state.conflict);
  const beside = Boolean(open && step !== 1);
  const space = useSpace(app, projector && !record, beside);
  const only = record ? choose : step === 1 ? app.persona : null;
  const lowest = html`<${LowPoints} app=${app} data=${data} persona=${persona} lowest=${state.ranking.low_points ?? {}} />`;
  const reviewed = (state.findings ?? NONE3).filter(
    (f3) => record ? f3.place[0] === record && !f3.step : f3.step === step
  );
  return html`<div tabindex="-1" class=${classes("pk-frame", beside && "pk-has-panel")} data-unsaved=${state.status.unsaved}
      data-step=${record || step}>
    <${Toolbar} app=${app} data=${data} step=${record ? 1 : step} persona=${persona} projector=${projector} state=${state} record=${record} />
    <${UnsavedElsewhere} app=${app} status=${state.status} />
    <${Broken} app=${app} broken=${state.broken} />
    <${Notice} app=${app} notice=${state.notice} />
    <div class="pk-body">
      <div class="pk-main">
        ${!record && step === 5 && !space && lowest}
        <${View} app=${app} data=${data} step=${step} record=${record} persona=${persona} found=${found}
          selected=${open?.id} ranking=${state.ranking} feelings=${feelings} chosen=${chosen} choose=${choose} space=${space} />
        ${!record && step === 5 && space && lowest}
        <${StepReview} app=${app} findings=${reviewed} go=${(finding) => goTo(app, data, finding, only)} />
        ${!record && collection && html`<${Ranking} app=${app} data=${data} collection=${collection} ranking=${state.ranking[collection]} />`}
        ${!record && html`<${Notes} app=${app} data=${data} step=${step} persona=${persona} similar=${similar ?? NONE3} />`}
      </div>
      ${beside && html`<${Panel} app=${app} data=${data} open=${open} persona=${persona || data.personas?.[0]?.id} found=${found} />`}
    </div>
    <${ConflictDialog} app=${app} conflict=${conflict} />
    <${DoneDialog} app=${app} id=${state.asked} data=${data} />
    <p class="pk-hidden" aria-live="polite">${said2}</p>
  </div>`;
}
function giveFocus(root, selector) {
  const target = (
    /** @type {HTMLElement} */
    root.querySelector(selector) ?? root.querySelector(".pk-frame")
  );
  target.focus({ preventScroll: target.matches(".pk-frame") });
}
function reveal(root) {
  const chosen = root.querySelector(".pk-scroller .pk-selected");
  const area = chosen?.closest(".pk-scroller");
  if (!chosen || !area) return;
  const [inner2, outer] = [chosen.getBoundingClientRect(), area.getBoundingClientRect()];
  if (inner2.left < outer.left) area.scrollLeft -= outer.left - inner2.left + BESIDE;
  else if (inner2.right > outer.right) area.scrollLeft += inner2.right - outer.right + BESIDE;
}
function goTo(app, data, finding, choose) {
  const [collection, id] = finding.place;
  if (choose) {
    if (typeof id === "string") choose(id);
  } else if (collection === "emotions") app.open("emotions", data.emotions?.[id]?.at ?? "");
  else if (typeof id === "string" && app.forms[collection]) app.open(collection, id);
  toField(app, finding);
}
function isOwn(event) {
  return !(event.ctrlKey || event.metaKey) || ["z", "y"].includes(event.key.toLowerCase());
}
function keys(store) {
  return (event) => {
    const typing = (
      /** @type {Element} */
      event.target.closest(
        "input[type=text], input[type=number], textarea"
      )
    );
    const command = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (command && !typing && (key === "z" || key === "y")) {
      event.preventDefault();
      event.stopPropagation();
      if (key === "y" || event.shiftKey) store.redo();
      else store.undo();
    } else if (!command) event.stopPropagation();
  };
}
function elsewhere(event) {
  const board = (
    /** @type {Element} */
    event.currentTarget
  );
  const opened2 = (
    /** @type {NodeListOf<HTMLDetailsElement>} */
    board.querySelectorAll(":is(.pk-keys, .pk-evidence)[open]")
  );
  for (const one of opened2) {
    if (!one.contains(
      /** @type {Node} */
      event.target
    )) one.open = false;
  }
}
function createApp(model, el, screen) {
  const texts = model.get("texts");
  const t4 = createWords(texts.one, texts.many, model.get("lang"));
  const store = new Store(model, texts.one);
  const headings2 = /* @__PURE__ */ new Map();
  const places = createPlaces(store, headings2);
  const chosen = (name, value) => {
    model.set(name, value);
    model.save_changes();
  };
  return Object.freeze({
    store,
    places,
    model,
    t: t4,
    headings: headings2,
    drag: new Drag(el, createDrop({ store, places, t: t4, announce: screen.announce }), ({ kind }) => {
      if (kind === "notes") store.change({ notice: { why: t4("note_missed") } });
    }),
    lang: model.get("lang"),
    written: model.get("written"),
    labels: model.get("labels"),
    forms: model.get("forms"),
    root: () => el,
    open: screen.open,
    close: screen.close,
    announce: screen.announce,
    focus: screen.focus,
    refocus: (selector, name) => {
      screen.focus(selector);
      screen.announce(t4("moved", { name }));
    },
    persona: (id) => chosen("persona", id),
    projector: (on) => chosen("projector", on),
    step: (step) => model.set("step", step)
  });
}
function show({ model, el }) {
  const screen = new Screen();
  const app = createApp(model, el, screen);
  el.classList.add("pk");
  el.lang = app.lang;
  for (const [name, value] of Object.entries(model.get("theme"))) el.style.setProperty(name, value);
  const large = () => el.classList.toggle("pk-projector", model.get("projector"));
  const mode = () => el.dataset.mode = model.get("mode");
  large();
  mode();
  model.on("change:projector", large);
  model.on("change:mode", mode);
  const own2 = model.get("step");
  const left = () => {
    if (document.fullscreenElement !== el && model.get("step") !== own2) model.set("step", own2);
  };
  document.addEventListener("fullscreenchange", left);
  const pressed = keys(app.store);
  const letFocusGo = keepFocus(el);
  const giveKeysBack = keepKeys(el, isOwn);
  el.addEventListener("keydown", pressed);
  el.addEventListener("pointerdown", elsewhere);
  Q(k(Board, { app, screen }), el);
  return () => {
    model.off("change:projector", large);
    model.off("change:mode", mode);
    document.removeEventListener("fullscreenchange", left);
    el.removeEventListener("keydown", pressed);
    el.removeEventListener("pointerdown", elsewhere);
    letFocusGo();
    giveKeysBack();
    app.drag.stop();
    app.store.close();
    Q(null, el);
  };
}
var board_default = { render: show };
export {
  board_default as default
};
