import { Random, rounded } from '../random.ts';
import { type Node, shares } from '../world.ts';

const places = [
  'Oude Veer',
  'Lockhouse',
  'Kilbend',
  'Haven',
  'Molenhoek',
  'Rietakker',
  'Steenwaard',
  'Elzenhof',
  'Wielkant',
  'Grensdijk',
];
const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');

/** The tree of world A for so many entities, by the shares of its types; parents before children. */
export function* leveeTree(entities: number, seed: number): Iterable<Node> {
  const part = (share: number, least = 1): number => Math.max(least, Math.round(entities * share));
  const random = new Random(seed, 11, 'tree');
  const reaches = part(0.01);
  const segmentsOf = shares(Math.max(2, part(0.06)), reaches, random, 200).map((count) => Math.max(2, count));
  const segments = segmentsOf.reduce((sum, count) => sum + count, 0);
  const pointsOf = shares(part(0.55), segments, random);
  const crossOf = shares(part(0.08), segments, random, 60);
  const folders = Math.max(1, Math.round(entities * 0.002));
  const cptsOf = shares(part(0.22), folders, random);
  const holesOf = shares(part(0.06), folders, random);
  const since = (index: number, of: number, span: number): number =>
    rounded((index / Math.max(1, of)) * span, 2);

  const programme: Node = {
    type: 'Programme',
    parent: null,
    name: 'Aarle levee upgrade',
    place: { start: 0 },
    pin: 20001,
  };
  yield programme;
  const library: Node = {
    type: 'MaterialLibrary',
    parent: null,
    name: 'Soil library 2024',
    place: { start: 0.1 },
    pin: 20002,
  };
  yield library;
  yield* materials(library, Math.max(8, part(0.018)));

  let firstFolder: Node | null = null;
  let firstCpt: Node | undefined;
  for (let index = 0; index < folders; index += 1) {
    const start = since(index, folders, 500) + 12;
    const season = ['spring', 'autumn'][index % 2];
    const folder: Node = {
      type: 'InvestigationFolder',
      parent: programme,
      name: `Investigation ${2024 + (index >> 1)} ${season}`,
      place: { start },
      pin: index === 0 ? 20003 : undefined,
    };
    firstFolder ??= folder;
    yield folder;
    for (let row = 0; row < (cptsOf[index] ?? 0); row += 1) {
      const number = 100 + row;
      const [name, size] =
        row % 9 === 8 ? [`CPT-4-${number} (1).xml`, 1_100_000] : [`CPT-4-${number}.gef`, 320_000];
      const cpt: Node = {
        type: 'Cpt',
        parent: folder,
        name,
        place: {
          start: start + 30 + (row % 50),
          km: rounded(11.4 + row * 0.125, 3),
          aside: 5 + ((row * 13) % 55),
        },
        pin: index === 0 && row === 12 ? 20311 : undefined,
        files: [{ name, size: Math.round(size * random.between(0.6, 1.7)) }],
      };
      firstCpt ??= cpt;
      if (index === 0 && row === 12) firstCpt = cpt;
      yield cpt;
    }
    for (let row = 0; row < (holesOf[index] ?? 0); row += 1) {
      const name = `BH-4-${pad(1 + row, 2)}.gef`;
      yield {
        type: 'Borehole',
        parent: folder,
        name,
        place: { start: start + 36 + (row % 40), km: rounded(11.4 + row * 0.44, 3) },
        pin: index === 0 && row === Math.min(8, (holesOf[0] ?? 1) - 1) ? 20702 : undefined,
        files: [{ name, size: random.int(20_000, 90_000) }],
      };
    }
  }

  let segmentIndex = 0;
  for (let index = 0; index < reaches; index += 1) {
    const number = 4 + index;
    const count = segmentsOf[index] ?? 2;
    const from = rounded(11.4 + index * 5.2, 2);
    const start = since(index, reaches, 260) + 18;
    const tiles = [15, 16, 21].map((tile) => ({
      name: `bathymetry_${number}_${tile}.tif`,
      size: 18_000_000 + tile * 1_001,
      pin: index === 0 ? 60000 + tile : undefined,
    }));
    const reach: Node = {
      type: 'LeveeReach',
      parent: programme,
      name: `Reach ${number} - ${places[index % places.length]} to ${places[(index + 1) % places.length]}`,
      place: { start, km: from, reach: number, segments: count },
      refs: { investigation: firstFolder ?? programme, library },
      pin: index === 0 ? 20004 : undefined,
      files: [
        { name: `entry line ${number}.zip`, size: 600_000 + index, pin: index === 0 ? 60014 : undefined },
        ...tiles,
      ],
    };
    yield reach;
    for (let row = 0; row < count; row += 1) {
      const isPrinted = index === 0 && row === 1;
      yield* segment(reach, {
        number,
        row,
        km: rounded(from + row * 0.7, 2),
        start: rounded(start + 8 + row * 1.3, 2),
        points: isPrinted ? Math.min(30, part(0.55)) : (pointsOf[segmentIndex] ?? 0),
        crosses: isPrinted ? 1 : (crossOf[segmentIndex] ?? 0),
        cpt: firstCpt,
        isPrinted,
      });
      segmentIndex += 1;
    }
  }
}

