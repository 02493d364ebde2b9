// Whole though long: one small function for each type, in the order of the forms; the order of its random numbers makes the bytes of the sample.

import { isArray, type JsonValue } from '../../../../contract/json/value.ts';
import { alongLevee, axis, ring, soilClasses, soilColumn, toGrid } from '../geometry.ts';
import { Random, rounded } from '../random.ts';
import { note } from '../text.ts';
import { at, edited, listAt, numberAt, params, stepsOf, textAt } from '../values.ts';
import { type Made, numberOf, refOf, type WorldType } from '../world.ts';
import { headersOf, measurements } from './sounding.ts';

type Fill = WorldType['fill'];

const kilometre = (made: Made): number => numberOf(made, 'km', 12);
/** Kilometre 11.4 is where the first reach starts. */
const onLevee = (km: number, aside: number) => alongLevee(km - 11.4, aside);
const isoDay = (start: number): string =>
  new Date(Date.UTC(2024, 1, 5) + start * 86_400_000).toISOString().slice(0, 10);
const startOf = (made: Made): number => numberOf(made, 'start');
const groundAt = (km: number): number => rounded(3.4 + 0.5 * Math.sin(km * 2.3), 2);

const programme: Fill = (_made, _random, defaults) =>
  edited(defaults, {
    'general.contract_no': 'WA-2024-0117',
    'general.start': '2024-02-05',
    'general.finish': '2031-12-31',
    'general.scope':
      'Upgrade of about 31 km of river levee to the standard of 2050.\n\n- assessment of all segments\n- design of berms and seepage walls\n- soundings every 100 m',
    'team.members': [
      { name: 'Ilse Verhagen', role: 'lead', share: 60 },
      { name: 'Tomás Arrieta', role: 'engineer', share: 80 },
      { name: 'Noor Bakkali', role: 'engineer', share: 40 },
      { name: 'Adaeze Obi', role: 'reviewer', share: 10 },
    ],
  });

const reach: Fill = (made, random, defaults) => {
  const from = kilometre(made);
  const rows = Array.from({ length: random.int(1, 4) }, (_, row) => ({
    name: `${numberOf(made, 'reach', 4)}-${String(6 + row).padStart(2, '0')}`,
    from_km: rounded(from + row * 0.7, 2),
    to_km: rounded(from + (row + 1) * 0.7, 2),
    norm: random.pick([3000, 10000, 30000]),
  }));
  const soils = listAt(defaults, 'soils.table').map((soil) =>
    edited(soil, { k_hor: rounded(numberAt(soil, 'k_hor') * random.between(0.7, 1.4), 5) }),
  );
  return edited(defaults, {
    axis: axis(onLevee(from, 0), random.int(20, 60), random),
    entry_line: made.files[0] ?? null,
    'alignment.line.river_side': random.pick(['left', 'left', 'right']),
    'inputs.sources.investigation': refOf(made, 'investigation'),
    'inputs.sources.library': refOf(made, 'library'),
    'inputs.sources.rasters': made.files.slice(1),
    'soils.table': soils,
    'generation.rows': rows,
  });
};

function layersHere(km: number, random: Random) {
  return soilColumn(km * 1000, groundAt(km), random).map(({ soil, top }) => ({
    soil,
    top: rounded(top, 2),
    aquifer: soilClasses.find(({ name }) => name === soil)?.aquifer ?? false,
  }));
}

