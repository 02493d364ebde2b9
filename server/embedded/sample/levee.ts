import type { Filling } from './fill.ts';
import { alongLevee, axis, ring, soilColumn, toGrid } from './geometry.ts';
import { segmentHistory } from './levee-history.ts';
import * as printed from './levee-printed.ts';
import { leveeTypes } from './levee-types.ts';
import { addTraps } from './traps.ts';
import { type Members, put, type Value } from './value.ts';
import { type Planned, World } from './world.ts';

const reserved = [20001, 20002, 20003, 20004, 20008, 20019, 20022, 20043, 20311, 20702];
const places = [
  'Oude Veer',
  'Lockhouse',
  'Kilbend',
  'Molenhoek',
  'Rietakker',
  'Haven',
  'Zwanenburg',
  'Steenoven',
  'Pontweg',
];
const materials = [
  ...[
    'Clay, organic',
    'Clay, sandy',
    'Sand, fine',
    'Sand, medium',
    'Sand, coarse',
    'Loam',
    'Gravel',
    'Clay, stiff',
  ],
  ...['Peat, compressed', 'Fill, sandy'],
];

/** The plan of workspace 11, with about so many entities. */
export function leveeWorld(seed: number, entities: number): World {
  const world = new World({
    ...{ id: 11, seed, types: leveeTypes, authors: [102, 103, 101, 106, 107] },
    ...{ firstEntity: 20005, reserved, firstFile: 61_001 },
  });
  const programme = world.add('Programme', null, 'Aarle levee upgrade', { id: 20001, revisions: 4 });
  const library = world.add('MaterialLibrary', null, 'Soil library 2024', { id: 20002, revisions: 2 });
  const spring = world.add('InvestigationFolder', programme, 'Investigation 2024 spring', {
    id: 20003,
    revisions: 2,
  });
  const autumn = world.add('InvestigationFolder', programme, 'Investigation 2025 autumn', { revisions: 1 });
  const reaches = planReaches(world, programme, Math.max(2, Math.round(entities / 90)));
  world.add('SoilMaterial', library, 'Peat, fibrous', {
    id: 20008,
    params: printed.soilMaterial20008,
    revisions: 3,
  });
  for (const name of materials) world.add('SoilMaterial', library, name, { adjust: named(name) });
  const segments = planSegments(world, reaches, Math.max(4, Math.round(entities * 0.06)));
  planCrossSections(world, segments, Math.round(entities * 0.08));
  planExitPoints(world, segments, Math.round(entities * 0.55));
  planSoundings(world, [spring, autumn], Math.round(entities * 0.22), Math.round(entities * 0.06));
  fixedFiles(world);
  addTraps(world);
  return world;
}

const named = (name: string) => (params: Members) => put(params, 'general.name', name);

function planReaches(world: World, programme: Planned, count: number): Planned[] {
  return Array.from({ length: count }, (_, index) => {
    const number = index + 1;
    const name = `Reach ${number} - ${places[index % places.length]} to ${places[(index + 1) % places.length]}`;
    const kilometre = index * (31 / count);
    if (number === Math.min(4, count)) {
      const params = { ...printed.leveeReach20004, axis: axis(alongLevee(11, 0), 168, world.random('axis')) };
      return world.add('LeveeReach', programme, 'Reach 4 - Oude Veer to Lockhouse', {
        id: 20004,
        kilometre,
        params,
        revisions: 9,
      });
    }
    const adjust = (params: Members, { random }: Filling): void => {
      put(params, 'axis', axis(alongLevee(kilometre, 0), random.int(20, 160), random));
    };
    return world.add('LeveeReach', programme, name, { kilometre, adjust, centre: alongLevee(kilometre, 0) });
  });
}

function planSegments(world: World, reaches: readonly Planned[], count: number): Planned[] {
  return Array.from({ length: count }, (_, index) => {
    const reach = reaches[index % reaches.length] as Planned;
    const ordinal = Math.floor(index / reaches.length) + 1;
    const number = reaches.indexOf(reach) + 1;
    if (reach.id === 20004 && ordinal === 1) {
      return world.add('Segment', reach, '4-07', {
        id: 20019,
        kilometre: 12.05,
        script: segmentHistory,
        summary: summary20019,
      });
    }
    const kilometre = Number(((reach.kilometre ?? 0) + ordinal * 0.65).toFixed(3));
    const name = `${number}-${String(ordinal).padStart(2, '0')}`;
    const centre = alongLevee(kilometre, 60);
    return world.add('Segment', reach, name, { kilometre, centre, adjust: segmentParams(kilometre) });
  });
}

