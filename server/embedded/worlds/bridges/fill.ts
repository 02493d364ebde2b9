import { ring } from '../geometry.ts';
import { rounded } from '../random.ts';
import { longNote, note } from '../text.ts';
import { at, edited, listAt, numberAt, params, stepsOf, textAt } from '../values.ts';
import { numberOf, refOf, type WorldType } from '../world.ts';

type Fill = WorldType['fill'];

const streets = [
  'Sluiskade',
  'Havenstraat',
  'Molenweg',
  'Kerkplein',
  'Noordlaan',
  'Veerdam',
  'Stationsweg',
  'Lindegracht',
];
const waters = ['Noorder Vaart', 'Oude Wetering', 'Singel', 'Trekvaart', 'Ringsloot'];
const inspectors = ['M. Haddad', 'L. Smit', 'J. Okafor', 'S. de Wit', 'A. Lindqvist'];
const companies = ['Kade Inspecties', 'Brugbeeld', 'Own staff'];
const two = (value: number): string => String(value).padStart(2, '0');
const centre = { lat: 52.372851, lon: 4.90014 };

const empty: Fill = () => params({});

const district: Fill = (made, random, defaults) =>
  edited(defaults, {
    'general.code': `D${two(numberOf(made, 'district') + 1)}`,
    'general.manager': random.pick(['Priya Raman', 'Henrik Solberg', 'Noor Bakkali']),
    'map.boundary': ring(
      {
        lat: centre.lat + (numberOf(made, 'district') % 4) * 0.012,
        lon: centre.lon + Math.floor(numberOf(made, 'district') / 4) * 0.02,
      },
      random.int(30, 120),
      900,
      random,
    ),
    'map.colour': { r: random.int(20, 220), g: random.int(40, 200), b: random.int(40, 240) },
  });

/** The register's row: sixty keys of which most are null. */
function importRow(number: string, built: string, seedKeys: number) {
  const row: Record<string, unknown> = {
    OBJ: number,
    district: `D${two(1 + (seedKeys % 12))}`,
    year: built.slice(0, 4),
    prestressed: false,
    deck_depth: 400 + (seedKeys % 9) * 20,
  };
  for (let key = 0; key < 55; key += 1)
    row[`c${two(key + 1)}`] = key % 11 === 3 ? (seedKeys + key) % 40 : null;
  return row;
}

