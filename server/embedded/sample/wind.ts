import type { Filling } from './fill.ts';
import { centres, moved, type Point } from './geometry.ts';
import { type Members, put, type Value } from './value.ts';
import { farmHistory, foundationHistory, turbineHistory } from './wind-history.ts';
import * as printed from './wind-printed.ts';
import { windTypes } from './wind-types.ts';
import { type Planned, World } from './world.ts';

const reserved = [40001, 40002, 40011, 40012, 40015, 40052, 40180, 40204, 40301];
const centre = centres[13] as Point;

/** The plan of workspace 13, with about so many entities. */
export function windWorld(seed: number, entities: number): World {
  const world = new World({
    ...{ id: 13, seed, types: windTypes, authors: [104, 101, 102, 107, 106] },
    ...{ firstEntity: 40003, reserved, firstFile: 65_001 },
  });
  const farm = world.add('WindFarm', null, 'Hollandse Duin', { id: 40001, script: farmHistory });
  const library = world.add('ModelLibrary', null, 'Turbine library', { id: 40002, revisions: 1 });
  world.add('TurbineModel', library, 'Norrvind NV-148', {
    id: 40204,
    params: printed.turbineModel40204,
    revisions: 5,
  });
  for (const name of models) world.add('TurbineModel', library, name, { adjust: modelParams(name) });
  const turbines = planTurbines(world, farm, Math.max(4, Math.round(entities * 0.3)));
  planFoundations(world, turbines, Math.round(entities * 0.62));
  planCampaigns(world, farm, Math.max(2, Math.round(entities * 0.02)));
  world.add('CostCase', farm, 'Base case', { id: 40301, params: printed.costCase40301, revisions: 8 });
  for (let index = 1; index < Math.max(2, Math.round(entities * 0.05)); index += 1) {
    world.add(
      'CostCase',
      farm,
      ['High steel', 'Low wind', 'Fewer turbines', 'copy of Base case'][index % 4] as string,
    );
  }
  world.files.push({ id: 60_810, entity: 40_204, filename: 'data sheet NV-148.pdf' });
  world.files.push({ id: 60_901, entity: 40_052, filename: 'ontwerp def def.esa' });
  return world;
}

const models = [
  ...[
    'Norrvind NV-136',
    'Norrvind NV-163',
    'Zephyra ZX-5.2',
    'Zephyra ZX-6.0',
    'Kaastra K130',
    'Kaastra K150',
  ],
  ...['Kaastra K150 (old)', 'Vindra 4.5', 'Vindra 5.0'],
];

function modelParams(name: string) {
  return (params: Members, { random }: Filling): void => {
    const [maker = '', ...type] = name.split(' ');
    put(params, 'general.maker', maker);
    put(params, 'general.type', type.join(' '));
    const rated = random.typed(3, 6.5, 1);
    const power = Array.from({ length: 25 }, (_, index): Value => {
      const v = 3 + index * 0.5 + (index > 20 ? (index - 20) * 2 : 0);
      const p = Math.min(rated * 1000, Math.round(rated * 1000 * ((v - 2) / 10.5) ** 2.5));
      return { v, p, ct: Number(Math.max(0.05, 0.87 - 0.03 * Math.max(0, v - 6)).toFixed(2)) };
    });
    put(params, 'curve.power', power);
  };
}

/** Turbines whose positions an optimiser moved together with the farm's spacing. */
const optimised = new Set([40012, 40015]);

function planTurbines(world: World, farm: Planned, count: number): Planned[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `T${String(index + 1).padStart(2, '0')}`;
    const place = moved(centre, ((index % 6) - 2.5) * 640, (Math.floor(index / 6) - 2) * 560);
    const id = { 0: 40011, 1: 40012, 2: 40015 }[index];
    if (id === 40011)
      return world.add('Turbine', farm, name, {
        id,
        centre: place,
        params: printed.turbine40011,
        revisions: 9,
      });
    const script = id !== undefined && optimised.has(id) ? () => turbineHistory(name, place, id) : undefined;
    const adjust = (params: Members): void => put(params, 'position.point', place);
    return world.add('Turbine', farm, name, {
      ...(id === undefined ? {} : { id }),
      centre: place,
      adjust,
      ...(script ? { script } : {}),
    });
  });
}

function planFoundations(world: World, turbines: readonly Planned[], count: number): void {
  world.add('Foundation', world.node(40011), 'F-T01 option B', { id: 40052, script: foundationHistory });
  for (let index = 0; index < count - 1; index += 1) {
    const turbine = turbines[index % turbines.length] as Planned;
    const option = 'ABCDE'[Math.floor(index / turbines.length) % 5];
    world.add('Foundation', turbine, `F-${turbine.name} option ${option}`);
  }
}

function planCampaigns(world: World, farm: Planned, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const name = `mast ${index + 1} 2023-2024.csv`;
    const adjust = (params: Members, { random }: Filling): void => {
      const speed = Array.from({ length: 48 }, () => random.typed(0, 18, 1));
      put(params, 'stats', { speed, direction: speed.map(() => random.int(0, 359)) });
    };
    const id = index === 0 ? { id: 40180 } : {};
    world.file(world.add('WindCampaign', farm, name, { ...id, adjust }).id, '.csv', name);
  }
}
