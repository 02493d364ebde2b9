import { Random, rounded } from '../random.ts';
import { type Node, type NodeFile, shares } from '../world.ts';

const districts = [
  'Centre',
  'North',
  'Harbour',
  'East',
  'Oosterpark',
  'West',
  'Veenpolder',
  'Zuid',
  'Stationskwartier',
  'Dijkzicht',
  'Meerkanten',
  'Industry',
];
const bridgeNames = [
  'Lockhouse bridge',
  'Mill bridge',
  'Eel market',
  'Long bridge',
  'Ropewalk',
  'Tar works',
  'Nieuwe Brug',
  'Weigh house',
  'Glass bridge',
  'Ferry steps',
];
const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');

/** The tree of world B for so many entities, by the shares of its types; parents before children. */
export function* bridgeTree(entities: number, seed: number): Iterable<Node> {
  const random = new Random(seed, 12, 'tree');
  const part = (share: number): number => Math.max(1, Math.round(entities * share));
  const bridges = Math.max(12, part(0.22));
  const bridgesOf = shares(bridges - 12, 12, random, Number.POSITIVE_INFINITY).map((count) => count + 1);
  const total = bridgesOf.reduce((sum, count) => sum + count, 0);
  const inspections = part(0.48);
  const ratings = part(0.09);
  const documents = part(0.21);
  let [madeInspections, madeRatings, madeDocuments, index] = [0, 0, 0, 0];

  const register: Node = {
    type: 'Register',
    parent: null,
    name: 'Bridge register',
    place: { start: 0 },
    pin: 30001,
  };
  yield register;
  const nodes: Node[] = districts.map((name, district) => ({
    type: 'District',
    parent: register,
    name: `District ${name}`,
    place: { start: 0.01 * district, district },
    pin: 30002 + district,
  }));
  yield* nodes;
  for (const [district, parent] of nodes.entries()) {
    for (let row = 0; row < (bridgesOf[district] ?? 0); row += 1) {
      const isPrinted = index === 0;
      const number = isPrinted ? 417 : 100 + ((index * 7) % 9000);
      const name = bridgeNames[index % bridgeNames.length];
      const reached = (whole: number): number => Math.round(((index + 1) / total) * whole);
      const start = rounded((index / total) * 14, 2);
      const counts = {
        inspections: isPrinted ? 2 : Math.min(5, Math.max(0, reached(inspections) - madeInspections)),
        ratings: isPrinted ? 1 : Math.max(0, reached(ratings) - madeRatings),
        documents: isPrinted ? 2 : Math.max(0, reached(documents) - madeDocuments),
      };
      yield* bridge(
        parent,
        isPrinted || index % 6 !== 5 ? `BR-${pad(number, 4)} ${name}` : `BR-${pad(number, 4)}`,
        { number, start, isPrinted, random, ...counts },
      );
      madeInspections += counts.inspections;
      madeRatings += counts.ratings;
      madeDocuments += counts.documents;
      index += 1;
    }
  }
}

interface BridgePlan {
  number: number;
  start: number;
  isPrinted: boolean;
  random: Random;
  inspections: number;
  ratings: number;
  documents: number;
}

function* bridge(district: Node, name: string, plan: BridgePlan): Iterable<Node> {
  const { number, start, isPrinted, random } = plan;
  const photo: NodeFile = {
    name: isPrinted
      ? 'IMG_20240112_091405.jpg'
      : `IMG_2024${pad(random.int(101, 628), 4)}_${random.int(101010, 165959)}.jpg`,
    size: random.int(1_400_000, 5_200_000),
    pin: isPrinted ? 60407 : undefined,
  };
  const made: Node = {
    type: 'Bridge',
    parent: district,
    name,
    place: { start, number },
    pin: isPrinted ? 30017 : undefined,
    files: isPrinted || random.chance(0.5) ? [photo] : [],
  };
  const below: Node[] = [];
  for (let row = 0; row < plan.inspections; row += 1) {
    const year = 2024 - 2 * row;
    const first = isPrinted && row === 0;
    below.push({
      type: 'Inspection',
      parent: made,
      name: `Inspection ${year}`,
      place: { start: start + 40 + row, year },
      pin: first ? 30021 : undefined,
      files: first ? printedFiles : inspectionFiles(number, random),
    });
  }
  for (let row = 0; row < plan.ratings; row += 1) {
    below.push({
      type: 'LoadRating',
      parent: made,
      name: isPrinted ? 'LR-2' : `LR-${row + 1}`,
      place: { start: start + 90 + row },
      pin: isPrinted && row === 0 ? 30033 : undefined,
      files: [
        {
          name: isPrinted ? 'ontwerp def def.esa' : `br${number} v${random.int(1, 4)}.esa`,
          size: 9_000_000 + number,
          pin: isPrinted && row === 0 ? 60431 : undefined,
        },
      ],
    });
  }
  for (let row = 0; row < plan.documents; row += 1) {
    const file = isPrinted
      ? ([
          { name: 'W-74-12 rev C.pdf', size: 3_418_220 },
          { name: 'inspectie 2022 final.pdf', size: 2_204_118 },
        ][row] as NodeFile)
      : documentFile(number, row, random);
    below.push({
      type: 'Document',
      parent: made,
      name: file.name,
      place: { start: start + 20 + row },
      pin: isPrinted ? 30040 + row : undefined,
      files: [file],
    });
  }
  const latest = below.find(({ type }) => type === 'Inspection');
  if (latest !== undefined) made.refs = { inspection: latest };
  yield made;
  yield* below;
}

const printedFiles: readonly NodeFile[] = [
  { name: 'sketch 417.svg', size: 18_204, pin: 60412 },
  { name: 'IMG_20241009_101532.jpg', size: 2_811_402, pin: 60420 },
  { name: 'IMG_20241009_101611.jpg', size: 2_906_118, pin: 60421 },
  { name: 'IMG_20241009_103907.jpg', size: 3_102_777, pin: 60422 },
];

const inspectionFiles = (number: number, random: Random): NodeFile[] =>
  random.chance(0.4)
    ? [
        { name: `sketch ${number}.svg`, size: random.int(6_000, 40_000) },
        {
          name: `IMG_2024${pad(random.int(301, 1128), 4)}_${random.int(91010, 165959)}.jpg`,
          size: random.int(1_900_000, 4_100_000),
        },
      ]
    : [];

function documentFile(number: number, row: number, random: Random): NodeFile {
  const year = random.int(58, 99);
  return random.pick<NodeFile>([
    {
      name: `W-${year}-${pad(random.int(1, 40), 2)} rev ${random.pick(['A', 'B', 'C'])}.pdf`,
      size: random.int(600_000, 6_000_000),
    },
    { name: `berekening BR-${pad(number, 4)} (${row + 1}).pdf`, size: random.int(900_000, 9_000_000) },
    { name: `tekening ${number}.dwg`, size: random.int(300_000, 4_000_000) },
    { name: `IMG_2023${pad(random.int(301, 1128), 4)}_101532.jpg`, size: random.int(1_900_000, 4_100_000) },
  ]);
}