const summary20019 = {
  from_km: { label: 'From', value: 12.05, suffix: 'km', prefix: '' },
  to_km: { label: 'To', value: 12.8, suffix: 'km', prefix: '' },
  worst: { label: 'Lowest factor', value: 0.9412, suffix: '', prefix: '' },
  points: { label: 'Exit points', value: 30, suffix: '', prefix: '' },
  method: { label: 'Model', value: 'Level 2, leakage length', suffix: '', prefix: '' },
};

function segmentParams(kilometre: number) {
  return (params: Members, { random }: Filling): void => {
    const length = random.typed(0.4, 0.9, 2);
    put(params, 'from_km', kilometre);
    put(params, 'to_km', Number((kilometre + length).toFixed(2)));
    put(params, 'polygon', ring(alongLevee(kilometre + length / 2, 60), random.int(5, 8), 300, random));
    put(params, 'n_points', random.int(4, 40));
    const layers = soilColumn(kilometre, 4.2, random).map(({ soil, top }) => ({
      soil,
      top,
      aquifer: /sand/.test(soil),
    }));
    const scenarios = params.schematisation as { soil: { scenarios: Members[] } };
    for (const scenario of scenarios.soil.scenarios) scenario.layers = layers.map((layer) => ({ ...layer }));
    if (random.chance(0.1)) put(params, 'hydraulics.old_head', random.typed(2, 5, 1));
  };
}

function planCrossSections(world: World, segments: readonly Planned[], count: number): void {
  const shown = world.node(20019);
  world.add('CrossSection', shown, '4-07 km 12.340', {
    id: 20022,
    params: printed.crossSection20022,
    revisions: 7,
  });
  for (let index = 1; index < count; index += 1) {
    const segment = segments[(index * 7) % segments.length] as Planned;
    const kilometre = Number(((segment.kilometre ?? 0) + 0.05 * (index % 11)).toFixed(3));
    const adjust = (params: Members): void => put(params, 'geometry.profile.chainage', kilometre);
    world.add('CrossSection', segment, `${segment.name} km ${kilometre.toFixed(3)}`, { adjust, kilometre });
  }
}

function planExitPoints(world: World, segments: readonly Planned[], count: number): void {
  const numbers = new Map<Planned, number>();
  for (let index = 0; index < count; index += 1) {
    // A third of the points in the segment that the sample shows most, the others with a long tail.
    const place = index % 3 === 0 ? 0 : Math.floor(((index * 0.618) % 1) ** 2 * segments.length);
    const segment = index < 20 || place === 0 ? world.node(20019) : (segments[place] as Planned);
    const number = (numbers.get(segment) ?? 0) + 1;
    numbers.set(segment, number);
    const name = `${segment.name}/EP-${String(number).padStart(3, '0')}`;
    if (segment.id === 20019 && number === 18) {
      world.add('ExitPoint', segment, name, { id: 20043, params: printed.exitPoint20043, revisions: 5 });
    } else
      world.add('ExitPoint', segment, name, {
        adjust: pointParams((segment.kilometre ?? 0) + number * 0.02, number),
      });
  }
}

function pointParams(kilometre: number, number: number) {
  return (params: Members, { random }: Filling): void => {
    const { x, y } = toGrid(alongLevee(kilometre, 20 + 25 * (number % 4)));
    const ground = random.typed(2.6, 4.1, 2);
    put(params, 'point', { x, y, ground });
    if (number % 9 === 0) put(params, 'resolution', undefined);
    const column = soilColumn(kilometre, ground, random);
    const layers = column.map(({ soil, top, bottom, colour }): Value => {
      const aquifer = /sand/.test(soil);
      return {
        soil: { name: soil, colour },
        properties: aquifer ? { aquifer, d70: 0.29 } : { aquifer },
        top,
        bottom,
      };
    });
    put(params, 'layers', { layers });
    const fine = Array.from({ length: random.int(20, 40) }, (_, index): Value => {
      const top = 3.375 - index * 0.25;
      const properties = {
        gamma: Math.fround(random.between(14, 20)),
        k_v: Math.fround(random.between(-3, 2)),
      };
      return { soil: { name: 'Clay', colour: [30, 132, 64] }, properties, top, bottom: top - 0.25 };
    });
    put(params, 'model_layers', { layers: fine });
  };
}

