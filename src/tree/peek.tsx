import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Entity } from '../../contract/entity.ts';
import { isContainer, isNumber, type JsonObject, numberText } from '../../contract/json/value.ts';
import { entityQueries } from '../api/entities.ts';
import { entityTypeQueries } from '../api/entity-types.ts';
import { personName, userQueries } from '../api/users.ts';
import { Name } from '../ui/name.tsx';
import { Time } from '../ui/time.tsx';
import styles from './peek.module.css';

/** Params that are shown at most. */
const MOST = 6;
/** Lines that fit: none is cut in half. */
const FITTING = 9;
const REST_MS = 150;

/** What an entity holds, beside its row: last change, summary, the first params. The keyboard stays in the tree. */
export function Peek({
  workspaceId: w,
  entity: known,
  top,
  onPointerEnter,
  onPointerLeave,
}: {
  workspaceId: number;
  entity: Entity;
  top: number;
  onPointerEnter: () => void;
  onPointerLeave: () => void;
}) {
  // Not while somebody only passes by with the arrow keys.
  const [rested, setRested] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setRested(true), REST_MS);
    return () => clearTimeout(timer);
  }, []);
  const detail = useQuery({ ...entityQueries.getEntity(w, known.id), enabled: rested });
  const { data: types } = useQuery(entityTypeQueries.getEntityTypes(w));
  const { data: users } = useQuery({ ...userQueries.getWorkspaceUsers(w), enabled: false });
  const entity = detail.data ?? known;
  const by = personName(entity.last_updated_by, users);
  const type = types?.find(({ id }) => id === entity.entity_type)?.name ?? entity.entity_type_name;
  return (
    <section
      className={styles.peek}
      aria-label={`Peek at ${entity.name}`}
      style={{ top }}
      onPointerEnter={onPointerEnter}
      onPointerLeave={onPointerLeave}
    >
      <strong className={styles.name}>
        <Name>{entity.name}</Name>
      </strong>
      <div className={styles.line}>
        {type ?? `Type ${entity.entity_type}`} · <code>{entity.id}</code> · changed{' '}
        <Time value={entity.updated_at} />
        {by ? ` by ${by}` : ''}
        {entity.locked ? ' · locked' : ''}
      </div>
      <div aria-live="polite">
        {detail.error ? (
          <p className={styles.line}>The params could not be read: {detail.error.message}</p>
        ) : detail.isPending ? (
          <p className={styles.line}>Reading…</p>
        ) : (
          <Facts entity={entity} />
        )}
      </div>
    </section>
  );
}

function Facts({ entity }: { entity: Entity }) {
  const lines = [...summaryLines(entity), ...paramLines(entity.properties)].slice(0, FITTING);
  if (lines.length === 0) return <p className={styles.line}>{nothingWords(entity.properties)}</p>;
  return (
    <dl className={styles.facts}>
      {lines.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function nothingWords(params: JsonObject | null | undefined): string {
  if (!params) return 'No summary, and the server gives no params.';
  if (params.size > 0) return 'No summary, and no single values: its params are tables, lists or empty.';
  return 'No summary and no params.';
}

const spelled = (value: unknown): string => (isNumber(value) ? numberText(value) : String(value));

function summaryLines({ summary }: Entity): [string, string][] {
  if (!summary || typeof summary === 'string') return summary ? [['Summary', summary]] : [];
  return Object.entries(summary).flatMap(([key, item]): [string, string][] => {
    const { label, value, prefix, suffix } = (item ?? {}) as Record<string, unknown>;
    if (value === null || value === undefined || typeof value === 'object' ? !isNumber(value) : false)
      return [];
    return [[String(label || key), [prefix, spelled(value), suffix].filter(Boolean).join(' ')]];
  });
}

function paramLines(params: JsonObject | null | undefined): [string, string][] {
  const lines: [string, string][] = [];
  const walk = (object: JsonObject, above: string) => {
    for (const [key, value] of object) {
      if (lines.length >= MOST) return;
      if (value instanceof Map) walk(value, `${above}${key} › `);
      else if (!isContainer(value) && value !== null) lines.push([above + key, spelled(value)]);
    }
  };
  if (params) walk(params, '');
  return lines;
}
