import { useMemo } from 'react';
import type { Entity } from '../../contract/entity.ts';
import type { JsonObject, JsonValue } from '../../contract/json/value.ts';
import type { FormLabels } from '../fields/form-labels.ts';
import type { FieldKind } from '../fields/kinds.ts';
import { type AcrossRow, outliers } from '../params/across.ts';
import { equalValues } from '../params/equal.ts';
import { type Path, readablePath } from '../params/path.ts';
import { formWords, unitOf } from '../revisions/form-words.ts';
import { kindsOf } from '../revisions/kind-at.ts';
import { NamedValue } from '../revisions/reference.tsx';
import { BoneRows } from '../ui/bone.tsx';
import { Empty, Failure } from '../ui/notice.tsx';
import styles from './several.module.css';
import { SeveralGrid } from './several-grid.tsx';
import { useAcross } from './use-across.ts';
import type { KnownForm } from './use-form-labels.ts';

/** Rows drawn at most; more are counted. */
const DRAWN = 300;
const NO_SETS: readonly string[] = [];

/** One of those that are compared. */
export interface Column {
  workspaceId: number;
  name: string;
  params: JsonObject;
}

/** The places that differ, in the order of the form where it is known. */
export function SeveralTable({
  columns,
  types,
  form,
  transposed,
}: {
  columns: readonly Column[];
  types: Entity['param_types'];
  form: KnownForm | undefined;
  transposed: boolean;
}) {
  const labels = form?.labels;
  const given = columns.map(({ params }) => params);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same params are the same comparison, whatever list holds them
  const sides = useMemo(() => given, given);
  const found = useAcross(sides, form?.sets ?? NO_SETS, DRAWN);
  if (columns.length < 2) return <Empty>Fewer than two of these have params to compare.</Empty>;
  if (found.state === 'pending') return <BoneRows count={8} label="Comparing" />;
  if (found.state === 'failed') return <Failure title="These could not be compared" error={found.error} />;
  const { count } = found.across;
  const shown = inFormOrder(found.across.rows, labels);
  if (count === 0) return <Empty>Params identical: nothing differs among these.</Empty>;
  const places = shown.map(({ side, path, tells }) => ({
    key: `${tells} ${side} ${path.join('/')}`,
    name: (
      <Place
        path={path}
        root={sides[side]}
        labels={labels}
        tells={tells}
        of={side > 0 ? columns[side]?.name : undefined}
      />
    ),
  }));
  // Two entities may have one name.
  const names = columns.map(({ name }, index) => ({ key: String(index), name: <bdi>{name}</bdi> }));
  const kindAt = kindsOf(types, labels);
  const marks = shown.map((row) => outliers(row.values));
  const cell = (line: number, column: number) => {
    const { path, tells, values } = shown[line] as AcrossRow;
    const value = values[column];
    const isValue = tells === 'value';
    return (
      <Cell
        key={`${line} ${column}`}
        workspaceId={columns[column]?.workspaceId ?? 0}
        kind={isValue ? kindAt(path, value) : 'text'}
        value={value}
        option={isValue ? labels?.optionLabel(path, value) : undefined}
        other={column > 0 && !alike(value, values[0])}
        out={marks[line]?.[column] ?? 0}
      />
    );
  };
  return (
    <>
      <p className={styles.quiet}>
        {`${count} place${count === 1 ? '' : 's'} differ${count === 1 ? 's' : ''}${count > DRAWN ? `, the first ${DRAWN} shown` : ''}. ▲ and ▼ stand far from the median of their place.`}
      </p>
      {transposed ? (
        <SeveralGrid corner="Compared" heads={places} lines={names} cell={(line, head) => cell(head, line)} />
      ) : (
        <SeveralGrid corner="Path" heads={names} lines={places} cell={cell} />
      )}
    </>
  );
}

function inFormOrder(rows: readonly AcrossRow[], labels: FormLabels | undefined): readonly AcrossRow[] {
  if (!labels) return rows;
  const orderOf = ({ path }: AcrossRow) => labels.fieldAt(path)?.order ?? Number.MAX_SAFE_INTEGER;
  return [...rows].sort((a, b) => orderOf(a) - orderOf(b));
}

function alike(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  return one === other || (one !== undefined && other !== undefined && equalValues(one, other));
}

/** What the form calls a place, with its unit, over where it is stored. */
function Place({
  path,
  root,
  labels,
  tells,
  of,
}: {
  path: Path;
  root: JsonObject | undefined;
  labels: FormLabels | undefined;
  tells: AcrossRow['tells'];
  /** In which of them it stands there, when not in the first. */
  of: string | undefined;
}) {
  const stored = readablePath(path, root);
  const name = formWords(labels, path, root);
  const unit = unitOf(labels, path);
  return (
    <>
      <bdi>{unit ? `${name ?? stored}, ${unit}` : (name ?? stored)}</bdi>
      {name === undefined || name === stored ? null : (
        <small>
          <bdi>{stored}</bdi>
        </small>
      )}
      {tells === 'value' ? null : <small>{tells === 'order' ? 'order' : 'where it stands'}</small>}
      {of === undefined ? null : (
        <small>
          in <bdi>{of}</bdi>
        </small>
      )}
    </>
  );
}

/** Text longer than this gets a wider column, or it would make a row as high as the page. */
const LONG = 40;

function Cell({
  workspaceId,
  kind,
  value,
  option,
  other,
  out,
}: {
  workspaceId: number;
  kind: FieldKind;
  value: JsonValue | undefined;
  /** What the form calls a stored choice. */
  option: string | undefined;
  other: boolean;
  out: -1 | 0 | 1;
}) {
  return (
    <td
      data-other={other || undefined}
      data-long={(typeof value === 'string' && value.length > LONG) || undefined}
    >
      <NamedValue workspaceId={workspaceId} value={value} kind={kind} option={option} />
      {out === 0 ? null : (
        <span className={styles.out}>
          <span aria-hidden="true">{out > 0 ? '▲' : '▼'}</span>
          <span className="vx-visually-hidden">
            {out > 0 ? ' far above the median' : ' far below the median'}
          </span>
        </span>
      )}
    </td>
  );
}
