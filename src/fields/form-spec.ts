import type { JsonValue } from '../../contract/json/value.ts';
import type { FieldKind } from './kinds.ts';

/** One choice of an option field: the value that is stored, and what people see. */
export interface Choice {
  value: JsonValue;
  label: string;
  visible: boolean;
}

/** A field of the app's form, resolved for the params that were sent: limits, options and visibility as they hold for those. */
export interface FieldSpec {
  node: 'field';
  kind: FieldKind;
  /** The type as the wire spells it. */
  type: string;
  /** Where the value is stored: a dotted path from the root, or the bare key within a row. */
  name: string;
  /** Where the form declares it; differs from `name` where the app stores it elsewhere. */
  place: string;
  /** What the form calls it, as plain text; its key where the form gives no name. */
  label: string;
  /** The label as the app wrote it, with its maths, when that differs. */
  richLabel?: string;
  prefix?: string;
  unit?: string;
  description?: string;
  visible: boolean;
  /** The declared default, lossless; `undefined` where none is declared. */
  defaultValue?: JsonValue;
  min?: number;
  max?: number;
  /** The limits as they are written, where JavaScript would write them otherwise: they may be another field's value. */
  minText?: string;
  maxText?: string;
  step?: number;
  decimals?: number;
  /** The share of a line that it takes, percent; absent where the app leaves it to the form. */
  flex?: number;
  slider?: boolean;
  radio?: boolean;
  choices?: readonly Choice[];
  /** Fields of a row: the columns of a table, the fields of a dynamic array. */
  rows?: readonly FieldSpec[];
  rowLabel?: string;
  copyLast?: boolean;
  /** What differs in a row from `rows`, by the row's field: rows of the params that were sent, in order. Known of the embedded environment only. */
  rowStates?: readonly Readonly<Record<string, RowFieldState>>[];
  /** Class names of what an entity field takes; `undefined` for any. */
  entityTypes?: readonly string[];
  whose?: 'children' | 'siblings';
  extensions?: readonly string[];
  maxBytes?: number;
  exceptions: readonly string[];
}

export interface RowFieldState {
  visible?: boolean;
  choices?: readonly Choice[];
}

/** A step, page, tab or section. */
export interface ContainerSpec {
  node: 'container';
  kind: 'step' | 'page' | 'tab' | 'section';
  name: string;
  title: string;
  description?: string;
  visible: boolean;
  /** A step that is not enabled is skipped by the app. */
  enabled: boolean;
  /** A section that the app wants closed at first. */
  closed?: boolean;
  content: readonly SpecNode[];
  exceptions: readonly string[];
}

/**
 * Which features of a map a button is run with. Source: docs.viktor.ai, `MapSelectInteraction`; how it is spelt on the wire is not on record, so the words of the SDK are taken, and those
 * near to them.
 */
export interface PickSpec {
  /** The method of the view that draws the map; none where the app does not say. */
  view?: string;
  /** Groups of the map whose features may be picked; without them all features that have a name for the app. */
  groups?: readonly string[];
  least: number;
  /** No limit without it. */
  most?: number;
}

/** What stores nothing: texts, pictures, computed outputs, line breaks, buttons. */
export interface DisplaySpec {
  node: 'display';
  kind: 'text' | 'image' | 'output' | 'linebreak' | 'button';
  type: string;
  name: string;
  label: string;
  visible: boolean;
  /** Of a text its words, of an output what the app computed. */
  value?: JsonValue;
  prefix?: string;
  unit?: string;
  description?: string;
  /** The app's method that a button runs. */
  method?: string;
  /** What a button wants picked on a map before it is run. */
  picks?: PickSpec;
  exceptions: readonly string[];
}

export type SpecNode = FieldSpec | ContainerSpec | DisplaySpec;

/** The form of an app, resolved for some params. Source: docs.viktor.ai, REST API, entities parametrization. */
export interface FormSpec {
  nodes: readonly SpecNode[];
  /** Callbacks of the app that failed outside of any field. */
  exceptions: readonly string[];
}
