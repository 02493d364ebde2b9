import { Random, rounded } from '../random.ts';
import { type Node, shares } from '../world.ts';

const pad = (value: number): string => String(value).padStart(2, '0');
const modelNames = [
  'Norrvind NV-148',
  'Norrvind NV-155',
  'Halden H130',
  'Halden H142',
  'Estrella E-136',
  'Estrella E-160',
  'Kite & Co K4',
  'Boreal B-150',
  'Boreal B-164',
  'Norrvind NV-126',
];

/** The tree of world C for so many entities, by the shares of its types; parents before children. */
export function* windTree(entities: number, seed: number): Iterable<Node> {
  const random = new Random(seed, 13, 'tree');
  const part = (share: number, least = 1): number => Math.max(least, Math.round(entities * share));
  const turbines = part(0.3, 5);
  const foundationsOf = shares(part(0.62, 6), turbines, random, 200);
  const farm: Node = {
    type: 'WindFarm',
    parent: null,
    name: 'Hollandse Duin',
    place: { start: 0, turbines },
    pin: 40001,
  };
  const library: Node = {
    type: 'ModelLibrary',
    parent: null,
    name: 'Turbine library',
    place: { start: 0.1 },
    pin: 40002,
  };
  const models = Array.from({ length: part(0.01, 10) }, (_, index): Node => {
    const round = Math.floor(index / modelNames.length);
    return {
      type: 'TurbineModel',
      parent: library,
      name: `${modelNames[index % modelNames.length]}${round === 0 ? '' : ` mk ${round + 1}`}`,
      place: { start: 0.3 + index * 0.02, model: index },
      pin: index < 2 ? 40204 + index : undefined,
      files:
        index % 2 === 0
          ? [{ name: `data sheet ${index + 1}.pdf`, pin: index === 0 ? 60810 : undefined }]
          : [],
    };
  });
  const campaigns = Array.from({ length: part(0.02) }, (_, index): Node => {
    const name = `mast_A_100m_2024-${pad(3 + (index % 9))}${index % 3 === 2 ? '.nc' : '.csv'}`;
    return {
      type: 'WindCampaign',
      parent: farm,
      name,
      place: { start: 30 + (index % 400) },
      pin: index === 0 ? 40180 : undefined,
      files: [{ name, size: 400_000 + index }],
    };
  });
  farm.refs = { model: models[0] as Node, campaign: campaigns[0] as Node };
  yield farm;
  yield library;
  yield* models;
  yield* campaigns;

  const first: Node[] = [];
  for (let index = 0; index < turbines; index += 1) {
    const model = (index < 12 ? models[0] : models[index % models.length]) as Node;
    const name = `T-${pad(index + 1)}`;
    const start = 0.6 + (index % 12);
    const turbine: Node = {
      type: 'Turbine',
      parent: farm,
      name,
      place: { start, turbine: index, modelName: model.name, foundationName: `${name} option A` },
      pin: ({ 0: 40011, 1: 40012, 4: 40015 } as Record<number, number>)[index],
      refs: { model },
    };
    const count = index === 0 ? Math.max(2, foundationsOf[0] ?? 2) : (foundationsOf[index] ?? 0);
    const foundations = Array.from({ length: count }, (_, row): Node => {
      const isPrinted = index === 0 && row === 0;
      return {
        type: 'Foundation',
        parent: turbine,
        name: `${name} option ${String.fromCharCode(65 + (row % 26))}${row < 26 ? '' : Math.floor(row / 26)}`,
        place: { start: rounded(start + 40 + row * 9, 2) },
        pin: isPrinted ? 40052 : undefined,
        files: isPrinted ? [{ name: 'Plaxis export.esa', size: 8_816_120, pin: 60901 }] : [],
      };
    });
    if (foundations[0] !== undefined) turbine.refs = { model, foundation: foundations[0] };
    yield turbine;
    yield* foundations;
    if (first.length < 8) first.push(turbine);
  }
  for (let index = 0; index < part(0.05); index += 1) {
    yield {
      type: 'CostCase',
      parent: farm,
      name: `Cost case ${pad(index + 1)}${index === 0 ? ' - permit layout' : ''}`,
      place: { start: 120 + (index % 500) },
      pin: index === 0 ? 40301 : undefined,
      refs: { turbines: first.slice(0, 2 + (index % 6)) },
    };
  }
}
