import { Button, CloseButton, TextInput } from '@mantine/core';
import { IconColumns3, IconFilter, IconSearch, IconX } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { EntityType } from '../../contract/entity-type.ts';
import { entityQueries } from '../api/entities.ts';
import { entityTypeQueries } from '../api/entity-types.ts';
import { serverMode } from '../api/session.ts';
import { pointersOf } from '../columns/column.ts';
import { ColumnPicker } from '../columns/column-picker.tsx';
import { CopyMenu } from '../copy/copy-menu.tsx';
import { curlOf, pythonOf, type Shown } from '../copy/copy-text.ts';
import { fromPointer } from '../params/path.ts';
import { paths } from '../paths.ts';
import { Name } from '../ui/name.tsx';
import { passFocus } from '../ui/pass-focus.ts';
import { useTyped } from '../ui/use-typed.ts';
import styles from './entities-page.module.css';
import { ExportMenu } from './export-menu.tsx';
import { conditionsOf } from './filter.ts';
import type { TableQuery } from './table-query.ts';
import { TypeMenu } from './type-menu.tsx';
import { firstRows, type Table } from './use-table.ts';

const PAUSE_MS = 150;

/** What the table is of, and how it is narrowed: words, types, filter, columns, and files to take along. */
export function TableBar({
  workspaceId: w,
  query,
  table,
  filtering,
  onFiltering,
  onChange,
  allClosed,
  onCloseAll,
}: {
  workspaceId: number;
  query: TableQuery;
  table: Table;
  filtering: boolean;
  onFiltering: (on: boolean) => void;
  onChange: (next: Partial<TableQuery>) => Promise<void>;
  allClosed: boolean;
  onCloseAll: (close: boolean) => void;
}) {
  const { data: types = [] } = useQuery(entityTypeQueries.getEntityTypes(w));
  const [picking, setPicking] = useState(false);
  const conditions = conditionsOf(query.filter).length;
  return (
    <div className={styles.bar}>
      <h1 className={styles.title}>Entities</h1>
      {query.parent !== null ? (
        <Scope workspaceId={w} parent={query.parent} onLeave={() => onChange({ parent: null })} />
      ) : null}
      <SearchNames value={query.search} onSearch={(search) => onChange({ search })} />
      <TypeMenu types={types} chosen={query.types} onChange={(chosen) => onChange({ types: chosen })} />
      <Button
        variant={filtering || conditions > 0 ? 'light' : 'subtle'}
        color={filtering || conditions > 0 ? 'blue' : 'gray'}
        leftSection={<IconFilter size={14} />}
        aria-expanded={filtering}
        onClick={() => onFiltering(!filtering)}
      >
        {conditions > 0 ? `Filter: ${conditions}` : 'Filter'}
      </Button>
      <Button
        variant="subtle"
        color="gray"
        leftSection={<IconColumns3 size={14} />}
        onClick={() => setPicking(true)}
      >
        Columns
      </Button>
      <Button variant="subtle" color="gray" component={Link} to={paths.search(w)}>
        Search values
      </Button>
      <ExportMenu workspaceId={w} table={table} />
      <CopyMenu
        items={() => {
          const shown = shownBy(query, types, table);
          const origin = serverMode() === 'embedded' ? window.location.origin : null;
          return [
            { label: 'Link', hint: 'to this table', text: () => window.location.href },
            {
              label: 'Python',
              hint: 'viktor.api_v1: these entities, unfiltered',
              text: () => pythonOf(w, shown),
            },
            {
              label: 'curl',
              hint: 'with $VIKTOR_TOKEN: these entities, unfiltered',
              text: () => curlOf(origin, w, shown),
            },
          ];
        }}
      />
      {query.group ? (
        <Button variant="subtle" color="gray" onClick={() => onCloseAll(!allClosed)}>
          {allClosed ? 'Open groups' : 'Close groups'}
        </Button>
      ) : null}
      <span className={styles.count} role="status">
        {countText(query, table)}
      </span>
      {picking ? (
        <ColumnPicker
          workspaceId={w}
          title="Columns of the table"
          rows={firstRows(table.store, 400)}
          types={query.types}
          chosen={table.columns.map(({ id }) => id)}
          onChange={(columns) => onChange({ columns })}
          onClose={() => setPicking(false)}
        />
      ) : null}
    </div>
  );
}

/** What a script would ask for to get these rows: the lists and the params, without what the page does to them. */
function shownBy(query: TableQuery, types: readonly EntityType[], table: Table): Shown {
  const chosen = query.types.length > 0 || query.parent !== null ? query.types : types.map(({ id }) => id);
  const named = chosen.flatMap((id) => {
    const type = types.find((candidate) => candidate.id === id);
    return type ? [{ id, className: type.class_name ?? type.name }] : [];
  });
  const pointers = pointersOf(table.columns).map((pointer) => fromPointer(pointer));
  if (query.parent === null) return { what: 'types', types: named, pointers };
  const classNames = named.map(({ className }) => className);
  return { what: 'inside', parent: query.parent === 'roots' ? null : query.parent, classNames, pointers };
}

/** How many rows, and over what they are put in order. */
function countText(query: TableQuery, { state, lines, arranged, local, sortedByServer }: Table): string {
  if (state.read === 0 && state.counting) return '';
  const all = `${state.counting ? 'at least ' : ''}${state.count.toLocaleString()}`;
  const entities = state.count === 1 ? 'entity' : 'entities';
  if (!local) return `${all} ${entities}${sortedByServer ? ', sorted by the server' : ''}`;
  const shown = arranged?.order.length ?? lines.length;
  const over = state.complete ? '' : `, over ${state.read.toLocaleString()} read`;
  const groups = arranged?.groups ? ` in ${arranged.groups.length.toLocaleString()} groups` : '';
  return conditionsOf(query.filter).length > 0
    ? `${shown.toLocaleString()} of ${all} ${entities}${groups}${over}`
    : `${all} ${entities}${groups}${over}`;
}

function SearchNames({ value, onSearch }: { value: string; onSearch: (text: string) => void }) {
  const { text, setText, tell } = useTyped(value, onSearch, PAUSE_MS);
  return (
    <TextInput
      className={styles.search}
      aria-label="Search names"
      placeholder="Search names"
      leftSection={<IconSearch size={14} />}
      rightSection={
        text ? (
          <CloseButton ref={passFocus} size="sm" aria-label="Clear search" onClick={() => setText('')} />
        ) : null
      }
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') tell();
      }}
    />
  );
}

function Scope({
  workspaceId: w,
  parent,
  onLeave,
}: {
  workspaceId: number;
  parent: number | 'roots';
  onLeave: () => void;
}) {
  const client = useQueryClient();
  const { data } = useQuery({
    ...entityQueries.getEntityBrief(client, w, typeof parent === 'number' ? parent : 0),
    enabled: typeof parent === 'number',
  });
  return (
    <span ref={passFocus} className={styles.scope}>
      {parent === 'roots' ? (
        'at the top'
      ) : (
        <>
          inside{' '}
          <Link to={paths.entity(w, parent)}>
            <Name>{data?.name ?? `entity ${parent}`}</Name>
          </Link>
        </>
      )}
      <CloseButton
        size="sm"
        icon={<IconX size={13} />}
        aria-label="Show all of the workspace"
        onClick={onLeave}
      />
    </span>
  );
}
