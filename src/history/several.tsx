import { Button } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import type { Entity } from '../../contract/entity.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import type { EntityRevision } from '../../contract/revision.ts';
import { entityQueries } from '../api/entities.ts';
import { BoneRows } from '../ui/bone.tsx';
import { Failure, Notice } from '../ui/notice.tsx';
import type { ManySide } from './many.ts';
import type { Rest } from './rest-offer.tsx';
import styles from './several.module.css';
import { type Column, SeveralTable } from './several-table.tsx';
import type { KnownForm } from './use-form-labels.ts';

/** `isUnread`: whether its params are among what is not read yet. */
type AskedColumn = Omit<Column, 'params'> & { params: JsonObject | undefined; isUnread: boolean };

/** Revisions and entities side by side: one table of the places that differ, what stands out of the numbers of a place marked. */
export function Several({
  workspaceId,
  sides,
  problems,
  revisions,
  total,
  rest,
  types,
  form,
  transposed,
  onTranspose,
  onClose,
}: {
  workspaceId: number;
  sides: readonly ManySide[];
  problems: readonly string[];
  /** Of the entity in view, newest first. */
  revisions: readonly EntityRevision[];
  total: number;
  /** Older ones that are not read yet; absent when all are here. */
  rest: Rest | undefined;
  /** Of the entity in view. */
  types: Entity['param_types'];
  /** Of the app, when it is known. */
  form: KnownForm | undefined;
  transposed: boolean;
  onTranspose: () => void;
  onClose: () => void;
}) {
  const entities = sides.filter((side) => side.kind === 'entity');
  const reads = useQueries({
    queries: entities.map((side) => entityQueries.getEntity(side.workspaceId, side.entityId)),
  });
  const failed = reads.find((read) => read.error);
  const columns = sides.map((side): AskedColumn => {
    if (side.kind === 'entity') {
      const { data: entity, isError } = reads[entities.indexOf(side)] as (typeof reads)[number];
      const name = entity?.name ?? `Entity ${side.entityId}`;
      const params = entity?.properties ?? undefined;
      return { workspaceId: side.workspaceId, name, params, isUnread: isError && !entity };
    }
    const index = revisions.findIndex(({ id }) => id === side.id);
    const name = index < 0 ? `Revision id ${side.id}` : `Revision ${total - index}`;
    const params = revisions[index]?.params ?? undefined;
    return { workspaceId, name, params, isUnread: index < 0 && rest !== undefined };
  });
  const older = columns.some(({ isUnread }, index) => isUnread && sides[index]?.kind === 'revision');
  const unread = older ? rest?.error : undefined;
  const pending = reads.some((read) => read.isPending) || (older && !unread);
  const given = columns.filter((column): column is AskedColumn & Column => column.params !== undefined);
  return (
    <section className={styles.page} aria-label="Changes" tabIndex={-1}>
      <div className={styles.bar}>
        <h2>{`${pending ? columns.length : given.length} compared`}</h2>
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
      {unread ? (
        <Failure title="The older revisions could not be read" error={unread} onRetry={rest?.readAll} />
      ) : null}
      {pending ? (
        <BoneRows count={8} label="Reading what is compared" />
      ) : given.length < 2 && columns.some(({ isUnread }) => isUnread) ? null : (
        <SeveralTable columns={given} types={types} form={form} transposed={transposed} />
      )}
    </section>
  );
}

function missing(columns: readonly AskedColumn[]): string[] {
  const names = columns
    .filter(({ params, isUnread }) => params === undefined && !isUnread)
    .map(({ name }) => name);
  return names.length === 0 ? [] : [`The server gives no params of ${names.join(', ')}: left out.`];
}
