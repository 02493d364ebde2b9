import { bridgeHistory, inspectionHistory } from './bridge-history.ts';
import * as printed from './bridge-printed.ts';
import { bridgeTypes } from './bridge-types.ts';
import type { Filling } from './fill.ts';
import { centres, moved, type Point, ring } from './geometry.ts';
import { addTraps } from './traps.ts';
import { type Members, put } from './value.ts';
import { type Planned, World } from './world.ts';

const districts = [
  ...[
    'Centre',
    'Noord',
    'Oosterhaven',
    'Zuiderpark',
    'West',
    'Molenwijk',
    'Havenbuurt',
    'Rietveld',
    'Vaartland',
  ],
  ...['Kerkstad', 'Buitenveld', 'De Polders'],
];
const bridgeNames = [
  'Lockhouse',
  'Mill',
  'Station',
  'Old',
  'Kerk',
  'Haven',
  'Weavers',
  'Tram',
  'Swan',
  'Peat',
  'Ferry',
  'King',
];
const reserved = [30001, ...districts.map((_, index) => 30002 + index), 30017, 30021, 30033, 30040, 30041];
const centre = centres[12] as Point;

/** The plan of workspace 12, with about so many entities. */
export function bridgeWorld(seed: number, entities: number): World {
  const world = new World({
    ...{ id: 12, seed, types: bridgeTypes, authors: [104, 105, 103, 107, 106] },
    ...{ firstEntity: 30014, reserved, firstFile: 63_001 },
  });
  const register = world.add('Register', null, 'Bridges of Noordwaard', { id: 30001, revisions: 2 });
  const places = districts.map((name, index) => planDistrict(world, register, name, index));
  const bridges = planBridges(world, places, Math.max(4, Math.round(entities * 0.22)));
  planInspections(world, bridges, Math.round(entities * 0.48));
  planRatings(world, bridges, Math.round(entities * 0.09));
  planDocuments(world, bridges, Math.round(entities * 0.21));
  for (const [id, filename] of fixedFiles)
    world.files.push({ id, entity: id === 60_407 ? 30_017 : 30_021, filename });
  world.files.push({ id: 60_431, entity: 30_033, filename: 'LR-2 deck model v7.esa' });
  addTraps(world);
  return world;
}

const fixedFiles = [
  [60_407, 'IMG_20241009_094410.jpg'],
  [60_412, 'sketch underside.svg'],
  [60_420, 'IMG_20241009_101532.jpg'],
  [60_421, 'IMG_20241009_101549.jpg'],
  [60_422, 'IMG_20241009_102207.jpg'],
] as const;

const districtCentre = (index: number): Point =>
  moved(centre, ((index % 4) - 1) * 2600 - 300, (Math.floor(index / 4) - 1) * 2300);

function planDistrict(world: World, register: Planned, name: string, index: number): Planned {
  const middle = districtCentre(index);
  const adjust = (params: Members, { random }: Filling): void => {
    put(params, 'general.code', `D${String(index + 1).padStart(2, '0')}`);
    put(params, 'map.boundary', ring(middle, random.int(30, 90), 1100, random));
  };
  return world.add('District', register, name, { id: 30002 + index, centre: middle, adjust });
}

function planBridges(world: World, places: readonly Planned[], count: number): Planned[] {
  return Array.from({ length: count }, (_, index) => {
    if (index === 3) {
      const district = places[0] as Planned;
      return world.add('Bridge', district, 'BR-0417 Lockhouse bridge', { id: 30017, script: bridgeHistory });
    }
    // A long tail: the first districts hold most bridges. One number is given twice, by mistake.
    const place = Math.floor(((index * 0.618) % 1) ** 1.6 * places.length);
    const number = `BR-${String(index === 9 ? 108 : 100 + index).padStart(4, '0')}`;
    const name = index % 7 === 5 ? number : `${number} ${bridgeNames[index % bridgeNames.length]} bridge`;
    const more = { centre: districtCentre(place), adjust: bridgeParams(number, name) };
    return world.add('Bridge', places[place] as Planned, name, more);
  });
}