const segment: Fill = (made, random, defaults) => {
  const from = kilometre(made);
  const to = rounded(from + numberOf(made, 'length', 0.7), 2);
  const corners = [
    onLevee(from, 0),
    onLevee(from, -110),
    onLevee((from + to) / 2, -118),
    onLevee(to, -110),
    onLevee(to, 0),
  ];
  const layers = layersHere(from, random);
  const [first] = listAt(defaults, 'schematisation.soil.scenarios');
  const base = edited(first ?? null, {
    layers,
    k1: rounded(random.between(2, 24), 5),
    d70_1: random.typed(0.18, 0.36, 2),
  });
  const scenarios = random.chance(0.5)
    ? [base]
    : [
        edited(base, { weight: 0.7 }),
        edited(base, {
          name: 'Thin cover',
          weight: 0.3,
          layers: layers.filter(({ soil }) => soil !== 'Peat'),
        }),
      ];
  return edited(defaults, {
    polygon: [...corners, corners[0]],
    from_km: from,
    to_km: to,
    river_level: random.typed(9.8, 12.4, 2),
    polder_level: random.typed(2, 3.6, 1),
    damping: random.typed(0.55, 1, 2),
    n_points: numberOf(made, 'points'),
    'schematisation.soil.scenarios': scenarios,
    'schematisation.soil.shown': 'Base',
    'hydraulics.model.method': random.pick(['1', '1', '2', '0']),
    'hydraulics.leakage.rows': random.chance(0.6)
      ? [{ scenario: 'Base', foreland: random.int(4, 30) * 10, hinterland: random.typed(200, 700, 1) }]
      : [],
    'results.view.scenario': 'Base',
    'results.view.point': refOf(made, 'point'),
    'results.view.cpt': refOf(made, 'cpt'),
    'results.edit.note': random.chance(0.3) ? note(made.world, random, 2) : '',
    ditches: random.chance(0.4) ? ditches(from, 1, random) : null,
  });
};

/** Ditches in national grid metres, as the app stores them. */
export function ditches(km: number, count: number, random: Random, corners = 6) {
  return Array.from({ length: count }, (_, index) => {
    const centre = onLevee(km + 0.12 * index, -60);
    const pairs = (radius: number, points: number) =>
      ring(centre, points, radius, random).map((point) => {
        const { x, y } = toGrid(point);
        return [rounded(x, 3), rounded(y, 3)];
      });
    return {
      slope: 1.5,
      depth: random.typed(0.4, 0.9, 1),
      ring: pairs(9, corners),
      centre: pairs(4, Math.max(3, corners >> 1)).slice(0, -1),
    };
  });
}

const crossSection: Fill = (made, random, defaults) => {
  const crest = random.typed(11.4, 12.6, 2);
  const toe = groundAt(kilometre(made));
  const points = [
    { name: 'toe out', x: random.typed(-34, -28, 1), z: rounded(toe + 0.6, 2) },
    { name: 'crest out', x: -4.5, z: crest },
    { name: 'crest in', x: 1.5, z: rounded(crest - 0.05, 2) },
    { name: 'berm in', x: random.typed(16, 21, 2), z: rounded(toe + 2.6, 2) },
    { name: 'toe in', x: random.typed(31, 37, 1), z: toe },
    { name: 'ditch', x: random.typed(40, 44, 1), z: rounded(toe - 1.4, 2) },
  ];
  const phase = (name: string, kind: string, river: number, last: boolean) => ({
    name,
    kind,
    river,
    factor: random.typed(1.05, 1.7, 3),
    phreatic: [
      { x: -40, z: river },
      { x: last ? -4.5 : 0, z: rounded(river - 0.4, 2) },
      { x: 45, z: rounded(toe - 0.5, 2) },
    ],
  });
  return edited(defaults, {
    'geometry.profile.chainage': rounded(kilometre(made), 3),
    'geometry.profile.points': points,
    'geometry.profile.road': random.chance(0.4),
    'geometry.berm.width': random.int(0, 40) / 2,
    'geometry.berm.slope': random.pick([2, 2.5, 3, 3, 4, 5]),
    'stability.setup.method': random.pick(['bishop', 'uplift_van', 'uplift_van', 'spencer']),
    'stability.setup.drainage': random.some(['Cover clay', 'Peat', 'Deep clay'], random.int(0, 2)),
    'stability.phases': [
      phase('Daily', 'daily', 6.2, false),
      phase('Design flood', 'flood', random.typed(10.6, 11.8, 2), true),
    ],
    'stability.remarks': random.chance(0.6) ? note(made.world, random, random.int(1, 7)) : '',
  });
};

