import type { ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import '../../src/ui/styles.ts';
import { type Data, Floor, fill, MantineTree, makeData, Ours } from './contestants.tsx';

const painted = () =>
  new Promise<void>((resolve) =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve();
      channel.port2.postMessage(null);
    }),
  );
const container = document.getElementById('root') as HTMLElement;
let root: Root | undefined;
let data: Data = { roots: [], children: new Map() };

async function until(ready: () => boolean): Promise<void> {
  while (!ready()) await painted();
}

const bench = {
  prepare(count: number, nested: boolean) {
    data = makeData(count, nested);
  },
  /** From data in memory to rows on the screen, in ms. */
  async open(who: string): Promise<number> {
    root?.unmount();
    root = createRoot(container);
    sessionStorage.clear();
    const client = who === 'ours' ? fill(data) : null;
    const parts: Record<string, () => ReactNode> = {
      ours: () => (client ? <Ours client={client} /> : null),
      floor: () => <Floor data={data} />,
      mantine: () => <MantineTree data={data} />,
    };
    await painted();
    const from = performance.now();
    root.render(parts[who]?.());
    await until(() => container.querySelector('[role="treeitem"]') !== null);
    await painted();
    return performance.now() - from;
  },
  /** Opens the first row, which holds 10,000, in ms. */
  async expand(): Promise<number> {
    const item = container.querySelector<HTMLElement>('[role="treeitem"]');
    item?.focus();
    await painted();
    const from = performance.now();
    item?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, cancelable: true }));
    await until(() => container.textContent?.includes('Inside 3') === true);
    await painted();
    return performance.now() - from;
  },
  /** Time that the main thread is held by one ArrowDown, layout included, in ms: the median of `times`. */
  async keys(times: number): Promise<number> {
    container.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]')?.focus();
    const costs: number[] = [];
    for (let press = 0; press < times; press++) {
      const from = performance.now();
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }),
      );
      await Promise.resolve();
      container.getBoundingClientRect();
      costs.push(performance.now() - from);
      await painted();
    }
    return costs.sort((a, b) => a - b)[Math.floor(times / 2)] ?? 0;
  },
  nodes: () => container.querySelectorAll('*').length,
};
Object.assign(globalThis, { bench });
export type Bench = typeof bench;
