import { Button } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { JsonObject, JsonValue } from '../../contract/json.ts';
import type { EntityRevision } from '../../contract/revision.ts';
import { entityQueries } from '../api/entities.ts';
import type { FormLabels } from '../fields/form-labels.ts';
import { outliers } from '../params/across.ts';
import { equalValues } from '../params/equal.ts';
import { type Path, readablePath } from '../params/path.ts';
import { formWords, unitOf } from '../revisions/form-words.ts';
import { Value } from '../revisions/value.tsx';
import { BoneRows } from '../ui/bone.tsx';
import { Empty, Failure, Notice } from '../ui/notice.tsx';
import { Labelled } from './labelled.tsx';
import type { ManySide } from './many.ts';
import styles from './several.module.css';
import { SeveralGrid } from './several-grid.tsx';
import { useAcross } from './use-across.ts';

/** Rows drawn at most; more are counted. */
const DRAWN = 300;

interface Column {
  name: string;
  params: JsonObject | undefined;
}

/** Revisions and entities side by side: one table of the places that differ, what stands out of the numbers of a place marked. */
export function Several({
  sides,
  problems,
  revisions,
  total,
  labels,
  transposed,
  onTranspose,
  onClose,
}: {
  sides: readonly ManySide[];
  problems: readonly string[];
  /** Of the entity in view, newest first. */
  revisions: readonly EntityRevision[];
  total: number;
  /** The form's words, when it is known. */
  labels: FormLabels | undefined;
  transposed: boolean;
  onTranspose: () => void;
  onClose: () => void;
}) {
  const entities = sides.filter((side) => side.kind === 'entity');
  const reads = useQueries({
    queries: entities.map((side) => entityQueries.getEntity(side.workspaceId, side.entityId)),
  });
  const failed = reads.find((read) => read.error);
  const columns = sides.map((side): Column => {
    if (side.kind === 'entity') {
      const entity = reads[entities.indexOf(side)]?.data;
      return { name: entity?.name ?? `Entity ${side.entityId}`, params: entity?.properties ?? undefined };
    }
    const index = revisions.findIndex(({ id }) => id === side.id);
    const name = index < 0 ? `Revision id ${side.id}` : `Revision ${total - index}`;
    return { name, params: revisions[index]?.params ?? undefined };
  });
  const pending = reads.some((read) => read.isPending);
  const given = columns.filter(
    (column): column is Column & { params: JsonObject } => column.params !== undefined,
  );
  return (
    <section className={styles.page} aria-label="Changes">
      <div className={styles.bar}>
        <h2>{`${columns.length} compared`}</h2>
        <Button variant="default" size="compact-sm" aria-pressed={transposed} onClick={onTranspose}>
          Transpose
        </Button>
        <Button variant="default" size="compact-sm" onClick={onClose}>
          Back to two sides
        </Button>
      </div>
      {[...problems, ...(pending ? [] : missing(columns))].map((problem) => (
        <Notice key={problem} tone="warn">
          {problem}
        </Notice>
      ))}
      {failed ? (
        <Failure
          title="Some entities could not be read"
          error={failed.error}
          onRetry={() => void failed.refetch()}
        />
      ) : null}
      {pending ? (
        <BoneRows count={8} label="Reading what is compared" />
      ) : (
        <Table columns={given} labels={labels} transposed={transposed} />
      )}
    </section>
  );
}

function missing(columns: readonly Column[]): string[] {
  const names = columns.filter(({ params }) => params === undefined).map(({ name }) => name);
  return names.length === 0 ? [] : [`The server gives no params of ${names.join(', ')}: left out.`];
}

function Table({
  columns,
  labels,
  transposed,
}: {
  columns: readonly (Column & { params: JsonObject })[];
  labels: FormLabels | undefined;
  transposed: boolean;
}) {
  const given = columns.map(({ params }) => params);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same params are the same comparison, whatever list holds them
  const sides = useMemo(() => given, given);
  const found = useAcross(sides, DRAWN);
  if (columns.length < 2) return <Empty>Fewer than two of these have params to compare.</Empty>;
  if (found.state === 'pending') return <BoneRows count={8} label="Comparing" />;
  if (found.state === 'failed') return <Failure title="These could not be compared" error={found.error} />;
  const { count, rows: shown } = found.across;
  if (count === 0) return <Empty>Params identical: nothing differs among these.</Empty>;
  const places = shown.map(({ side, path }) => ({
    key: `${side} ${path.join('/')}`,
    name: <Place path={path} root={sides[side]} labels={labels} />,
  }));
  // Two entities may have one name.
  const names = columns.map(({ name }, index) => ({ key: String(index), name: <bdi>{name}</bdi> }));
  const marks = shown.map((row) => outliers(row.values));
  const cell = (row: number, column: number) => (
    <Cell
      key={`${row} ${column}`}
      value={shown[row]?.values[column]}
      option={labels?.optionLabel(shown[row]?.path ?? [], shown[row]?.values[column])}
      other={column > 0 && !alike(shown[row]?.values[column], shown[row]?.values[0])}
      out={marks[row]?.[column] ?? 0}
    />
  );
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

function alike(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  return one === other || (one !== undefined && other !== undefined && equalValues(one, other));
}

/** What the form calls a place, with its unit, over where it is stored. */
function Place({
  path,
  root,
  labels,
}: {
  path: Path;
  root: JsonObject | undefined;
  labels: FormLabels | undefined;
}) {
  const stored = readablePath(path, root);
  const name = formWords(labels, path, root);
  if (name === undefined || name === stored) return <bdi>{stored}</bdi>;
  const unit = unitOf(labels, path);
  return (
    <>
      <bdi>{unit ? `${name}, ${unit}` : name}</bdi>
      <small>
        <bdi>{stored}</bdi>
      </small>
    </>
  );
}

/** Text longer than this gets a wider column, or it would make a row as high as the page. */
const LONG = 40;

function Cell({
  value,
  option,
  other,
  out,
}: {
  value: JsonValue | undefined;
  /** What the form calls a stored choice. */
  option: string | undefined;
  other: boolean;
  out: -1 | 0 | 1;
}) {
  const shown = <Value value={value} />;
  return (
    <td
      data-other={other || undefined}
      data-long={(typeof value === 'string' && value.length > LONG) || undefined}
    >
      {option === undefined || option === value ? shown : <Labelled label={option}>{shown}</Labelled>}
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