const exitPoint: Fill = (made, random, defaults) => {
  const km = kilometre(made);
  const { x, y } = toGrid(onLevee(km, -numberOf(made, 'aside', 30)));
  const ground = groundAt(km);
  const column = soilColumn(km * 1000, ground, random);
  const voxels = Array.from({ length: made.hidden <= 4 ? 4 : random.int(20, 90) }, (_, index) => {
    const top = ground - 0.045 - index * 0.25;
    const soil = soilClasses[random.int(0, 4)] as (typeof soilClasses)[number];
    return {
      soil: { name: soil.aquifer ? 'Fine sand' : 'Clay', colour: soil.colour },
      properties: {
        gamma: random.between(15, 20),
        k_v: random.normal() * 2,
        p_peat: 5,
        p_clay: 90,
        p_sand: 5,
      },
      top: rounded(top, 3),
      bottom: rounded(top - 0.25, 3),
    };
  });
  const layers = column.map(({ soil, top, bottom }) => {
    const { aquifer = false, colour = [0, 0, 0] } = soilClasses.find(({ name }) => name === soil) ?? {};
    return { soil: { name: soil, colour }, properties: { aquifer }, top, bottom };
  });
  return edited(defaults, {
    point: { x, y, ground },
    'cross.extend_land': random.pick([30, 30, 45, 60]),
    'view.scenario': 'Base',
    model_layers: { layers: voxels },
    layers: { layers },
  });
};

const investigation: Fill = (made, random, defaults) =>
  edited(defaults, {
    'general.supplier': random.pick(['Boorbedrijf Veenstra', 'Sondeerdienst Oost', 'Geoprobe Noord']),
    'general.campaign_start': isoDay(startOf(made) + 20),
    'general.campaign_end': isoDay(startOf(made) + 96),
    'general.standard': 'NEN-EN-ISO 22476-1:2012',
    'general.remarks': note(made.world, random, 2),
  });

const cpt: Fill = (made, random, defaults) => {
  const km = kilometre(made);
  const place = toGrid(onLevee(km, -numberOf(made, 'aside', 20)));
  const ground = rounded(groundAt(km) + random.between(-0.1, 0.2), 2);
  const column = soilColumn(km * 1000, ground, random);
  const original = column.map(({ soil, top, bottom }) => ({
    soil: { name: soil, colour: [143, 219, 128], properties: {} },
    top,
    bottom,
  }));
  return edited(defaults, {
    ground_level: ground,
    water_level: rounded(ground - random.between(0.6, 1.4), 2),
    x_rd: rounded(place.x, 2),
    y_rd: rounded(place.y, 2),
    soil_layout: column.map(({ soil, top }) => ({ soil, top: rounded(top, 2) })),
    headers: headersOf(isoDay(startOf(made)), random),
    measurements: measurements(column, made.hidden, random),
    soil_layout_original: { layers: original },
  });
};

const dutch: Record<string, string> = {
  clay: 'Klei, matig siltig, slap, resten riet',
  peat: 'Veen, mineraalarm, bruin',
  sand: 'Zand, matig fijn, zwak siltig',
};
const english: Record<string, string> = {
  clay: 'Clay, strongly sandy, roots, bits of brick',
  peat: 'Peat, fibrous, soft, smell of marsh gas',
  sand: 'Sand, medium fine, slightly silty, shells',
};
const borehole: Fill = (made, random, defaults) => {
  const km = kilometre(made);
  const ground = groundAt(km);
  const layers = soilColumn(km * 1000, ground, random)
    .filter(({ top }) => ground - top < 20)
    .map(({ soil, top, bottom }) => {
      const main = soil.includes('sand') ? 'sand' : soil === 'Peat' ? 'peat' : 'clay';
      return {
        top: rounded(ground - top, 2),
        bottom: rounded(Math.min(20, ground - bottom), 2),
        main,
        colour: random.pick(['dark grey-brown', 'grey', 'brown', 'light grey']),
        text: (random.chance(0.5) ? dutch : english)[main],
      };
    });
  return edited(defaults, {
    log: {
      date: isoDay(startOf(made)),
      depth: layers.at(-1)?.bottom ?? 18.5,
      drilled_by: 'Boorbedrijf Veenstra',
    },
    layers,
    headers: headersOf(isoDay(startOf(made)), random),
  });
};

/** The library has no form: nothing is stored. */
const library: Fill = () => params({});

