import { moved, ring } from '../geometry.ts';
import { Random, rounded } from '../random.ts';
import { note } from '../text.ts';
import { at, edited, listAt, numberAt, params } from '../values.ts';
import { type Made, numberOf, refOf, refsOf, type WorldType } from '../world.ts';

type Fill = WorldType['fill'];

const centre = { lat: 52.2512, lon: 4.4561 };

const farm: Fill = (made, random, defaults) =>
  edited(defaults, {
    'site.boundary': ring(centre, 6, 1400, random),
    'wind.source': 'campaign',
    'wind.campaign': refOf(made, 'campaign'),
    'wind.rose': Array.from({ length: 12 }, (_, sector) => ({
      sector: sector * 30,
      freq: random.typed(4.5, 14, 1),
      A: random.typed(7.5, 11.5, 1),
      k: random.typed(1.9, 2.35, 2),
    })),
    'layout.model': refOf(made, 'model'),
  });

export interface OptimiserRound {
  when: string;
  spacing: number;
  /** How many turbines it moved. */
  moved: number;
}

/** The optimiser's results that were applied to the farm, oldest first. */
export const optimiserRounds: readonly OptimiserRound[] = [
  { when: '2024-06-11 15:02', spacing: 5.5, moved: 40 },
  { when: '2024-06-11 15:31', spacing: 6, moved: 38 },
  { when: '2024-07-02 10:14', spacing: 5.5, moved: 31 },
  { when: '2024-09-17 13:40', spacing: 6.5, moved: 36 },
  { when: '2024-11-05 09:26', spacing: 6, moved: 27 },
  { when: '2025-01-21 14:55', spacing: 5, moved: 40 },
  { when: '2025-03-30 16:10', spacing: 5.5, moved: 22 },
  { when: '2025-06-24 11:48', spacing: 6, moved: 18 },
  { when: '2025-09-02 10:33', spacing: 5, moved: 25 },
  { when: '2025-12-09 15:17', spacing: 6, moved: 14 },
  { when: '2026-03-10 09:52', spacing: 5, moved: 11 },
  { when: '2026-05-11 17:20', spacing: 5.5, moved: 9 },
];

/** The rounds that moved this turbine. */
export function roundsOf(made: Made): OptimiserRound[] {
  const index = numberOf(made, 'turbine');
  return optimiserRounds.filter((round, order) => (index * 7 + order * 5) % 45 < round.moved);
}

/** Where a turbine stands after so many of the optimiser's rounds; the last round leaves it at its own place. */
export function turbinePlace(made: Made, round: number, rounds: number) {
  const index = numberOf(made, 'turbine');
  const own =
    made.pin === 40011
      ? { lat: 52.254417, lon: 4.458902 }
      : moved(
          centre,
          ((index % 7) - 3) * 560 + 40 * Math.sin(index),
          (Math.floor(index / 7) - 3) * 520 + 30 * Math.cos(index * 2),
        );
  if (round >= rounds) return own;
  const random = new Random(made.seed, made.world, made.ordinal, 'place', round);
  return moved(own, random.between(-180, 180), random.between(-180, 180));
}

const turbine: Fill = (made, random, defaults) =>
  edited(defaults, {
    'position.point': turbinePlace(made, 0, roundsOf(made).length),
    'position.elevation': random.typed(1.5, 5, 1),
    'machine.model': refOf(made, 'model'),
    'machine.hub_height': random.pick([105, 119, 119, 134]),
    'machine.mode': random.pick(['normal', 'normal', 'noise 1', 'noise 2']),
    'noise.receptors': ['Duinlust farm', 'Zandweg 12', 'Kievitshoek 3']
      .slice(0, random.int(1, 3))
      .map((name) => {
        const distance = random.typed(500, 1900, 1);
        return { name, distance, limit: 47, level: noiseAt(distance, 'normal') };
      }),
    'checks.bird_radar': random.chance(0.4),
    'checks.remarks': random.chance(0.5) ? note(made.world, random, random.int(1, 4)) : '',
    'foundation.selected': refOf(made, 'foundation'),
    curtail: random.chance(0.4)
      ? [{ from_month: 4, to_month: 10, at_night: true, above: random.typed(4, 6.5, 1) }]
      : [],
  });

const modeSteps: Record<string, number> = { normal: 0, 'noise 1': 2, 'noise 2': 4, off: 30 };

