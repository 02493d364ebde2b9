import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { Entity } from '../../contract/entity.ts';
import type { EntityType } from '../../contract/entity-type.ts';
import { withValues } from '../api/entity-pages.ts';
import { useReasons } from '../api/use-reasons.ts';
import { ask } from '../ask.ts';
import { summaryKeys } from '../columns/column.ts';
import { ColumnPicker } from '../columns/column-picker.tsx';
import { readSummary } from '../columns/summary.ts';
import { paths } from '../paths.ts';
import { BoneRows } from '../ui/bone.tsx';
import button from '../ui/button.module.css';
import { Name } from '../ui/name.tsx';
import { Empty, Failure } from '../ui/notice.tsx';
import { SortButton } from '../ui/sort-button.tsx';
import { Time } from '../ui/time.tsx';
import { TypeIcon } from '../ui/type-icon.tsx';
import styles from './children.module.css';
import { useChildrenColumns } from './children-columns.ts';
import { ChosenChildren } from './chosen-children.tsx';
import { SORTS, type Sort, serverSort, useChildren } from './use-children.ts';

/** How many summary columns a table of children shows at most. */
const MOST_COLUMNS = 5;

/** What is inside an entity, as a table: page and order are in the URL. */
export function Children({
  workspaceId,
  entity,
  types,
}: {
  workspaceId: number;
  entity: Entity;
  types: readonly EntityType[];
}) {
  const [search, setSearch] = useSearchParams();
  const sort = SORTS.find((known) => known === search.get('sort')) ?? null;
  const page = Math.max(0, Math.floor(Number(search.get('page') ?? 1) || 1) - 1);
  const children = useChildren(workspaceId, entity, page, sort);
  const show = (changes: Record<string, string | null>) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(changes))
          if (value === null) next.delete(name);
          else next.set(name, value);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  const [chosen, choose] = useChildrenColumns(workspaceId, entity.entity_type);
  const [picking, setPicking] = useState(false);
  const reason = useReasons(workspaceId)(entity, 'create');
  const headingId = useId();
  return (
    <section aria-labelledby={headingId} aria-busy={children.fetching || undefined}>
      <h2 id={headingId}>
        Children
        {children.count === undefined ? null : (
          <span className={styles.count}>{children.count.toLocaleString()}</span>
        )}
        {children.count ? (
          <span className={styles.asTable}>
            <button type="button" className={button.quiet} onClick={() => setPicking(true)}>
              Columns
            </button>
            <Link to={paths.entities(workspaceId, tableOf(entity.id, chosen))}>Open as a table</Link>
          </span>
        ) : null}
      </h2>
      {children.error && !children.entities ? (
        <Failure title="The children could not be read" error={children.error} onRetry={children.refetch} />
      ) : children.count === 0 ? (
        <Empty
          action={
            reason === null ? (
              <Button
                variant="default"
                leftSection={<IconPlus size={15} />}
                onClick={() => ask({ workspaceId, action: 'create', entity })}
              >
                New entity
              </Button>
            ) : undefined
          }
        >
          Nothing is inside this entity yet.
        </Empty>
      ) : children.entities ? (
        <>
          {chosen.length > 0 ? (
            <ChosenChildren
              workspaceId={workspaceId}
              parent={entity.id}
              entities={children.entities}
              page={{
                offset: page * children.pageSize,
                limit: children.pageSize,
                ...(children.sortedByServer && sort ? { sort: serverSort(sort) } : {}),
              }}
              chosen={chosen}
            />
          ) : (
            <ChildrenTable
              workspaceId={workspaceId}
              entities={children.entities}
              types={types}
              sort={sort}
              onSort={(next) => show({ sort: next, page: null })}
            />
          )}
          <Pager
            page={page}
            pageSize={children.pageSize}
            count={children.count ?? 0}
            onPage={(next) => show({ page: next === 0 ? null : String(next + 1) })}
          />
        </>
      ) : (
        <BoneRows count={8} label="Loading the children" />
      )}
      {picking && children.entities ? (
        <ColumnPicker
          workspaceId={workspaceId}
          title="Columns of the children"
          rows={children.entities.map((child) => withValues(child))}
          types={[]}
          chosen={chosen.length > 0 ? chosen : ownChoice(children.entities)}
          onChange={choose}
          onClose={() => setPicking(false)}
        />
      ) : null}
    </section>
  );
}

/** What the big table shows of the same: its columns go along. */
function tableOf(parent: number, chosen: readonly string[]): string {
  const params = new URLSearchParams({ parent: String(parent) });
  for (const id of chosen) params.append('column', id);
  return params.toString();
}

