import type { Page } from '@playwright/test';

const EVERY_MS = 1000 / 30;
const WARM_UP = 8;

/** Holds ArrowDown down for `presses` repeats, 30 a second. Returns what the page's main thread did for one of them, painting included, in ms. */
export async function holdArrowDown(page: Page, presses: number): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const taskSeconds = async () =>
    (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')
      ?.value ?? Number.NaN;
  const press = async (times: number) => {
    const from = performance.now();
    for (let at = 1; at <= times; at++) {
      await session.send('Input.dispatchKeyEvent', {
        type: 'rawKeyDown',
        key: 'ArrowDown',
        code: 'ArrowDown',
        windowsVirtualKeyCode: 40,
        autoRepeat: at > 1,
      });
      await new Promise((resolve) => setTimeout(resolve, from + at * EVERY_MS - performance.now()));
    }
  };
  await press(WARM_UP);
  await session.send('HeapProfiler.collectGarbage');
  const before = await taskSeconds();
  await press(presses);
  const after = await taskSeconds();
  await session.detach();
  return ((after - before) * 1000) / presses;
}
