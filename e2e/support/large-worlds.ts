import { importLines } from '../../server/archive/door.ts';
import { chainsArchive, LEVELS } from './deep-archive.ts';
import { test as base } from './journey.ts';
import { wideArchive } from './wide-archive.ts';

/** Time for an import of 10^5 entities, which is none of a journey's: large worlds come by fixtures, which have a limit of their own. In ms. */
const IMPORT_LIMIT = 900_000;

const bring = (lines: string[]) => importLines(process.env.E2E_DATA_DIR ?? '', lines);

/** 100 chains of 12 levels with 82 parts each: 99,600 entities. */
const SIZE = { chains: 100, parts: 82 };
export const PARTS = SIZE.chains * LEVELS * SIZE.parts;
export const ENTITIES = PARTS + SIZE.chains * LEVELS;

/** Journeys in one large workspace of chains, imported once for each worker: none of them writes. */
export const chainsTest = base.extend<object, { chains: number }>({
  chains: [
    async ({ browserName: _none }, use) => {
      await use(await bring(chainsArchive('Chains', SIZE)));
    },
    { scope: 'worker', timeout: IMPORT_LIMIT },
  ],
});

interface Wide {
  children: number;
  nameOf?: (position: number) => string;
}

let made = 0;

/** Each journey in a workspace of its own, which it may change: one folder with very many children, as the option `wide` says. */
export const wideTest = base.extend<{ wide: Wide; wideWorkspace: number }>({
  wide: [{ children: 100_000 }, { option: true }],
  wideWorkspace: [
    async ({ wide: { children, nameOf } }, use, { testId, workerIndex }) => {
      // Lists come in the order of ids: all of them have to be free.
      const first = 20_000_001 + (workerIndex * 20 + made) * 1_000_000;
      made += 1;
      await use(await bring(wideArchive(`Wide ${testId}`, children, nameOf, first)));
    },
    { timeout: IMPORT_LIMIT },
  ],
});
