import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { isArray, isNumber, type JsonValue, numberValue } from '../../contract/json/value.ts';
import { entityQueries } from '../api/entities.ts';
import { fileQueries } from '../api/files.ts';
import { ApiError } from '../api/http.ts';
import type { FieldKind } from '../fields/kinds.ts';
import { paths } from '../paths.ts';
import { Name } from '../ui/name.tsx';
import { Labelled } from './labelled.tsx';
import styles from './reference.module.css';
import { Value } from './value.tsx';
import { plainText } from './value-words.ts';

/** Ids of a list read by name; of a longer one what it holds. */
const MOST_NAMED = 12;

/** A stored value: chosen ones with what people see for them, numbers with their unit, ids of entities and files with the name of what they point at. */
export function NamedValue({
  option,
  unit,
  ...stored
}: StoredProps & {
  /** What the form calls it. */
  option: string | undefined;
  /** Of the field; left out where a heading has it. */
  unit?: string | undefined;
}) {
  const { value } = stored;
  const shown = <Named {...stored} />;
  const own = isArray(value) ? value.map(plainText).join(', ') : plainText(value);
  if (option !== undefined && option !== own) return <Labelled label={option}>{shown}</Labelled>;
  if (!unit || !isNumber(value)) return shown;
  return (
    <span>
      {shown} <span className={styles.unit}>{unit}</span>
    </span>
  );
}

interface StoredProps {
  /** Of the params that hold it. */
  workspaceId: number;
  value: JsonValue | undefined;
  kind: FieldKind;
  asColor?: boolean;
}

function Named({ workspaceId, value, kind, asColor = false }: StoredProps) {
  if (
    isArray(value) &&
    (kind === 'entities' || kind === 'files') &&
    value.length > 0 &&
    value.length <= MOST_NAMED
  )
    return (
      <span className={styles.list}>
        {value.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a place in a stored list
          <Reference key={index} workspaceId={workspaceId} value={item} kind={kind}>
            <Value value={item} />
          </Reference>
        ))}
      </span>
    );
  return (
    <Reference workspaceId={workspaceId} value={value} kind={kind}>
      <Value value={value} asColor={asColor} />
    </Reference>
  );
}

/** A stored id with the name of what it points at, read when drawn; anything else as `children`. */
export function Reference({
  workspaceId,
  value,
  kind,
  children,
}: {
  /** Of the params that hold it. */
  workspaceId: number;
  value: JsonValue | undefined;
  kind: FieldKind;
  children: ReactNode;
}) {
  const id = isNumber(value) ? numberValue(value) : Number.NaN;
  if (!Number.isSafeInteger(id) || id <= 0) return children;
  if (kind === 'entity' || kind === 'entities')
    return <EntityName {...{ workspaceId, id }}>{children}</EntityName>;
  if (kind === 'file' || kind === 'files') return <FileName {...{ workspaceId, id }}>{children}</FileName>;
  return children;
}

interface PlaceProps {
  workspaceId: number;
  id: number;
  children: ReactNode;
}

function EntityName({ workspaceId, id, children }: PlaceProps) {
  const client = useQueryClient();
  const { data, error } = useQuery({
    ...entityQueries.getEntityBrief(client, workspaceId, id),
    retry: false,
  });
  return (
    <span className={styles.reference}>
      {data ? (
        <Link to={paths.entity(workspaceId, id)}>
          <Name>{data.name}</Name>
        </Link>
      ) : null}
      <span className={styles.id}>{children}</span>
      {error ? <span className={styles.gone}>{explain(error, 'entity')}</span> : null}
    </span>
  );
}

function FileName({ workspaceId, id, children }: PlaceProps) {
  const { data, error } = useQuery(fileQueries.getFile(workspaceId, id));
  return (
    <span className={styles.reference}>
      {data ? <Name>{data.filename}</Name> : null}
      <span className={styles.id}>{children}</span>
      {error ? <span className={styles.gone}>{explain(error, 'file')}</span> : null}
    </span>
  );
}

function explain(error: Error, what: string): string {
  if (error instanceof ApiError && error.status === 403) return `no access to this ${what}`;
  if (error instanceof ApiError && error.status === 404) return `no such ${what} any more, or no access`;
  return `the ${what}'s name could not be read`;
}