function planSoundings(world: World, folders: readonly Planned[], cpts: number, borings: number): void {
  const [spring, autumn] = folders as [Planned, Planned];
  for (let index = 0; index < cpts; index += 1) {
    const kilometre = Number((index * (31 / cpts)).toFixed(3));
    const folder = index % 3 === 2 ? autumn : spring;
    const name = `CPT-${1 + Math.floor(kilometre / 5)}-${101 + index}${index % 29 === 28 ? ' (1)' : ''}.${index % 5 === 4 ? 'xml' : 'gef'}`;
    if (index === Math.min(11, cpts - 1)) {
      world.add('Cpt', spring, 'CPT-4-112.gef', { id: 20311, params: printed.cpt20311, revisions: 4 });
      world.file(20311, '.gef', 'CPT-4-112.gef');
    } else world.file(world.add('Cpt', folder, name, { adjust: soundingParams(kilometre) }).id, '.gef', name);
  }
  world.add('Borehole', spring, 'BH-4-09.gef', { id: 20702, params: printed.borehole20702, revisions: 2 });
  for (let index = 1; index < borings; index += 1) {
    const name = `BH-${1 + (index % 6)}-${String(index).padStart(2, '0')}.gef`;
    world.file(world.add('Borehole', index % 3 === 2 ? autumn : spring, name).id, '.gef', name);
  }
}

/** Hidden columns are short, so that the sample stays small. */
const readings = 24;

function soundingParams(kilometre: number) {
  return (params: Members, { random }: Filling): void => {
    const ground = random.typed(2.6, 4.4, 2);
    const { x, y } = toGrid(alongLevee(kilometre, random.between(5, 60)));
    const column = soilColumn(kilometre, ground, random);
    put(params, 'ground_level', ground);
    put(params, 'x_rd', Number(x.toFixed(2)));
    put(params, 'y_rd', Number(y.toFixed(2)));
    put(
      params,
      'soil_layout',
      column.map(({ soil, top }) => ({ soil, top })),
    );
    put(params, 'headers', {
      rig: 'Truck 22 t',
      cone: `S15-CFIIP.${random.int(1000, 2000)}`,
      class: 2,
      operator: 'R. V.',
    });
    const measured: Record<string, Value[]> = { corrected_depth: [], qc: [], fs: [], u2: [], Rf: [] };
    for (let index = 0; index < readings; index += 1) {
      const depth = 0.5 + index * 0.02;
      const layer = column.find(({ bottom }) => ground - depth > bottom) ?? column.at(-1);
      const qc = ((layer?.qc ?? 1) + depth * 0.05) * (1 + 0.15 * random.normal());
      const friction = (layer?.friction ?? 1) * (1 + 0.2 * random.normal());
      measured.corrected_depth?.push(Number(depth.toFixed(2)));
      measured.qc?.push(Number(qc.toFixed(3)));
      measured.Rf?.push(Number(friction.toFixed(3)));
      measured.fs?.push((qc * friction) / 100);
      measured.u2?.push(random.chance(0.005) ? null : Number((0.01 * depth).toFixed(4)));
    }
    put(params, 'measurements', measured);
    const original = column.map(({ soil, top, bottom, colour }) => ({
      soil: { name: soil, colour, properties: {} },
      top,
      bottom,
    }));
    put(params, 'soil_layout_original', { layers: original });
  };
}

function fixedFiles(world: World): void {
  world.files.push({ id: 60_014, entity: 20_004, filename: 'entry line 2024.zip' });
  for (const id of [60_015, 60_016, 60_021])
    world.files.push({ id, entity: 20_004, filename: `bathymetry tile ${id % 100}.tif` });
  world.files.push({ id: 60_101, entity: 20_008, filename: 'lab report 24-1187.pdf' });
  world.files.push({ id: 60_102, entity: 20_008, filename: 'lab report 24-1203 (2).pdf' });
}
