/**
 * A comparison without its values, for the way from a worker: places and kinds only. The receiver holds both sides and puts the values
 * back, so that what was added comes back as the receiver's own value, with its memory of the text.
 */
import type { JsonArray, JsonValue } from '../../contract/json/value.ts';
import type {
  Comparison,
  Difference,
  Elsewhere,
  LeafDifference,
  ListDifference,
  MoveDifference,
  QuietNote,
  RowDifference,
  RowsDifference,
} from './comparison.ts';
import { getIn, type Path, removeIn } from './path.ts';

type WireLeaf = Omit<LeafDifference, 'left' | 'right'> & { without: readonly Path[] };
type WireMove = Omit<MoveDifference, 'left' | 'right'>;
/** Rows as columns of numbers: a table of 60,000 rows crosses in a millisecond. */
type WireList = (
  | Omit<RowsDifference, 'rows' | 'left' | 'right'>
  | Omit<ListDifference, 'rows' | 'left' | 'right'>
) & {
  kinds: Uint8Array;
  lefts: Int32Array;
  rights: Int32Array;
  blocks: Int32Array;
  cells: [number, WireDifference[]][];
  elsewhere: [number, Elsewhere][];
};
type WireDifference = WireLeaf | WireMove | WireList;

export interface WireComparison {
  differences: WireDifference[];
  /** `null` when the same as `differences`. */
  whole: WireDifference[] | null;
  counts: Comparison['counts'];
  hidden: Comparison['hidden'];
  quiet: Omit<QuietNote, 'left' | 'right'>[];
}

type Columns = [Int32Array, Int32Array, Int32Array];

const KINDS = ['same', 'added', 'removed', 'changed'] as const;

export function toWire(comparison: Comparison): WireComparison {
  const { differences, whole, counts, hidden, quiet } = comparison;
  return {
    differences: pack(differences, comparison),
    whole: whole === differences ? null : pack(whole, comparison),
    counts,
    hidden,
    quiet: quiet.map(({ note, path, leftPath }) => ({ note, path, leftPath })),
  };
}

function pack(differences: readonly Difference[], comparison: Comparison): WireDifference[] {
  return differences.map((difference): WireDifference => {
    if (difference.type === 'leaf') {
      const { left, right, ...rest } = difference;
      return { ...rest, without: goneAlong(difference, comparison) };
    }
    if (difference.type === 'move') {
      const { left, right, ...rest } = difference;
      return rest;
    }
    const { rows, left, right, ...rest } = difference;
    const kinds = new Uint8Array(rows.length);
    const [lefts, rights, blocks] = [0, 0, 0].map(() => new Int32Array(rows.length).fill(-1)) as Columns;
    const cells: [number, WireDifference[]][] = [];
    const elsewhere: [number, Elsewhere][] = [];
    for (let index = 0; index < rows.length; index++) {
      const row = rows[index] as RowDifference;
      kinds[index] = KINDS.indexOf(row.kind);
      if (row.leftIndex !== null) lefts[index] = row.leftIndex;
      if (row.rightIndex !== null) rights[index] = row.rightIndex;
      if (row.block !== null) blocks[index] = row.block;
      if (row.cells.length) cells.push([index, pack(row.cells, comparison)]);
      if (row.elsewhere) elsewhere.push([index, row.elsewhere]);
    }
    return { ...rest, kinds, lefts, rights, blocks, cells, elsewhere };
  });
}

/** What moved out of or into a group that came or went is not in its difference's value: where, from the group down. */
function goneAlong({ kind, path, leftPath }: LeafDifference, { whole }: Comparison): Path[] {
  if (kind === 'changed') return [];
  const at = kind === 'added' ? path : leftPath;
  return whole
    .filter((difference): difference is MoveDifference => difference.type === 'move')
    .map((move) => (kind === 'added' ? move.path : move.leftPath))
    .filter((moved) => moved.length > at.length && at.every((key, index) => key === moved[index]))
    .map((moved) => moved.slice(at.length));
}

/** The comparison of two values from what a worker sent about values equal to them. */
export function fromWire(wire: WireComparison, left: JsonValue, right: JsonValue): Comparison {
  const differences = unpack(wire.differences, left, right);
  return {
    left,
    right,
    differences,
    whole: wire.whole === null ? differences : unpack(wire.whole, left, right),
    counts: wire.counts,
    hidden: wire.hidden,
    quiet: wire.quiet.map((note) => ({
      ...note,
      left: getIn(left, note.leftPath) as JsonValue,
      right: getIn(right, note.path) as JsonValue,
    })),
  };
}

function unpack(wire: readonly WireDifference[], left: JsonValue, right: JsonValue): Difference[] {
  return wire.map((item): Difference => {
    if (item.type === 'leaf') {
      const { without, ...difference } = item;
      const made: LeafDifference = { ...difference };
      const valueIn = (root: JsonValue, path: Path): JsonValue =>
        without.reduce((value, inside) => removeIn(value, inside), getIn(root, path) as JsonValue);
      if (item.kind !== 'added') made.left = valueIn(left, item.leftPath);
      if (item.kind !== 'removed') made.right = valueIn(right, item.path);
      return made;
    }
    if (item.type === 'move')
      return {
        ...item,
        left: getIn(left, item.leftPath) as JsonValue,
        right: getIn(right, item.path) as JsonValue,
      };
    const { kinds, lefts, rights, blocks, cells, elsewhere, ...rest } = item;
    const rows = Array.from(kinds, (kind, index): RowDifference => {
      const [from, to, block] = [lefts[index] as number, rights[index] as number, blocks[index] as number];
      return {
        kind: KINDS[kind] as RowDifference['kind'],
        moved: block >= 0,
        block: block < 0 ? null : block,
        leftIndex: from < 0 ? null : from,
        rightIndex: to < 0 ? null : to,
        cells: [],
      };
    });
    for (const [index, packed] of cells) (rows[index] as RowDifference).cells = unpack(packed, left, right);
    for (const [index, place] of elsewhere) (rows[index] as RowDifference).elsewhere = place;
    return {
      ...rest,
      rows,
      left: getIn(left, item.leftPath) as JsonArray,
      right: getIn(right, item.path) as JsonArray,
    };
  });
}
