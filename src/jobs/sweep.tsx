import { Button, NativeSelect, TextInput } from '@mantine/core';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { JsonObject } from '../../contract/json/value.ts';
import { isNumber, numberText } from '../../contract/json/value.ts';
import { jobRunner } from '../api/job-runner.ts';
import { isFinal, type JobRun, runKey } from '../api/job-runs.ts';
import { useJobRuns } from '../api/use-jobs.ts';
import { DataTable } from '../results/data-table.tsx';
import { Empty, Notice } from '../ui/notice.tsx';
import { passFocus } from '../ui/pass-focus.ts';
import styles from './jobs-page.module.css';
import {
  type Output,
  outputAt,
  outputsOf,
  type Planned,
  planSweep,
  readValues,
  type SweepParam,
  sweepFigure,
  sweepParams,
  sweepTable,
} from './sweep-plan.ts';
import { useResultsOf } from './use-results-of.ts';

const Drawn = lazy(() => import('../results/plotly-part.tsx').then((module) => ({ default: module.Drawn })));

interface What {
  workspaceId: number;
  entityId: number;
  entityName: string;
  method: string;
  label: string;
  session: string | undefined;
}

/** Runs a method over values of one or two params. Nothing is saved: each run gets its own set of params. */
export function Sweep({
  what,
  params,
  paramsKey,
  of,
  timeout,
}: {
  what: What;
  params: JsonObject;
  /** Of equal params the same. */
  paramsKey: string;
  of: 'saved' | 'draft';
  timeout: number;
}) {
  const choices = useMemo(() => sweepParams(params), [params]);
  const [started, setStarted] = useState<{ planned: Planned; paramsKey: string; of: string } | null>(null);
  if (choices.length === 0) return <Empty>There is no number in the params to vary.</Empty>;
  const start = (plan: Planned) => {
    for (const variant of plan.variants)
      jobRunner.run({ ...what, params: variant.params, of: 'variant', note: variant.note, timeout });
    setStarted({ planned: plan, paramsKey, of: of === 'draft' ? 'the unsaved params' : 'the saved params' });
  };
  return (
    <div className={styles.beside}>
      <SweepForm choices={choices} params={params} onStart={start} />
      {started && started.paramsKey !== paramsKey ? (
        <Notice tone="warn">{`This sweep is of ${started.of} as they were when it was started.`}</Notice>
      ) : null}
      {started ? <Outcome what={what} planned={started.planned} /> : null}
    </div>
  );
}

function SweepForm({
  choices,
  params,
  onStart,
}: {
  choices: readonly SweepParam[];
  params: JsonObject;
  onStart: (plan: Planned) => void;
}) {
  const [rows, setRows] = useState([{ at: 0, text: '' }]);
  const [problem, setProblem] = useState<string | null>(null);
  const change = (index: number, to: Partial<{ at: number; text: string }>) =>
    setRows((now) => now.map((row, at) => (at === index ? { ...row, ...to } : row)));
  const start = () => {
    try {
      const swept = rows.map(({ at, text }) => ({
        param: choices[at] as SweepParam,
        values: readValues(text),
      }));
      if (swept.length === 2 && swept[0]?.param === swept[1]?.param)
        throw new Error('Choose two different params.');
      setProblem(null);
      onStart({ names: swept.map(({ param }) => param.label), variants: planSweep(params, swept) });
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <form
      aria-label="Sweep"
      className={styles.beside}
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: first and second param
        <div key={index} className={styles.form}>
          <NativeSelect
            label={index === 0 ? 'Param' : 'Second param'}
            size="xs"
            data={choices.map(({ label, value }, at) => ({
              value: String(at),
              label: `${label} = ${isNumber(value) ? numberText(value) : ''}`,
            }))}
            value={String(row.at)}
            onChange={(event) => change(index, { at: Number(event.currentTarget.value) })}
          />
          <TextInput
            label={index === 0 ? 'Values' : 'Second values'}
            placeholder="1, 2.5, 4 or 1 to 3 step 0.5"
            value={row.text}
            onChange={(event) => change(index, { text: event.currentTarget.value })}
          />
          {index === 0 ? (
            <>
              <Button type="submit">Run sweep</Button>
              <Button
                variant="subtle"
                onClick={() =>
                  setRows((now) =>
                    now.length === 1
                      ? [...now, { at: Math.min(1, choices.length - 1), text: '' }]
                      : now.slice(0, 1),
                  )
                }
              >
                {rows.length === 1 ? 'Vary a second param' : 'Vary one param only'}
              </Button>
            </>
          ) : null}
        </div>
      ))}
      {problem ? <Notice tone="bad">{problem}</Notice> : null}
    </form>
  );
}

function Outcome({ what, planned }: { what: What; planned: Planned }) {
  const all = useJobRuns();
  const keys = useMemo(
    () => planned.variants.map(({ params }) => runKey({ ...what, params })),
    [what, planned],
  );
  const runs = keys.map((key) => all.find((run) => run.key === key));
  useResultsOf(runs);
  const outputs = outputsOf(runs);
  const [chosen, setChosen] = useState<string | null>(null);
  const output = outputs.find(({ id }) => id === chosen) ?? outputs[0];
  const figure = useFigure(planned, runs, output);
  const open = runs.filter((run): run is JobRun => run !== undefined && !isFinal(run));
  const ended = runs.filter((run) => run !== undefined && isFinal(run));
  const useless = ended.filter((run) => run?.state !== 'done').length;
  return (
    <>
      <div className={styles.sweep}>
        <span role="status">
          {`${ended.length} of ${runs.length} runs ended${useless > 0 ? `, ${useless} without a result` : ''}`}
        </span>
        {open.length > 0 ? (
          <Button
            ref={passFocus}
            variant="default"
            onClick={() => {
              for (const run of open) void jobRunner.cancel(run.id);
            }}
          >
            Cancel the rest
          </Button>
        ) : null}
        {outputs.length > 1 ? (
          <NativeSelect
            aria-label="Drawn value"
            size="xs"
            data={outputs.map(({ id, label }) => ({ value: id, label }))}
            value={output?.id ?? ''}
            onChange={(event) => setChosen(event.currentTarget.value)}
          />
        ) : null}
      </div>
      {output && figure && ended.length > 1 ? (
        <Suspense fallback={null}>
          <Drawn figure={figure} label={`${output.label} over ${planned.names[0]}`} />
        </Suspense>
      ) : null}
      <DataTable table={sweepTable(planned.names, planned.variants, runs, outputs)} label="Sweep" />
      <p className={styles.hint}>
        This table goes when you leave the page. Its runs stay under Jobs: the same sweep shows what they
        gave, and computes none of it again.
      </p>
    </>
  );
}

/** The figure of a sweep: another one only when one of its values is another. Runs tell of much else, such as how far they are. */
function useFigure(planned: Planned, runs: readonly (JobRun | undefined)[], output: Output | undefined) {
  const values = JSON.stringify(output ? runs.map((run) => outputAt(run, output.id) ?? null) : []);
  const [id, label] = [output?.id, output?.label ?? ''];
  return useMemo(
    () => (id === undefined ? undefined : sweepFigure(planned, JSON.parse(values), label)),
    [planned, values, id, label],
  );
}
