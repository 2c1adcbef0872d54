/** Types of the board: the journey as it holds it, edits, and what its parts give each other. */

import type { Drag } from "./drag";
import type { Emotion, Kpi, Workshop } from "./journey";
import type { Places } from "./places";
import type { Store } from "./store";
import type { Words } from "./words";

export type Collection =
  | "goals"
  | "evidence"
  | "channels"
  | "personas"
  | "stages"
  | "touchpoints"
  | "pain_points"
  | "improvements";

type WithId<T> = Omit<T, "kpis"> & { id: string; kpis?: Indicator[] };

export type Indicator = Kpi & { id: string };

/** A record of a collection, as the board holds it. */
export type RecordOf<C extends Collection> = WithId<NonNullable<Workshop[C]>[string]>;

export type Goal = RecordOf<"goals">;
export type Source = RecordOf<"evidence">;
export type Channel = RecordOf<"channels">;
export type Persona = RecordOf<"personas">;
export type Stage = RecordOf<"stages">;
export type Touchpoint = RecordOf<"touchpoints">;
export type PainPoint = RecordOf<"pain_points">;
export type Improvement = RecordOf<"improvements">;
export type Feeling = Emotion;

/** A record of any collection: its fields are read by the names that a form gives. */
export type AnyRecord = { id: string; [field: string]: any };

/** A journey, its collections as lists. */
export type Data = Omit<Workshop, Collection | "notes"> & { notes?: Note[] } & {
  [C in Collection]?: RecordOf<C>[];
} & {
  [name: string]: any;
};

/** A piece of a journey, whatever it is: a place says what can stand there, and no type does. */
export type Plain = any;

/** A name, an index, or for an emotion its persona and place. */
export type Part = string | number | { [field: string]: string };
export type Place = Part[];
export type Item = { id: string; [field: string]: Plain };

export type SingleEdit = {
  id?: string;
  op: "set" | "add" | "remove" | "move";
  place: Place;
  value?: Plain;
  was?: Plain;
  before?: Part | null;
  new?: { [id: string]: string };
  settles?: string;
};
export type BatchEdit = {
  id?: string;
  op: "batch";
  edits: SingleEdit[];
  place?: undefined;
  new?: { [id: string]: string };
  settles?: string;
};
export type Edit = SingleEdit | BatchEdit;
export type SentEdit = Edit & { id: string };

export type Finding = {
  rule: string;
  severity: "error" | "warning" | "note";
  severity_label: string;
  says: string;
  why: string;
  fix: string;
  place: Plain[];
  step: number | null;
  fields: string[];
};
export type Found = { [id: string]: Finding[] };

export type Ranking = {
  dots: number;
  order: string[];
  says: { [id: string]: string };
  ranks?: { [id: string]: number };
};
/** A touchpoint, or a stage, at which a persona's score is among the lowest. */
export type LowPoint = { at: string; score: number; n: number | null };
export type Rankings = {
  low_points: { [persona: string]: LowPoint[] };
  pain_points: Ranking;
  improvements: Ranking & { ranks: { [id: string]: number } };
};

export type Conflict = {
  conflict: string;
  place: Place;
  theirs: Plain;
  yours: Plain;
  why?: string;
  edit?: Edit;
};
export type Broken = { why: string; faults?: { line?: number; at?: string; says: string }[] };
export type Notice = { why: string; offer?: Edit; edit?: Edit };
export type Refusal = { why: string; place?: Place };
export type Status = { state: "saved" | "saving" | "unsaved"; unsaved: number; why: string };
export type Went = { what: string; place: Place; before: Data; after: Data };

/** What the session sends on its own or as an answer. */
export type Reply = {
  saved?: string;
  refused?: string;
  conflict?: string;
  unsaved?: string;
  why?: string;
  names?: { [id: string]: string };
  place?: Place;
  offer?: Edit;
  theirs?: Plain;
  yours?: Plain;
};

export type State = {
  data: Data;
  undo: boolean;
  redo: boolean;
  findings: Finding[] | null;
  ranking: Rankings;
  broken: Broken | null;
  conflicts: Conflict[];
  conflict: string | null;
  asked: string | null;
  notice: Notice | null;
  refusal: Refusal | null;
  went: Went | null;
  status: Status;
};

/** The widget's model, as anywidget hands it over. */
export type Model = {
  get(name: string): any;
  set(name: string, value: any): void;
  save_changes(): void;
  send(message: any): void;
  on(name: string, heard: (value?: any) => void): void;
  off(name: string, heard: (value?: any) => void): void;
};

/** A field of a form, as kit/studio/widgets/forms.py describes it. */
export type Field = {
  name: string;
  label: string;
  kind:
    | "line"
    | "long"
    | "number"
    | "list"
    | "choice"
    | "scale"
    | "yes-no"
    | "link"
    | "picture"
    | "date"
    | "group";
  ask?: string;
  required?: boolean;
  default?: string | number | boolean;
  choices?: [string, string][];
  meanings?: { [key: string]: string };
  free?: boolean;
  low?: string;
  high?: string;
  links?: string[];
  many?: boolean;
  statement?: boolean;
  count?: boolean;
  whole?: boolean;
  min?: number;
  max?: number;
  fields?: Field[];
  by?: string[];
};

export type Labels = {
  channels: { [id: string]: { name: string; online: boolean; controlled: boolean } };
  feelings: { [id: string]: [string, number] };
  guesses: { channel: { [phrase: string]: string }; group: { [phrase: string]: string } };
  kpis: Field[];
  groups: { [id: string]: string };
  quadrants: { [id: string]: string };
  phases: { [id: string]: string };
  statuses: { [id: string]: string };
  scores: { [score: string]: string };
  offers: { [phase: string]: { objective: string; kpis: string[] } };
  merged: string;
  merged_alike: string;
};

/** What is open beside the board. */
export type Opened = { collection: string; id: string };

/** What every part of the board may use; it is made once and never changes. */
export type App = Readonly<{
  store: Store;
  places: Places;
  drag: Drag;
  model: Model;
  t: Words;
  headings: Map<string, string>;
  lang: string;
  written: string;
  labels: Labels;
  forms: { [record: string]: Field[] };
  root(): HTMLElement;
  open(collection: string, id: string): void;
  close(): void;
  announce(text: string): void;
  focus(selector: string): void;
  refocus(selector: string, name: string): void;
  persona(id: string): void;
  projector(on: boolean): void;
  step(step: number): void;
}>;

type OfField = { target: HTMLInputElement; currentTarget: HTMLElement };

/** An event of a field: as the board hears it, the field is its target. */
export type FieldEvent = Event & OfField;
export type KeyEvent = KeyboardEvent & OfField;
export type PointEvent = PointerEvent & OfField;
export type FormEvent = Event & { target: HTMLFormElement };

export type Note = string | { text: string; by?: string; heading?: string };
