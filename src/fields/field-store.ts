import { createContext, type ReactNode, useCallback, useContext, useSyncExternalStore } from 'react';
import type { ParamType } from '../../contract/entity.ts';
import type { JsonObject, JsonValue } from '../../contract/json/value.ts';
import { getIn, type Path, startsWith, toPointer } from '../params/path.ts';
import type { FieldSpec } from './form-spec.ts';
import type { FieldKind } from './kinds.ts';

/** Text that a field holds and that is no value yet. `quiet` while it is being typed and may still become one. */
export interface Pending {
  path: Path;
  text: string;
  problem: string;
  quiet?: boolean;
}

/** The problem of a text that is typed where it counts only once it is entered: by Enter, or by leaving the place. */
export const NOT_ENTERED = 'Typed and not entered yet: press Enter there.';

/** Where fields read and write. Values are persistent trees: a place that did not change gives the same object. */
export interface FieldStore {
  readonly base: JsonObject;
  readonly value: JsonObject;
  readonly pending: ReadonlyMap<string, Pending>;
  subscribe(listener: () => void): () => void;
  /** `undefined` removes. `typing` joins changes of one place into one step of undo. */
  set(path: Path, value: JsonValue | undefined, typing?: boolean): void;
  setPending(path: Path, text: string, problem: string, quiet?: boolean): void;
  clearPending(path: Path): void;
  /** Somebody is at work in this row: it stays where it is until what is returned is called. */
  holdRow(path: Path): () => void;
}

/** What an editor of a field is given. The control takes `id`, or `labelId` when it is several. */
export interface EditProps {
  path: Path;
  kind: FieldKind;
  paramType?: ParamType | undefined;
  /** What the app's form says of the field, when it is known: label, unit, limits, options, columns. */
  spec?: FieldSpec | undefined;
  id: string;
  labelId: string;
  describedBy?: string | undefined;
  /** What it holds is not taken, or does not fit the field: what it is described by says why. */
  invalid?: boolean | undefined;
}

/** A field of a row, with all that stands around its control. */
export interface RowField {
  path: Path;
  label: string;
  kind: FieldKind;
  paramType: ParamType | undefined;
  spec: FieldSpec | undefined;
}

/** What `memory` keeps of rows by their pointer: the cell or card in use, or that is to be once the rows are drawn. */
export interface KeptCell {
  row: number;
  column: number;
  /** Of the column, where it is known: the app's form may put the columns in another order. */
  key?: string | undefined;
  /** Whether it takes the focus when it is drawn next. */
  takesFocus?: boolean;
}

export interface FieldContext {
  store: FieldStore;
  /** Begins the ids of everything in this form: two forms may stand on one page. */
  formId: string;
  workspaceId: number;
  /** The entity whose params these are: its files, children and siblings are what references pick from. */
  entityId: number;
  readOnly: boolean;
  /** Whether the app's form is yet to come: what kind a field is may change. */
  awaitsForm: boolean;
  /** What an editor keeps while it is put elsewhere in the page: text on its way to a number, the active cell. By pointer. */
  memory: Map<string, unknown>;
  /** The editor for a kind, handed in because tables hold fields and fields hold tables. */
  renderEdit: (props: EditProps) => ReactNode;
  /** A whole field within a row: label, control, what changed and what does not fit. */
  renderField: (field: RowField) => ReactNode;
}

const Context = createContext<FieldContext | null>(null);
export const FieldProvider = Context.Provider;

export function useFields(): FieldContext {
  const fields = useContext(Context);
  if (!fields) throw new Error('A field stands outside of FieldProvider.');
  return fields;
}

/** The value at a path as it is edited; renders again only when it changes. */
export function useValueAt(path: Path): JsonValue | undefined {
  const { store } = useFields();
  return useSyncExternalStore(store.subscribe, () => getIn(store.value, path));
}

/** A row that may stand elsewhere than where it was read: `from` there, `null` where it was not there as it is. */
interface Moved {
  at: Path;
  from: Path | null;
}
const MovedContext = createContext<Moved | undefined>(undefined);
/** Tells the fields of a row where that row was read. */
export const MovedProvider = MovedContext.Provider;

/** Whether this stands in a row. */
export function useInRow(): boolean {
  return useContext(MovedContext) !== undefined;
}

/** Where a place was read, which is elsewhere when its row has moved; `null` where its row was not there as it is. */
export function useReadPath(path: Path): Path | null {
  const moved = useContext(MovedContext);
  if (!moved || !startsWith(path, moved.at)) return path;
  return moved.from && [...moved.from, ...path.slice(moved.at.length)];
}

/** The value at a path as it was read; of a row that was not there as it is, the value of now. */
export function useBaseAt(path: Path): JsonValue | undefined {
  const { store } = useFields();
  const read = useReadPath(path);
  return useSyncExternalStore(store.subscribe, () =>
    read ? getIn(store.base, read) : getIn(store.value, path),
  );
}

/** The text at a path that is no value yet. */
export function usePendingAt(path: Path): Pending | undefined {
  const { store } = useFields();
  const pointer = toPointer(path);
  return useSyncExternalStore(
    store.subscribe,
    useCallback(() => store.pending.get(pointer), [store, pointer]),
  );
}
