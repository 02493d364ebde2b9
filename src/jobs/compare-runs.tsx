import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { jobRunner } from '../api/job-runner.ts';
import type { JobRun } from '../api/job-runs.ts';
import { ComparedResult } from '../results/compared-result.tsx';
import type { ResultContext } from '../results/part.ts';
import { BoneRows } from '../ui/bone.tsx';
import { Empty, Notice } from '../ui/notice.tsx';
import styles from './jobs-page.module.css';
import { useResultsOf } from './use-results-of.ts';

/** Two runs of one method with different params, beside each other. Nothing is computed for it that was not. */
export function CompareRuns({ runs, current }: { runs: readonly JobRun[]; current: JobRun | undefined }) {
  const done = runs.filter(({ state }) => state === 'done');
  const [ids, setIds] = useState<[string, string] | null>(null);
  if (done.length < 2)
    return (
      <Empty>
        Results of two sets of params are compared: run the method with the saved params and with your unsaved
        ones, or sweep a param.
      </Empty>
    );
  const right = done.find(({ id }) => id === (ids?.[1] ?? current?.id)) ?? (done[0] as JobRun);
  const left =
    done.find(({ id }) => id === ids?.[0] && id !== right.id) ??
    (done.find(({ id }) => id !== right.id) as JobRun);
  const options = done.map((run) => ({ value: run.id, label: runName(run) }));
  return (
    <div className={styles.beside}>
      <div className={styles.form}>
        <NativeSelect
          label="Before"
          size="xs"
          data={options}
          value={left.id}
          onChange={(event) => setIds([event.currentTarget.value, right.id])}
        />
        <NativeSelect
          label="After"
          size="xs"
          data={options}
          value={right.id}
          onChange={(event) => setIds([left.id, event.currentTarget.value])}
        />
      </div>
      <Compared key={`${left.id} ${right.id}`} left={left} right={right} />
    </div>
  );
}

function Compared({ left, right }: { left: JobRun; right: JobRun }) {
  useResultsOf([left, right]);
  const trouble = left.trouble ?? right.trouble;
  if (left.result === undefined || right.result === undefined)
    return trouble ? (
      <Notice tone="warn">{trouble}</Notice>
    ) : (
      <BoneRows count={6} label="Loading the results" />
    );
  return <ComparedResult left={sideOf(left)} right={sideOf(right)} />;
}

function sideOf(run: JobRun) {
  const context: ResultContext = {
    workspaceId: run.workspaceId,
    entityId: run.entityId,
    label: run.label,
    params: run.params,
    renew: () => jobRunner.renew(run.id),
  };
  return { name: runName(run), result: run.result ?? null, context };
}

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** `Saved params, 14:02:11`; of a variant what makes it one. */
function runName(run: JobRun): string {
  const of = run.of === 'variant' ? run.note : run.of === 'draft' ? 'Unsaved params' : 'Saved params';
  return `${of}, ${clock.format(run.askedAt)}`;
}
