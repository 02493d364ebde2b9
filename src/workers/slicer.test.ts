import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** As long as a slice takes. */
const work = () => {
  for (const until = performance.now() + 9; performance.now() < until; );
};

test('in a browser all pauses go through one channel, each to whoever waits for it', async () => {
  let made = 0;
  const Channel = MessageChannel;
  const ports: MessagePort[] = [];
  vi.stubGlobal('setImmediate', undefined);
  vi.stubGlobal(
    'MessageChannel',
    class extends Channel {
      constructor() {
        super();
        made += 1;
        ports.push(this.port1, this.port2);
      }
    },
  );
  const { slicer } = await import('./slicer.ts');
  const came: string[] = [];
  const loop = async (name: string) => {
    const rest = slicer();
    for (let round = 1; round <= 3; round++) {
      work();
      await rest();
      came.push(`${name}${round}`);
    }
  };
  await Promise.all([loop('a'), loop('b')]);
  expect(came).toEqual(['a1', 'b1', 'a2', 'b2', 'a3', 'b3']);
  expect(made).toBe(1);
  for (const port of ports) port.close();
});

test('what is aborted during a pause goes no further', async () => {
  const { slicer } = await import('./slicer.ts');
  const abort = new AbortController();
  const rest = slicer(abort.signal);
  work();
  const pause = rest();
  abort.abort(new Error('left'));
  await expect(pause).rejects.toThrow('left');
});