/** The columns that are shown while none were chosen. */
function ownChoice(entities: readonly Entity[]): string[] {
  const mixed = new Set(entities.map((entity) => entity.entity_type)).size > 1;
  const keys = summaryKeys(entities.map((entity) => withValues(entity))).slice(0, MOST_COLUMNS);
  return ['name', ...(mixed ? ['type'] : []), ...keys.map((key) => `summary:${key}`), 'updated_at'];
}

function ChildrenTable({
  workspaceId,
  entities,
  types,
  sort,
  onSort,
}: {
  workspaceId: number;
  entities: readonly Entity[];
  types: readonly EntityType[];
  sort: Sort | null;
  onSort: (sort: Sort | null) => void;
}) {
  const typeOf = (id: number) => types.find((type) => type.id === id);
  const mixed = new Set(entities.map((entity) => entity.entity_type)).size > 1;
  const rows = entities.map((entity) => ({ entity, summary: readSummary(entity) }));
  const columns = [
    ...new Map(rows.flatMap(({ summary }) => summary.lines.map((line) => [line.key, line.label] as const))),
  ].slice(0, MOST_COLUMNS);
  const numeric = new Set(
    columns
      .map(([key]) => key)
      .filter((key) => {
        const lines = rows.flatMap(({ summary }) => summary.lines.filter((line) => line.key === key));
        return lines.some((line) => line.number) && lines.every((line) => line.number || line.text === null);
      }),
  );
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label="Children">
        <thead>
          <tr>
            <SortHead label="Name" member="name" sort={sort} onSort={onSort} />
            {mixed ? <th scope="col">Type</th> : null}
            {columns.map(([key, label]) => (
              <th key={key} scope="col" className={numeric.has(key) ? styles.number : undefined}>
                {label}
              </th>
            ))}
            <SortHead label="Changed" member="updated_at" sort={sort} onSort={onSort} />
          </tr>
        </thead>
        <tbody>
          {rows.map(({ entity, summary }) => (
            <tr key={entity.id}>
              <th scope="row">
                <Link to={paths.entity(workspaceId, entity.id)}>
                  <TypeIcon
                    typeId={entity.entity_type}
                    name={entity.entity_type_name}
                    isFile={typeOf(entity.entity_type)?.is_file}
                  />
                  <Name>{entity.name}</Name>
                </Link>
              </th>
              {mixed ? <td>{typeOf(entity.entity_type)?.name ?? entity.entity_type_name}</td> : null}
              {columns.map(([key], index) => {
                const line = summary.lines.find((candidate) => candidate.key === key);
                return (
                  <td
                    key={key}
                    className={numeric.has(key) ? styles.number : undefined}
                    title={
                      line?.text !== line?.short || (line?.text?.length ?? 0) > 30
                        ? (line?.text ?? undefined)
                        : undefined
                    }
                  >
                    {line?.short ?? (
                      <span className={styles.quiet}>
                        {index === 0 && summary.lines.length === 0 && summary.note ? summary.note : '–'}
                      </span>
                    )}
                  </td>
                );
              })}
              <td className={styles.time}>
                <Time value={entity.updated_at} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Sorts up, then down, then in the server's own order again. */
function SortHead({
  label,
  member,
  sort,
  onSort,
}: {
  label: string;
  member: 'name' | 'updated_at';
  sort: Sort | null;
  onSort: (sort: Sort | null) => void;
}) {
  const order = sort === member ? 'ascending' : sort === `-${member}` ? 'descending' : undefined;
  const next = { ascending: `-${member}`, descending: null } as const;
  return (
    <th scope="col" aria-sort={order ?? 'none'}>
      <SortButton label={label} order={order} onClick={() => onSort(order ? next[order] : member)} />
    </th>
  );
}

function Pager({
  page,
  pageSize,
  count,
  onPage,
}: {
  page: number;
  pageSize: number;
  count: number;
  onPage: (page: number) => void;
}) {
  const last = Math.max(0, Math.ceil(count / pageSize) - 1);
  if (last === 0 && page === 0) return null;
  const [from, to] = [page * pageSize + 1, Math.min(count, (page + 1) * pageSize)];
  return (
    <nav className={styles.pager} aria-label="Pages of children">
      <span>
        {from <= count ? `${from.toLocaleString()}–${to.toLocaleString()}` : 'Nothing on this page'} of{' '}
        {count.toLocaleString()}
      </span>
      <Button variant="default" disabled={page === 0} onClick={() => onPage(Math.min(page - 1, last))}>
        Previous page
      </Button>
      <Button variant="default" disabled={page >= last} onClick={() => onPage(page + 1)}>
        Next page
      </Button>
    </nav>
  );
}
