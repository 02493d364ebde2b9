import { MantineProvider } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import type { JobRun } from '../api/job-runs.ts';
import { RunOutcome } from './run-outcome.tsx';

it.each([
  [true, '{"data":"s3://kept/1"}', /could not be read from there\. This is what it gave/],
  [false, '{"data":"s3://kept/1"}', /is no data in groups and lines/],
  [false, '{"data":[]}', /^The result holds no data\.$/],
])('of a result kept elsewhere (%s) that is %s is said what it is', async (elsewhere, result, words) => {
  const run = { id: '1', state: 'done', label: 'Loads', elsewhere, result: readJson(result) };
  render(
    <MantineProvider>
      <RunOutcome run={run as JobRun} />
    </MantineProvider>,
  );
  expect(await screen.findByText(words)).toBeVisible();
  expect(document.body.textContent?.includes('s3://kept/1')).toBe(result.includes('s3:'));
});
