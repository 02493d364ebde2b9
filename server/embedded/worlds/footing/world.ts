import { Random, rounded } from '../random.ts';
import { edited, numberAt } from '../values.ts';
import type { Node, PlannedEvent, WorldDefinition } from '../world.ts';
import { footing50001 } from './printed.ts';
import { controller } from './types.ts';

const hex = (random: Random, digits: number): string =>
  Array.from({ length: digits }, () => random.int(0, 15).toString(16)).join('');

function* editorTree(entities: number, seed: number): Iterable<Node> {
  const random = new Random(seed, 14, 'tree');
  for (let index = 0; index < Math.max(3, entities); index += 1) {
    const uuid = `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-8${hex(random, 3)}-${hex(random, 12)}`;
    yield {
      type: 'Controller',
      parent: null,
      name: index === 0 ? '7c1f0e52-9a0b-4d7e-8a55-1b3f0f6f2d11' : uuid,
      place: { start: 810 + (index % 60), most: 3, silent: 1 },
      pin: index === 0 ? 50001 : undefined,
    };
  }
}

const plainNames = [
  'Footing 1',
  'Footing 2',
  'Column B4',
  'copy',
  'test',
  'TEST 2',
  'Footing 1 (2)',
  'crane',
  'north wall',
  'final',
];

function* simpleTree(entities: number): Iterable<Node> {
  for (let index = 0; index < Math.max(6, entities); index += 1) {
    const round = Math.floor(index / plainNames.length);
    yield {
      type: 'Controller',
      parent: null,
      name: `${plainNames[index % plainNames.length]}${round === 0 ? '' : ` ${round + 1}`}`,
      place: {
        start: rounded(200 + ((index * 29) % 560), 2),
        most: 40,
        ...(index === 2 ? { dense: 1 } : {}),
      },
      pin: index === 2 ? 51003 : undefined,
    };
  }
}

/** "Column B4": a script saved it every few seconds while somebody dragged a slider. */
function dragging(made: { place: Record<string, number | string> }): PlannedEvent[] {
  if (made.place.dense !== 1) return [];
  return Array.from({ length: 239 }, (_, index) => ({
    when: '2026-05-19 10:12',
    seconds: index * 4,
    by: 106,
    message: '',
    apply: (value) => {
      const ratio = rounded(1 + (1 + Math.sin(index / 9)), 1);
      const moved =
        ratio === numberAt(value, 'footings.ratio') ? rounded(Math.max(1, ratio - 0.1), 1) : ratio;
      return edited(value, { 'footings.ratio': moved });
    },
  }));
}

/** World D: the editor app; nothing can be saved through the API. */
export const editorWorld: WorldDefinition = {
  workspace: 14,
  seed: 0x1ee4_0014,
  firstEntity: 50001,
  types: [controller],
  tree: editorTree,
  printed: new Map([[50001, footing50001]]),
  scripted: new Map(),
};

/** Its twin as a simple app: a flat list. */
export const simpleWorld: WorldDefinition = {
  workspace: 15,
  seed: 0x1ee4_0015,
  firstEntity: 51001,
  types: [controller],
  tree: simpleTree,
  events: (_type, made) => dragging(made),
  printed: new Map(),
  scripted: new Map(),
};
