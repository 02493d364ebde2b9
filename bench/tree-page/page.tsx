import type { ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import '../../src/ui/styles.ts';
import { readEntities } from './answers.ts';
import { type Data, Floor, fill, MantineTree, makeData, Ours } from './contestants.tsx';
import { Arborist, HeadlessTree } from './peers.tsx';

const painted = () =>
  new Promise<void>((resolve) =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve();
      channel.port2.postMessage(null);
    }),
  );
const container = document.getElementById('root') as HTMLElement;
let kept: unknown[] = [];
let times: number[] = [];

/** Whether some place of what can be seen shows no row. */
function isBlank(element: HTMLElement): boolean {
  const { left, top, height } = element.getBoundingClientRect();
  for (let y = 20; y < height - 20; y += 40) {
    const there = document.elementFromPoint(left + 60, top + y);
    if (!there?.closest('[role="treeitem"]')) return true;
  }
  return false;
}
let root: Root | undefined;
let data: Data = { roots: [], children: new Map() };

async function until(ready: () => boolean): Promise<void> {
  while (!ready()) await painted();
}

container.addEventListener(
  'keydown',
  ({ timeStamp }) => void painted().then(() => times.push(performance.now() - timeStamp)),
  true,
);

const bench = {
  prepare(count: number, nested: boolean) {
    data = makeData(count, nested);
  },
  /** From data in memory to rows on the screen, in ms. The page around a tree is there before, as it is in use. */
  async open(who: string): Promise<number> {
    root?.unmount();
    root = createRoot(container);
    sessionStorage.clear();
    const client = who === 'ours' ? fill(data) : null;
    const parts: Record<string, (shown: boolean) => ReactNode> = {
      ours: (shown) => (client ? <Ours client={client} shown={shown} /> : null),
      floor: (shown) => shown && <Floor data={data} />,
      arborist: (shown) => shown && <Arborist data={data} />,
      headless: (shown) => shown && <HeadlessTree data={data} />,
      mantine: (shown) => <MantineTree data={data} shown={shown} />,
    };
    root.render(parts[who]?.(false));
    await painted();
    await painted();
    const from = performance.now();
    root.render(parts[who]?.(true));
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
  /** Gives the keyboard to the tree. */
  focus(): void {
    (
      container.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]') ??
      container.querySelector<HTMLElement>('[role="tree"]')
    )?.focus();
    times = [];
  },
  /** From each key since {@link focus} to the picture, in ms. */
  keyTimes: () => times,
  /** Keeps entities as lists give them; returns how many pages. */
  read(count: number, bare: boolean): number {
    root?.unmount();
    root = undefined;
    data = { roots: [], children: new Map() };
    kept = readEntities(count, bare);
    return kept.length;
  },
  /** Scrolls a screen a frame: the longest frame in ms, frames beyond one and a half of the display's, and frames in which some place in sight was blank. */
  async scroll(screens: number): Promise<{ longest: number; late: number; blank: number }> {
    const element = [...container.querySelectorAll<HTMLElement>('*')].find(
      (one) => one.scrollHeight > one.clientHeight + 1000 && getComputedStyle(one).overflowY !== 'visible',
    );
    if (!element) throw new Error('Nothing scrolls.');
    const costs: number[] = [];
    let blank = 0;
    await painted();
    for (let screen = 0; screen < screens; screen++) {
      const from = performance.now();
      element.scrollTop += element.clientHeight;
      await painted();
      costs.push(performance.now() - from);
      if (isBlank(element)) blank++;
    }
    const usual = costs.toSorted((a, b) => a - b)[Math.floor(screens / 4)] ?? 0;
    return { longest: Math.max(...costs), late: costs.filter((cost) => cost > usual * 1.5).length, blank };
  },
  nodes: () => container.querySelectorAll('*').length,
};
Object.assign(globalThis, { bench });
export type Bench = typeof bench;