const classes = [
  ['Clay, organic', 'Kh3', 14.2, 'shansep'],
  ['Peat, fibrous', 'Vm', 10.5, 'shansep'],
  ['Clay, silty', 'Ks2', 17.1, 'shansep'],
  ['Clay, sandy', 'Kz2', 18.0, 'mc'],
  ['Sand, Holocene', 'Zs1', 19.0, 'mc'],
  ['Sand, Pleistocene', 'Zs3', 20.0, 'mc'],
  ['Loam', 'Lz1', 19.2, 'mc'],
  ['Peat, clayey', 'Vk1', 11.3, 'shansep'],
  ['Dike fill, clay', 'Kz1', 18.4, 'mc'],
  ['Gravel', 'Gs1', 21.0, 'mc'],
] as const;

const material: Fill = (made, random, defaults) => {
  const [name, code, wet, model] = classes[numberOf(made, 'soil') % classes.length] ?? classes[0];
  const isPlastic = model === 'shansep';
  const year = 24 + (made.ordinal % 2);
  const rows = Array.from({ length: random.int(0, 6) }, () => ({
    lab_no: `${year}-${random.int(1000, 1399)}`,
    depth: random.typed(1, 9, 1),
    kind: random.pick(['triaxial', 'DSS', 'oedometer']),
    value: random.typed(0.2, 0.6, 2),
    date: isoDay(startOf(made) + random.int(10, 160)),
  }));
  const k = isPlastic ? random.typed(0.001, 0.02, 3) : random.typed(1, 25, 1);
  return edited(defaults, {
    general: {
      name,
      code,
      colour: { r: random.int(60, 240), g: random.int(60, 220), b: random.int(10, 120) },
      gamma_dry: rounded(wet - (isPlastic ? 0.3 : 2), 1),
      gamma_wet: wet,
    },
    strength: {
      model,
      c: isPlastic ? null : random.int(0, 8),
      phi: isPlastic ? null : random.typed(26, 36, 1),
      S: isPlastic ? random.typed(0.22, 0.46, 2) : null,
      m: isPlastic ? random.typed(0.8, 0.95, 2) : null,
    },
    water: { k_hor: k, k_vert: rounded(k / 4, 5), d70: isPlastic ? null : random.typed(0.15, 0.4, 2) },
    'tests.rows': rows,
    'tests.reports': made.files,
    'tests.reviewed': random.chance(0.5) ? isoDay(startOf(made) + 180) : null,
  });
};

export const fill = {
  programme,
  reach,
  segment,
  crossSection,
  exitPoint,
  investigation,
  cpt,
  borehole,
  library,
  material,
};

const wetWeights: Record<string, number> = { 'Cover clay': 17, Peat: 10.5, 'Deep clay': 18 };

/** Factors of one scenario by the stand-in formulas of the description; null when there is no aquifer below a cover. */
export function factorsOf(
  value: JsonValue,
  scenario: JsonValue,
): { uplift: number; heave: number; piping: number } | null {
  const ground = 3.4;
  const layers = listAt(scenario, 'layers');
  const found = layers.findIndex((layer) => at(layer, ['aquifer']) === true);
  if (found < 0) return null;
  const top = numberAt(layers[found], 'top');
  const [river, polder] = [numberAt(value, 'river_level', 10), numberAt(value, 'polder_level', 3)];
  const share = textAt(value, 'hydraulics.model.method') === '2' ? 0.6 : numberAt(value, 'damping', 1);
  const head = polder + share * (river - polder);
  const cover = Math.max(0, ground - top);
  let weight = 0;
  for (let index = 0; index < found; index += 1) {
    const thick = Math.max(0, numberAt(layers[index], 'top') - numberAt(layers[index + 1], 'top'));
    weight += thick * (wetWeights[textAt(layers[index], 'soil')] ?? 18);
  }
  const safety = (key: string): number => Math.max(0.1, numberAt(value, `schematisation.safety.${key}`, 1));
  const leak = listAt(value, 'hydraulics.leakage.rows').find(
    (row) => textAt(row, 'scenario') === textAt(scenario, 'name'),
  );
  const k = Math.max(1e-6, numberAt(scenario, 'k1', 10));
  const grain = Math.max(1e-6, numberAt(scenario, 'd70_1', 0.3));
  const length = Math.max(1, numberAt(leak, 'hinterland', 60));
  const fall = Math.max(0.2, river - ground - 0.3 * cover);
  return {
    uplift: weight / (9.81 * Math.max(0.2, head - top)) / safety('uplift'),
    heave: (0.5 * cover) / Math.max(0.05, head - ground) / safety('heave'),
    piping:
      (42 * grain ** 0.4 * length ** 0.3) / k ** 0.35 / fall / (safety('piping') * safety('model_factor')),
  };
}