/** dB(A) at a receptor, by the stand-in formula of the description. */
export const noiseAt = (distance: number, mode: string): number =>
  rounded(
    104.5 - 20 * Math.log10(Math.max(1, distance)) - 11 - (modeSteps[mode] ?? 0) + 10 * Math.log10(2),
    1,
  );

const foundation: Fill = (_made, random, defaults) => {
  const count = random.int(22, 44);
  const outer = Math.round(count * 0.66);
  const top = random.typed(2, 4, 1);
  return edited(defaults, {
    'geo.mast.vertical': random.int(38, 45) * 100,
    'geo.mast.moment': random.int(132, 176) * 1000,
    'geo.slab.diameter': random.int(36, 46) / 2,
    'geo.piles.count': count,
    'geo.piles.length': random.int(16, 24),
    'geo.piles.rings': [
      { radius: 9.4, number: outer, rake: 8, first: 0 },
      { radius: 7, number: count - outer, rake: 0, first: 15 },
    ],
    'ground.profile': [
      { layer: 'Dune sand, loose', top, qc: random.typed(4, 8, 1), gamma: 18, friction: 0.9 },
      { layer: 'Clay', top: random.typed(-4, -2, 1), qc: 0.8, gamma: 16.5, friction: 3.1 },
      {
        layer: 'Sand, dense',
        top: random.typed(-10, -8, 1),
        qc: random.int(18, 28),
        gamma: 20,
        friction: 0.7,
      },
    ],
    'ground.tip': random.int(40, 66) * 1000,
    'ground.lateral': random.int(8, 13) * 1000,
    'rebar.concrete': random.pick(['C30/37', 'C35/45', 'C35/45', 'C40/50']),
    'results.picked': random.chance(0.3) ? ['pile_03', 'pile_04'] : [],
  });
};

const campaign: Fill = (made, random, defaults) =>
  edited(defaults, {
    meta: {
      from: '2024-03-01',
      to: '2025-02-28',
      height: 100,
      gaps: [{ from: '2024-11-23 04:00', to: '2024-11-26 12:00', reason: 'storm, logger down' }],
    },
    stats: {
      speed: Array.from({ length: made.hidden }, () => random.typed(0.5, 18, 2)),
      direction: Array.from({ length: made.hidden }, () => random.int(0, 359)),
      turbulence: Array.from({ length: made.hidden }, () => random.between(0.05, 0.2)),
    },
  });

const library: Fill = () => params({});

const makers = ['Norrvind', 'Halden', 'Estrella', 'Kite & Co', 'Boreal'];

/** 25 rows from 3 m/s on: a cubic rise to the rated power (MW). */
export const powerCurve = (rated: number) =>
  Array.from({ length: 25 }, (_, row) => {
    const v = row + 1;
    const share = v < 3 ? 0 : Math.min(1, (v ** 3 - 22) / (12 ** 3 - 22));
    return {
      v,
      p: Math.round(share * rated * 1000),
      ct: rounded(v < 3 ? 0 : v < 9 ? 0.82 : 0.82 * (9 / v) ** 2.4, 2),
    };
  });

const model: Fill = (made, random, defaults) => {
  const rated = random.pick([3.6, 4.2, 4.8, 5.6, 6.2]);
  const diameter = random.int(118, 164);
  const isApproved = random.chance(0.6);
  return edited(defaults, {
    general: {
      maker: makers[numberOf(made, 'model') % makers.length],
      type: made.name.split(' ').at(-1),
      rated,
    },
    rotor: { diameter, hub_options: random.some([95, 105, 119, 134, 150], 3) },
    colour: { r: random.int(0, 200), g: random.int(60, 180), b: random.int(60, 230) },
    'curve.power': powerCurve(rated),
    datasheet: made.files,
    approved: isApproved,
    approved_on: isApproved ? '2025-02-14' : null,
  });
};

const cost: Fill = (made, random, defaults) =>
  edited(defaults, {
    'input.prices': [
      { item: 'Concrete C35/45', unit: 'm³', price: random.typed(140, 165, 1), index: 4.1 },
      { item: 'Reinforcement', unit: 'kg', price: random.typed(1.05, 1.4, 2), index: -2 },
      { item: 'Pile, 450 mm', unit: 'm', price: random.int(70, 95), index: 1.5 },
      { item: 'Turbine, delivered', unit: 'MW', price: random.int(820, 990) * 1000, index: 0 },
    ],
    'input.discount': random.typed(3, 8, 2),
    'input.years': random.pick([20, 25, 25, 30]),
    'input.turbines': refsOf(made, 'turbines'),
    'result.note': random.chance(0.5) ? note(made.world, random, random.int(1, 3)) : '',
  });