const bridge: Fill = (made, random, defaults) => {
  const { built: demolished } = made.place;
  if (demolished !== undefined) return params({ info: { object_no: made.name, built: String(demolished) } });
  const number = `BR-${String(numberOf(made, 'number')).padStart(4, '0')}`;
  const spans = random.weighted([
    [5, 1],
    [3, 3],
    [2, 2],
    [1, random.int(4, 9)],
  ]);
  const lengths = Array.from({ length: spans }, () => random.int(52, 148) * 100);
  const wide = random.typed(4, 6.5, 1);
  const deck = random.typed(0.36, 0.62, 2);
  const segments = Array.from({ length: Math.max(2, spans + 1) }, (_, index) => ({
    first: index === 0,
    b1: wide,
    b2: rounded(wide + 1.2, 1),
    b3: wide,
    t13: deck,
    t2: rounded(deck + 0.02, 2),
    dist: index === 0 ? 0 : rounded((lengths[index - 1] ?? 8000) / 1000, 1),
  }));
  const widths = (width: number) =>
    Object.fromEntries(segments.slice(0, 8).map((_, index) => [`w${index + 1}`, width]));
  const built = random.weighted([
    [7, String(random.int(1905, 2014))],
    [1, `ca. ${random.int(188, 192)}0`],
    [1, `${random.int(1920, 1940)}/${random.int(1960, 1985)}`],
  ]);
  const notes = random.chance(0.05)
    ? longNote(made.world, random, 3000)
    : note(made.world, random, random.int(1, 8));
  return edited(defaults, {
    'info.object_no': number,
    'info.bridge_name': made.name.replace(/^BR-\d+ ?/, ''),
    'info.street': random.pick(streets),
    'info.waterway': random.pick(waters),
    'info.location': {
      lat: rounded(centre.lat + random.normal() * 0.02, 6),
      lon: rounded(centre.lon + random.normal() * 0.03, 6),
    },
    'info.built': built,
    'info.use': random.some(['road', 'tram', 'cycle', 'foot'], random.int(1, 3)),
    'info.owner': random.pick([
      'Municipality, dept. Infrastructure',
      'Municipality, dept. Parks',
      'Province',
      'Water board',
    ]),
    'info.monument': random.chance(0.15),
    'info.photo': made.files[0] ?? null,
    'info.notes': random.chance(0.7) ? notes : '',
    'info.district_code': `D${two(1 + (made.ordinal % 12))}`,
    'structure.general.system': random.pick(['simply supported', 'continuous', 'frame', 'arch', 'movable']),
    'structure.general.spans': spans,
    'structure.general.angle': random.pick([90, 90, 81.5, 75, 62.5]),
    'structure.general.span_text': lengths.join('; '),
    'structure.general.deck': [
      {
        part: 'deck',
        material: 'concrete',
        grade: random.pick(['B25', 'K300', 'C28/35']),
        year: random.int(1920, 2010),
        thickness: Math.round(deck * 1000),
      },
      {
        part: 'abutment',
        material: random.pick(['masonry', 'concrete']),
        grade: '',
        year: random.int(1905, 1990),
        thickness: null,
      },
    ],
    segments,
    zones: [
      { kind: 'foot', ...widths(1.6) },
      { kind: 'cycle', ...widths(2) },
      { kind: 'car', ...widths(random.pick([5.5, 6, 6.2])) },
    ],
    bars: [
      {
        where: ['1-1', '2-1'],
        d_top: 12,
        s_top: 150,
        d_bot: random.pick([14, 16, 20]),
        s_bot: 125,
        extra: false,
      },
    ],
    'structure.rebar.steel': random.pick(['B500B', 'FeB 400', 'FeB 220', 'QR 24', 'unknown']),
    'condition.flag': random.pick([
      'green',
      'green',
      'green/orange',
      'orange/green',
      'orange',
      'red',
      'not set',
    ]),
    'condition.last_inspection': refOf(made, 'inspection'),
    'condition.next_due': `${random.int(2025, 2028)}-${two(random.int(1, 12))}-01`,
    import_row: importRow(number, built, made.ordinal),
  });
};

const findingTexts = [
  'Cracks of 0.2 mm along the span.',
  'Rust under the paint, seized.',
  'Loose concrete, removed on site.',
  'Joint leaks onto the pier.',
  'Planten in de voeg, verwijderen.',
];

const inspection: Fill = (made, random, defaults) => {
  const year = numberOf(made, 'year', 2024);
  const date = `${year}-${two(random.int(3, 11))}-${two(random.int(1, 28))}`;
  const rows = Array.from({ length: random.int(0, 6) }, (_, index) => ({
    element: random.pick(['deck', 'bearing', 'edge beam', 'pier', 'abutment', 'joint', 'railing', 'girder']),
    defect: random.pick(['crack', 'corrosion', 'spalling', 'leak', 'settlement', 'vegetation']),
    severity: random.int(1, 5),
    extent: random.pick([5, 10, 15, 25, 50]),
    place: random.chance(0.6)
      ? {
          lat: rounded(centre.lat + random.normal() * 0.02, 7),
          lon: rounded(centre.lon + random.normal() * 0.03, 7),
        }
      : null,
    photos: index === 0 ? made.files.slice(1) : [],
    text: random.chance(0.5) ? random.pick(findingTexts) : note(made.world, random, random.int(1, 3)),
    action: random.pick(['none', 'monitor', 'monitor', 'repair', 'urgent']),
    cost: random.chance(0.5) ? random.int(2, 80) * 250 : null,
  }));
  const signed = random.chance(0.7);
  return edited(defaults, {
    visit: {
      date,
      inspectors: random
        .some(inspectors, random.int(1, 2))
        .map((name) => ({ name, company: random.pick(companies), level: random.int(1, 3) })),
      weather: random.pick(['dry', 'dry', 'rain', 'frost']),
      temperature: random.int(-3, 24),
      access: random.some(['boat', 'lane closure', 'lift', 'drone'], random.int(0, 2)),
    },
    elements: { rows, overview: made.files[0] ?? null },
    conclusion: {
      text: note(made.world, random, random.int(1, 4)),
      score: random.int(1, 5),
      signed,
      signed_on: signed ? date : null,
      signed_by: signed ? random.pick(inspectors) : '',
    },
  });
};