function bridgeParams(number: string, name: string) {
  return (params: Members, { random }: Filling): void => {
    put(params, 'info.object_no', number);
    put(params, 'info.bridge_name', name.replace(/^BR-\d+ ?/, ''));
    const [year, depth] = [random.int(1895, 2015), random.int(24, 62) * 10];
    const row: Members = {
      OBJ: number,
      district: random.pick(districts),
      year: String(year),
      prestressed: random.chance(0.2),
    };
    for (let key = 1; key <= 20; key += 1)
      row[`attr_${String(key).padStart(2, '0')}`] = random.chance(0.2) ? random.int(0, 99) : null;
    put(params, 'import_row', {
      ...row,
      deck_depth: depth,
      edge_load: random.chance(0.5),
      original_calc: null,
    });
    const segments = (params.segments as Members[]) ?? [];
    segments.forEach((segment, index) => {
      segment.first = index === 0;
      if (index === 0) segment.dist = 0;
    });
  };
}

function planInspections(world: World, bridges: readonly Planned[], count: number): void {
  world.add('Inspection', world.node(30017), 'Inspection 2024-10', { id: 30021, script: inspectionHistory });
  for (let index = 1; index < count; index += 1) {
    const bridge = bridges[(index * 5) % bridges.length] as Planned;
    const year = 2018 + ((index * 3) % 9);
    const month = String(1 + (index % 12)).padStart(2, '0');
    const adjust = (params: Members, { random }: Filling): void => {
      put(params, 'visit.date', `${year}-${month}-${String(random.int(1, 28)).padStart(2, '0')}`);
    };
    world.add('Inspection', bridge, `Inspection ${year}-${month}`, { centre: bridge.centre, adjust });
  }
}

function planRatings(world: World, bridges: readonly Planned[], count: number): void {
  world.add('LoadRating', world.node(30017), 'LR-2', {
    id: 30033,
    params: printed.loadRating30033,
    revisions: 6,
  });
  for (let index = 1; index < count; index += 1) {
    const adjust = (params: Members, { random }: Filling): void => {
      const lines = Array.from(
        { length: random.int(4, 30) },
        (_, line) => `2025-02-18 13:${String(10 + line)}:11 step ${line + 1} of the mesh, 0 warnings`,
      );
      put(params, 'results.log', lines.join('\n'));
    };
    world.add('LoadRating', bridges[(index * 3) % bridges.length] as Planned, `LR-${1 + (index % 3)}`, {
      adjust,
    });
  }
}

const documents = [
  'W-74-12 rev C',
  'drawing 417-B',
  'rapport def',
  'IMG_20241009_101532',
  'calculation deck v2',
  'foto pijler 2',
];

function planDocuments(world: World, bridges: readonly Planned[], count: number): void {
  const shown = world.node(30017);
  world.add('Document', shown, 'W-74-12 rev C.pdf', {
    id: 30040,
    params: printed.document30040,
    revisions: 1,
  });
  world.files.push({ id: 60_440, entity: 30_040, filename: 'W-74-12 rev C.pdf', size: 3_418_220 });
  world.file(
    world.add('Document', shown, 'report 2019-044.pdf', { id: 30041, revisions: 2 }).id,
    '.pdf',
    'report 2019-044.pdf',
  );
  for (let index = 2; index < count; index += 1) {
    const stem = documents[index % documents.length] as string;
    const extension = /^(IMG|foto)/.test(stem) ? '.jpg' : index % 11 === 3 ? '.dwg' : '.pdf';
    const name = `${stem}${index % 13 === 0 ? ' (1)' : ''}${extension}`;
    const bridge = bridges[(index * 7) % bridges.length] as Planned;
    const adjust = (params: Members): void =>
      put(params, 'extracted', `GEMEENTEWERKEN ${bridge.name.toUpperCase()} ${stem}`);
    world.file(world.add('Document', bridge, name, { adjust }).id, extension, name);
  }
}
