import { createContext, type ReactNode, use, useMemo } from 'react';
import { isArray, type JsonArray, type JsonValue } from '../../contract/json/value.ts';
import { type Path, toPointer } from '../params/path.ts';
import { useReadPath } from './field-store.ts';
import { placesIn, readPathOf } from './read-places.ts';

/** Who set what the form read, handed in once it was asked for and is known. Paths are those of the params as they were read. */
export interface FieldBlame {
  /** Who set a value, with the way to that revision; nothing where nothing is stored. */
  mark(path: Path): ReactNode;
  /** For a cell: the number of the revision, and the same in words. */
  cellAt(path: Path): CellBlame | undefined;
}

export interface CellBlame {
  number: number;
  words: string;
}

const BlameContext = createContext<FieldBlame | undefined>(undefined);
export const BlameProvider = BlameContext.Provider;

const NearContext = createContext(true);
/** Whether a part of the form is near the view: elsewhere no marks are drawn, since marks beside thousands of fields slow every key. */
export const NearProvider = NearContext.Provider;

/** Where it is said who set a field; empty until that was asked for, and until the part that the field is in comes near the view. */
export function BlameSlot({ path, className }: { path: Path; className?: string | undefined }) {
  const read = useReadPath(path);
  const blame = use(BlameContext);
  const isNear = use(NearContext);
  const mark = blame && read && isNear ? blame.mark(read) : null;
  return mark ? <span className={className}>{mark}</span> : null;
}

/** Who set the value at a path of a draft, whose rows may stand elsewhere by now than where they were read; empty until that was asked for. */
export function DraftBlame({
  path,
  base,
  value,
  className,
}: {
  path: Path;
  base: JsonValue;
  value: JsonValue;
  className?: string | undefined;
}) {
  const blame = use(BlameContext);
  const read = blame ? readPathOf(path, base, value) : undefined;
  const mark = read && blame?.mark(read);
  return mark ? <span className={className}>{mark}</span> : null;
}

/** Blame of the cells of a table whose rows may stand elsewhere by now than where they were read; `undefined` unless it was asked for. */
export function useTableBlame(path: Path, base: JsonValue | undefined, rows: JsonArray) {
  const blame = use(BlameContext);
  const read = useReadPath(path);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a path is made anew at each drawing and says the same
  return useMemo(() => {
    if (!blame || !isArray(base) || !read) return undefined;
    const placeOf = placesIn(base, rows);
    const pathOf = (row: number, key: string): Path | undefined => {
      const place = placeOf(row);
      return place === undefined ? undefined : [...read, place, key];
    };
    return {
      cellAt: (row: number, key: string) => {
        const cell = pathOf(row, key);
        return cell && blame.cellAt(cell);
      },
      mark: (row: number, key: string) => {
        const cell = pathOf(row, key);
        return cell ? blame.mark(cell) : null;
      },
    };
  }, [blame, base, rows, read && toPointer(read)]);
}

export type TableBlame = NonNullable<ReturnType<typeof useTableBlame>>;
