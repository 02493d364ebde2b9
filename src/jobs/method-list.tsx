import { Button, NativeSelect } from '@mantine/core';
import {
  IconBadge3d,
  IconChartDots,
  IconClick,
  IconFileTypePdf,
  IconListDetails,
  IconMap2,
  IconPhoto,
  IconTable,
  IconWorldWww,
} from '@tabler/icons-react';
import type { Entity } from '../../contract/entity.ts';
import type { JobRun } from '../api/job-runs.ts';
import { useJobRuns } from '../api/use-jobs.ts';
import { RunStatus } from '../results/run-status.tsx';
import styles from './jobs-page.module.css';
import type { Method } from './methods.ts';

const ICONS: [RegExp, typeof IconTable][] = [
  [/table/, IconTable],
  [/plot/, IconChartDots],
  [/geojson|map/, IconMap2],
  [/geometry|ifc/, IconBadge3d],
  [/image|svg/, IconPhoto],
  [/pdf/, IconFileTypePdf],
  [/web/, IconWorldWww],
  [/data/, IconListDetails],
];

interface MethodListProps {
  workspaceId: number;
  entity: Entity;
  methods: readonly Method[];
  pending: boolean;
  error: Error | null;
  retry: () => void;
  chosen: string | undefined;
  onChoose: (method: string) => void;
}

const GROUPS = [
  { from: 'view', title: 'Views' },
  { from: 'button', title: 'Buttons' },
] as const;

/** What can be run, views before buttons, each with where its last run is; where there is no room beside the result, as one control above it. */
export function MethodList({
  workspaceId,
  entity,
  methods,
  pending,
  error,
  retry,
  chosen,
  onChoose,
}: MethodListProps) {
  const runs = useJobRuns();
  const lastOf = (method: string) =>
    runs.find(
      (run) =>
        run.method === method &&
        run.entityId === entity.id &&
        run.workspaceId === workspaceId &&
        run.of !== 'variant',
    );
  return (
    <nav className={styles.methods} aria-label="Methods">
      <NativeSelect
        className={styles.chooser}
        aria-label="Method"
        size="xs"
        value={chosen ?? ''}
        onChange={(event) => onChoose(event.currentTarget.value)}
        data={[
          ...(chosen === undefined ? [{ value: '', label: 'Choose a method' }] : []),
          ...GROUPS.map(({ from, title }) => ({
            group: title,
            items: methods
              .filter((method) => method.from === from)
              .map(({ method, label }) => ({ value: method, label })),
          })).filter(({ items }) => items.length > 0),
        ]}
      />
      {GROUPS.map(({ from, title }) => {
        const those = methods.filter((method) => method.from === from);
        if (those.length === 0) return null;
        return (
          <div key={from} className={styles.group}>
            <h2>{title}</h2>
            <ul>
              {those.map((method) => (
                <Item
                  key={method.method}
                  method={method}
                  run={lastOf(method.method)}
                  chosen={method.method === chosen}
                  onChoose={onChoose}
                />
              ))}
            </ul>
          </div>
        );
      })}
      {pending ? <p className={styles.hint}>Asking the app for the buttons of its form…</p> : null}
      {error ? (
        <p className={styles.hint}>
          {`Not all methods are known: ${error.message}`}{' '}
          <Button variant="subtle" onClick={retry}>
            Try again
          </Button>
        </p>
      ) : null}
    </nav>
  );
}

function Item({
  method,
  run,
  chosen,
  onChoose,
}: {
  method: Method;
  run: JobRun | undefined;
  chosen: boolean;
  onChoose: (method: string) => void;
}) {
  const Icon =
    method.from === 'button'
      ? IconClick
      : (ICONS.find(([kind]) => kind.test(method.kind))?.[1] ?? IconListDetails);
  return (
    <li>
      <button
        type="button"
        className={styles.method}
        aria-current={chosen || undefined}
        onClick={() => onChoose(method.method)}
      >
        <Icon size={16} stroke={1.6} aria-hidden="true" />
        <span className={styles.methodLabel}>{method.label}</span>
        {run ? <RunStatus run={run} /> : null}
      </button>
    </li>
  );
}
