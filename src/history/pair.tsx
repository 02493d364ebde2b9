import { createContext, type ReactNode, use } from 'react';
import { isArray, isObject, type JsonValue } from '../../contract/json/value.ts';
import { colorHex } from '../fields/colors.ts';
import type { FieldKind } from '../fields/kinds.ts';
import type { LeafDifference } from '../params/comparison.ts';
import { isColor, isPoint } from '../params/equal.ts';
import { numberChange } from '../params/numbers.ts';
import type { Path } from '../params/path.ts';
import { looksLikeNoText } from '../params/value-in-words.ts';
import { unitOf } from '../revisions/form-words.ts';
import { NAMING } from '../revisions/kind-at.ts';
import { NamedValue } from '../revisions/reference.tsx';
import { Value } from '../revisions/value.tsx';
import { daysBetween } from '../revisions/value-words.ts';
import { degreesOf, metresBetween, sizeText } from './geo.ts';
import styles from './pair.module.css';
import { useReview } from './review.ts';
import { TextPair } from './text-pair.tsx';

/** A longer one tells less than the two values beside it. */
const LONGEST_PERCENT = 9;

interface Parts {
  old: ReactNode;
  now: ReactNode;
  delta: ReactNode;
}

/** Old, new and how much, each drawn as the kind of value asks, handed to whoever places them. */
export function Pair({
  difference,
  children,
}: {
  difference: LeafDifference;
  children: (parts: Parts) => ReactNode;
}) {
  const { workspaces, kindAt, labels } = useReview();
  const { left, right, path } = difference;
  const kind = kindAt(path, right ?? left);
  const asColor = kind === 'color' || isHexPair(left, right);
  if (typeof left === 'string' && typeof right === 'string' && !asColor) {
    const days = daysBetween(left, right);
    if (days !== undefined)
      return children({ old: <Value value={left} />, now: <Value value={right} />, delta: daysText(days) });
    if (labels?.fieldAt(path)?.spec.choices === undefined)
      return <TextPair left={left} right={right} render={children} />;
  }
  const unit = unitOf(labels, path);
  const side = (value: JsonValue | undefined, other: JsonValue | undefined, workspaceId: number) => {
    const option = labels?.optionLabel(path, value);
    const drawn = <Side {...{ workspaceId, value, kind, asColor, unit, option }} />;
    return option === undefined && !NAMING.has(kind) && isOnlyQuoted(value, other) ? <>“{drawn}”</> : drawn;
  };
  return children({
    old: side(left, right, workspaces.left),
    now: side(right, left, workspaces.right),
    delta: <Delta difference={difference} kind={kind} />,
  });
}

/** One stored value as its field asks: an option by its label, ids with names, its unit behind it. */
export function StoredValue({ path, value, side }: { path: Path; value: JsonValue; side: 'left' | 'right' }) {
  const { workspaces, kindAt, labels } = useReview();
  const kind = kindAt(path, value);
  return (
    <Side
      workspaceId={workspaces[side]}
      value={value}
      kind={kind}
      asColor={kind === 'color'}
      unit={unitOf(labels, path)}
      option={labels?.optionLabel(path, value)}
    />
  );
}

/** The same in the room of a table's cell: old over new. */
export function PairInCell({ difference }: { difference: LeafDifference }) {
  return (
    <PlaceContext value={IN_CELL}>
      <Pair difference={difference}>
        {({ old, now, delta }) => (
          <span className={styles.cell}>
            <del className={styles.old}>
              <span className="vx-visually-hidden">old: </span>
              {old}
            </del>
            <ins className={styles.new}>
              <span className="vx-visually-hidden">new: </span>
              {now}
            </ins>
            {delta ? <span className={styles.delta}>{delta}</span> : null}
          </span>
        )}
      </Pair>
    </PlaceContext>
  );
}

function Side({
  workspaceId,
  value,
  kind,
  asColor,
  unit,
  option,
}: {
  workspaceId: number;
  value: JsonValue | undefined;
  kind: FieldKind;
  asColor: boolean;
  unit: string | undefined;
  option: string | undefined;
}) {
  const { inCell } = use(PlaceContext);
  return <NamedValue {...{ workspaceId, value, kind, asColor, option }} unit={inCell ? undefined : unit} />;
}

/** In a table the column's heading has the unit. */
const PlaceContext = createContext({ inCell: false });
const IN_CELL = { inCell: true };

/** Whether a value is a text that reads like what stands beside it and is none. */
function isOnlyQuoted(value: JsonValue | undefined, other: JsonValue | undefined): boolean {
  return (
    typeof value === 'string' && other !== undefined && typeof other !== 'string' && looksLikeNoText(value)
  );
}

function isHexPair(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  return [left, right].every((side) => typeof side === 'string' && /^#[0-9a-f]{6}$/i.test(side));
}

function daysText(days: number): string {
  const size = Math.abs(days);
  return `${size} day${size === 1 ? '' : 's'} ${days < 0 ? 'earlier' : 'later'}`;
}

function Delta({ difference: { left, right, path }, kind }: { difference: LeafDifference; kind: FieldKind }) {
  const { isExchanged } = useReview();
  if (isPoint(left) && isPoint(right)) {
    const [a, b] = [degreesOf(left), degreesOf(right)];
    return a && b ? `moved ${sizeText(metresBetween(a, b))} m` : null;
  }
  if (NAMING.has(kind)) return presence(left, right);
  const hex = colorHex(left);
  if ((kind === 'color' || isColor(left) || isColor(right)) && hex !== undefined && hex === colorHex(right))
    return 'same colour, stored otherwise';
  const change = numberChange(left, right);
  if (!change) return presence(left, right);
  return (
    <span className={styles.numbers}>
      <span>{change.delta}</span>
      {change.percent && change.percent.length <= LONGEST_PERCENT ? <span>{change.percent}</span> : null}
      {change.slip && !isExchanged(path) ? (
        <span className={styles.slip} title={`The factor between ${change.slip.units}`}>
          {change.slip.factor}, a unit?
        </span>
      ) : null}
    </span>
  );
}

/** Not stored, null and empty look alike on a form: said, as they differ in what is stored. */
function presence(left: JsonValue | undefined, right: JsonValue | undefined): ReactNode {
  const empty = (value: JsonValue | undefined) =>
    value === undefined ||
    value === null ||
    value === '' ||
    (isArray(value) && value.length === 0) ||
    (isObject(value) && value.size === 0);
  if (!empty(left) || !empty(right)) return null;
  if (left === undefined) return 'stored now, and empty';
  return right === undefined ? 'was empty, is not stored now' : 'both empty';
}