interface SegmentPlan {
  number: number;
  row: number;
  km: number;
  start: number;
  points: number;
  crosses: number;
  cpt: Node | undefined;
  isPrinted: boolean;
}

function* segment(reach: Node, plan: SegmentPlan): Iterable<Node> {
  const { km, start, points, crosses, isPrinted } = plan;
  const name = `${plan.number}-${pad(6 + plan.row, 2)}`;
  const made: Node = {
    type: 'Segment',
    parent: reach,
    name,
    place: { start, km, length: 0.7, points },
    refs: plan.cpt === undefined ? {} : { cpt: plan.cpt },
    pin: isPrinted ? 20019 : undefined,
  };
  const below: Node[] = [];
  for (let row = 0; row < crosses; row += 1) {
    const at = isPrinted ? 12.34 : km + (row + 0.5) * 0.06;
    below.push({
      type: 'CrossSection',
      parent: made,
      name: `${name} km ${at.toFixed(3)}`,
      place: { start: start + 6 + row, km: rounded(at, 3) },
      pin: isPrinted && row === 0 ? 20022 : undefined,
    });
  }
  const across = Math.max(1, Math.round(Math.sqrt(points / 2)));
  for (let row = 0; row < points; row += 1) {
    below.push({
      type: 'ExitPoint',
      parent: made,
      name: `${name}/EP-${pad(row + 1, 3)}`,
      place: {
        start: start + 60,
        km: rounded(km + ((row % across) + 1) * 0.025, 4),
        aside: 20 + Math.floor(row / across) * 25,
      },
      pin: isPrinted && row === 17 ? 20043 : undefined,
    });
  }
  const shown = below.find(({ type }) => type === 'ExitPoint');
  if (shown !== undefined) made.refs = { ...made.refs, point: shown };
  yield made;
  yield* below;
}

const materialNames = [
  'Clay, organic',
  'Peat, fibrous',
  'Clay, silty',
  'Clay, sandy',
  'Sand, Holocene',
  'Sand, Pleistocene',
  'Loam',
  'Peat, clayey',
  'Dike fill, clay',
  'Gravel',
];

function* materials(library: Node, count: number): Iterable<Node> {
  for (let row = 0; row < count; row += 1) {
    const round = Math.floor(row / materialNames.length);
    yield {
      type: 'SoilMaterial',
      parent: library,
      name: `${materialNames[row % materialNames.length]}${round === 0 ? '' : ` (${round + 1})`}`,
      place: { start: 1 + row * 0.05, soil: row },
      pin: row === 1 ? 20008 : undefined,
      files:
        row === 1
          ? [
              { name: 'lab report 24-1187.pdf', pin: 60101 },
              { name: 'lab report 24-1203 final.pdf', pin: 60102 },
            ]
          : [],
    };
  }
}
