import type { Page } from '@playwright/test';

/** Has every document of a page keep the durations of its long tasks, for {@link longTasks}. */
export async function noteLongTasks(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const kept = globalThis as unknown as { longTasks: number[] };
    kept.longTasks = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) kept.longTasks.push(Math.round(duration));
    }).observe({ entryTypes: ['longtask'] });
  });
}

/** Tasks that held the main thread for more than 50 ms since the last look, in ms. */
export async function longTasks(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const kept = globalThis as unknown as { longTasks: number[] };
    return kept.longTasks.splice(0);
  });
}

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Time of the thread itself, in microseconds. */
  tdur?: number;
  args?: { name?: string };
}

/** Tasks that took the main thread of a page more than 50 ms of its own time while `act` ran, in ms: a busy machine makes none longer. */
export async function ownLongTasks(page: Page, act: () => Promise<void>): Promise<number[]> {
  const browser = page.context().browser();
  if (!browser) return [];
  await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline'] });
  await act();
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const thread = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const mains = new Set(
    trace.traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(thread),
  );
  return trace.traceEvents
    .filter((event) => event.name === 'RunTask' && event.ph === 'X' && mains.has(thread(event)))
    .map(({ tdur = 0 }) => Math.round(tdur / 1000))
    .filter((time) => time > 50)
    .sort((a, b) => b - a);
}

/** What the page's JavaScript keeps once garbage is collected, in bytes; workers not counted. */
export async function retainedHeap(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}