const rating: Fill = (made, random, defaults) => {
  const utilisation = ['Deck span 1, bottom', 'Deck pier 1, top', 'Deck pier 1', 'Edge beam']
    .slice(0, random.int(2, 4))
    .map((member) => ({
      member,
      check: random.pick(['bending', 'shear']),
      uc: random.chance(0.3) ? random.between(0.6, 1.1) : random.typed(0.6, 1.1, 3),
    }));
  const worst = Math.max(...utilisation.map(({ uc }) => uc));
  const log = ['mesh 0.25 m', '12 combinations', 'done, 0 warnings']
    .map((line, index) => `2025-02-${two(1 + (made.ordinal % 27))} 13:0${index}:11 ${line}`)
    .join('\n');
  return edited(defaults, {
    input: {
      standard: random.pick(['NEN 8700', 'NEN 8701', 'EN 1991-2']),
      class: random.pick(['CC1b', 'CC2', 'CC2', 'CC3']),
      combinations: ['ULS', 'SLS'],
      vehicles: [{ name: 'LM1 lane 1', axles: 2, total: 60, spacing: '1.2' }],
      factors: [
        { load: 'Permanent', favourable: 0.9, unfavourable: 1.15 },
        { load: 'Traffic', favourable: 0, unfavourable: 1.3 },
      ],
    },
    results: {
      utilisation,
      verdict: worst > 1.05 ? 'fail' : worst > 1 ? 'pass with limits' : 'pass',
      model: made.files[0] ?? null,
      log,
    },
  });
};

const document: Fill = (made, random, defaults) => {
  const kind = made.name.endsWith('.jpg') ? 'photo' : random.pick(['drawing', 'calculation', 'report']);
  return edited(defaults, {
    meta: {
      title: made.name.replace(/\.\w+$/, ''),
      kind,
      date: `${random.int(1958, 2025)}-${two(random.int(1, 12))}-01`,
      pages: kind === 'photo' ? 1 : random.int(1, 80),
      keywords: random.some(
        ['widening', 'rebar', 'deck', 'abutment', 'survey', 'as built'],
        random.int(0, 3),
      ),
    },
    extracted: kind === 'photo' ? null : `GEMEENTEWERKEN NOORDWAARD\n${note(made.world, random, 3)}`,
  });
};

export const fill = { empty, district, bridge, inspection, rating, document };

type Summarize = NonNullable<WorldType['summarize']>;
const textOrNull = (value: Parameters<Summarize>[0], path: string): string | null => {
  const found = at(value, stepsOf(path));
  return typeof found === 'string' ? found : null;
};

export const summarize: Record<'bridge' | 'inspection' | 'rating' | 'document', Summarize> = {
  bridge: (value, made) => ({
    built: textOrNull(value, 'info.built'),
    flag: textOrNull(value, 'condition.flag'),
    spans: numberAt(value, 'structure.general.spans', 1),
    length: rounded(
      listAt(value, 'segments').reduce((sum: number, row) => sum + numberAt(row, 'dist'), 0),
      2,
    ),
    score: at(value, ['condition', 'last_inspection']) ? 2 + (made.ordinal % 4) : null,
    due: textOrNull(value, 'condition.next_due'),
  }),
  inspection: (value) => {
    const rows = listAt(value, 'elements.rows');
    return {
      date: textOrNull(value, 'visit.date'),
      score: numberAt(value, 'conclusion.score') || null,
      worst: rows.reduce<number>((worst, row) => Math.max(worst, numberAt(row, 'severity')), 0),
      cost: rows.reduce<number>((sum, row) => sum + numberAt(row, 'cost'), 0),
    };
  },
  rating: (value) => ({
    verdict: textOrNull(value, 'results.verdict'),
    max_uc: listAt(value, 'results.utilisation').reduce<number>(
      (most, row) => Math.max(most, numberAt(row, 'uc')),
      0,
    ),
  }),
  document: (value) => ({ kind: textAt(value, 'meta.kind'), pages: numberAt(value, 'meta.pages') }),
};