export const fill = { farm, turbine, foundation, campaign, library, model, cost };

type Summarize = NonNullable<WorldType['summarize']>;

export const summarize: Record<'farm' | 'turbine' | 'foundation' | 'model' | 'cost', Summarize> = {
  farm: (value, made) => {
    const turbines = numberOf(made, 'turbines');
    const rose = listAt(value, 'wind.rose');
    const factor = rose.reduce<number>(
      (sum, row) => sum + (numberAt(row, 'freq') / 100) * Math.min(0.55, (numberAt(row, 'A') / 17) ** 1.7),
      0,
    );
    const direction = ((numberAt(value, 'layout.direction', 240) - 240) * Math.PI) / 180;
    const loss =
      0.34 * Math.max(1, numberAt(value, 'layout.spacing', 5)) ** -1.15 * (1 + 0.2 * Math.cos(direction));
    return {
      turbines,
      power: rounded(turbines * 4.8, 1),
      yield: rounded(4.8 * turbines * 8.76 * factor * (1 - loss), 1),
      noise: 44.8,
    };
  },
  turbine: (value, made) => {
    const mode = at(value, ['machine', 'mode']);
    const margins = listAt(value, 'noise.receptors').map(
      (row) =>
        numberAt(row, 'limit') -
        noiseAt(numberAt(row, 'distance', 1000), typeof mode === 'string' ? mode : ''),
    );
    return {
      model: String(made.place.modelName ?? ''),
      hub_height: numberAt(value, 'machine.hub_height') || null,
      margin: margins.length === 0 ? null : rounded(Math.min(...margins), 1),
      foundation: at(value, ['foundation', 'selected']) ? String(made.place.foundationName ?? '') : null,
    };
  },
  foundation: (value) => {
    const part = (path: string, otherwise: number): number => numberAt(value, path, otherwise);
    const [outer, edge, middle] = [
      part('geo.slab.diameter', 19),
      part('geo.slab.edge', 0.9),
      part('geo.slab.centre', 2.8),
    ];
    const inner = part('geo.mast.diameter', 4.6) + 1;
    const concrete =
      (Math.PI / 4) * outer ** 2 * edge +
      (Math.PI / 12) * (middle - edge) * (outer ** 2 + outer * inner + inner ** 2);
    const layers = listAt(value, 'rebar.layers').length;
    const xs = listAt(value, 'geo.piles.rings').flatMap((row) => {
      const count = Math.min(200, Math.max(0, Math.round(numberAt(row, 'number'))));
      return Array.from(
        { length: count },
        (_, pile) =>
          numberAt(row, 'radius') *
          Math.cos((2 * Math.PI * pile) / count + (numberAt(row, 'first') * Math.PI) / 180),
      );
    });
    const squares = xs.reduce((sum, x) => sum + x * x, 0) || 1;
    const capacity = (55 * part('geo.piles.length', 18) * part('geo.piles.diameter', 450)) / 420;
    const most = xs.reduce(
      (worst, x) =>
        Math.max(
          worst,
          Math.abs(
            part('geo.mast.vertical', 3800) / xs.length - (part('geo.mast.moment', 140000) * x) / squares,
          ),
        ),
      0,
    );
    return {
      piles: part('geo.piles.count', 28),
      concrete: rounded(concrete, 1),
      steel: rounded((105 * concrete * (1 + 0.15 * (layers - 4))) / 1000, 1),
      utilisation: capacity > 0 ? rounded(most / capacity, 3) : null,
    };
  },
  model: (value) => ({
    rated: numberAt(value, 'general.rated') || null,
    rotor: numberAt(value, 'rotor.diameter') || null,
  }),
  cost: (value) => {
    const total = listAt(value, 'input.prices').reduce<number>(
      (sum, row) => sum + numberAt(row, 'price') * 40,
      0,
    );
    const power = Math.max(1, listAt(value, 'input.turbines').length) * 4.8;
    return { total: rounded(total, 0), per_mw: rounded(total / power, 0) };
  },
};