/** Factors of the phases of a cross-section, likewise. */
export function stabilityFactors(value: JsonValue): { name: string; factor: number }[] {
  const slope = numberAt(value, 'geometry.berm.slope', 3);
  const layers = listAt(value, 'stability.setup.drainage').length;
  return listAt(value, 'stability.phases').map((phase) => ({
    name: textAt(phase, 'name'),
    factor:
      (0.75 + 0.012 * numberAt(value, 'geometry.berm.width') + 0.09 * slope) *
        (1 - 0.018 * (numberAt(phase, 'river', 6) - 6)) -
      numberAt(value, 'stability.setup.traffic') / 400 -
      0.04 * layers,
  }));
}

const methods: Record<string, string> = {
  '0': 'Level 0, fixed head',
  '1': 'Level 1, damped',
  '2': 'Level 2, leakage length',
  '3': 'Level 3, head file',
};
const plain = (value: JsonValue, path: string): string | number | null => {
  const found = at(value, stepsOf(path));
  if (typeof found === 'string') return found;
  return found === null || found === undefined || typeof found === 'boolean' ? null : numberAt(value, path);
};

type Summarize = NonNullable<WorldType['summarize']>;
const pointFactors: Summarize = (value, made) => {
  const random = new Random(made.seed, made.world, made.ordinal, 'factors');
  return {
    x: plain(value, 'point.x'),
    y: plain(value, 'point.y'),
    uplift: random.typed(0.7, 2.2, 4),
    heave: random.typed(0.5, 1.9, 4),
    piping: random.typed(0.8, 2.6, 4),
  };
};

export const summarize: Record<
  'reach' | 'segment' | 'crossSection' | 'exitPoint' | 'cpt' | 'material',
  Summarize
> = {
  reach: (value, made) => ({
    length: rounded((listAt(value, 'axis').length * 25.6) / 1000, 3),
    segments: numberOf(made, 'segments'),
  }),
  segment: (value) => {
    const found = listAt(value, 'schematisation.soil.scenarios').flatMap((scenario) =>
      Object.values(factorsOf(value, scenario) ?? {}),
    );
    return {
      from_km: plain(value, 'from_km'),
      to_km: plain(value, 'to_km'),
      worst: found.length === 0 ? null : rounded(Math.min(...found), 4),
      points: plain(value, 'n_points'),
      method: methods[textAt(value, 'hydraulics.model.method')] ?? null,
    };
  },
  crossSection: (value) => {
    const phases = stabilityFactors(value);
    const least = phases.reduce((low, phase) => (phase.factor < low.factor ? phase : low), {
      name: '',
      factor: Infinity,
    });
    return phases.length === 0
      ? { factor: null, phase: null }
      : { factor: rounded(least.factor, 4), phase: least.name };
  },
  exitPoint: pointFactors,
  cpt: (value) => {
    const depths = at(value, ['measurements', 'corrected_depth']);
    const last = isArray(depths) ? depths.at(-1) : null;
    return {
      ground_level: plain(value, 'ground_level'),
      depth: numberAt(params({ last: last ?? null }), 'last'),
      height_system: 'NAP',
      x_rd: plain(value, 'x_rd'),
      y_rd: plain(value, 'y_rd'),
    };
  },
  material: (value) => ({
    gamma_wet: plain(value, 'general.gamma_wet'),
    model: textAt(value, 'strength.model') === 'shansep' ? 'SHANSEP' : 'Mohr-Coulomb',
  }),
};
