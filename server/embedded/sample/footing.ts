import { footing50001 } from './footing-printed.ts';
import { footingTypes } from './footing-types.ts';
import type { Draft } from './history.ts';
import { amsterdam } from './time.ts';
import { copy, type Members, print, put } from './value.ts';
import { World } from './world.ts';

const hex = (value: number, digits: number): string =>
  (value >>> 0).toString(16).padStart(8, '0').slice(0, digits);

/** The plan of workspace 14: an editor app, whose entities are sessions named by a UUID. */
export function editorWorld(seed: number, entities: number): World {
  const world = new World({
    ...{
      id: 14,
      seed,
      types: footingTypes,
      authors: [106, 104],
      firstEntity: 50002,
      reserved: [50001],
      firstFile: 67_001,
    },
  });
  const name = '7c1f0e52-9a0b-4d7e-8a55-1b3f0f6f2d11';
  world.add('Controller', null, name, { id: 50001, params: footing50001, revisions: 1 });
  for (let index = 1; index < Math.max(3, entities); index += 1) {
    const random = world.random('uuid', index);
    const part = (digits: number): string => hex(random.int(0, 0xffffffff), digits);
    const uuid = `${part(8)}-${part(4)}-4${part(3)}-8${part(3)}-${part(8)}${part(4)}`;
    world.add('Controller', null, uuid, { revisions: 1 + (index % 3) });
  }
  return world;
}

const freeNames = [
  'Footing 1',
  'copy',
  'test',
  'TEST 2',
  'Footing 2',
  'Column A2',
  'Stair core',
  'Hal 4',
  'copy of copy',
  'final',
];

/** The plan of workspace 15: a simple app with a flat list under free names. */
export function simpleWorld(seed: number, entities: number): World {
  const world = new World({
    ...{
      id: 15,
      seed,
      types: footingTypes,
      authors: [106, 104, 107],
      firstEntity: 51002,
      reserved: [51001],
      firstFile: 68_001,
    },
  });
  world.add('Controller', null, 'Column B4', { id: 51001, script: sliderHistory });
  for (let index = 0; index < Math.max(3, entities - 1); index += 1) {
    const round = Math.floor(index / freeNames.length);
    world.add(
      'Controller',
      null,
      `${freeNames[index % freeNames.length]}${round === 0 ? '' : ` (${round})`}`,
    );
  }
  return world;
}

/** 240 revisions that a script saved every few seconds while somebody dragged a slider. */
function sliderHistory(): Draft[] {
  const params: Members = copy(footing50001);
  const start = amsterdam('2026-05-13 10:02');
  return Array.from({ length: 240 }, (_, index) => {
    put(params, 'footings.ratio', Number((2 + Math.sin(index / 17)).toFixed(1)));
    if (index % 12 === 0) put(params, 'footings.thickness', Number((0.4 + (index % 48) / 100).toFixed(2)));
    const at = start + index * 4000 + (index % 3) * 700;
    return { at, by: 106, message: '', name: 'Column B4', properties: print(params) };
  });
}

/** The plan of an archived workspace that still holds something. */
export function archivedWorld(seed: number): World {
  const world = new World({
    ...{
      id: 21,
      seed,
      types: footingTypes,
      authors: [106],
      firstEntity: 53_002,
      reserved: [],
      firstFile: 69_001,
    },
  });
  world.add('Controller', null, 'Old footing', { id: 53_001, params: footing50001, revisions: 3 });
  return world;
}
