import type { Random } from './random.ts';

/** Sentences with slots, the last two of each world in Dutch: notes are made of them, so that an edit changes one sentence or one word. */
const frames: Record<number, readonly string[]> = {
  11: [
    'The {element} near {place} was checked against the height model of {date}.',
    'Ground level at {place} is {number} m lower than in the first campaign.',
    '{person} asked for a second look at the {element}.',
    'See {document} for the soundings that were left out.',
    'Seepage was seen at {place} during the high water of {date}.',
    'We keep the {element} of the former assessment until new borings arrive.',
    'The owner at {place} does not allow entry before {date}.',
    'Class boundary set at {number} m NAP after comparing with {document}.',
    'The {element} was moved {number} m to the land side.',
    'Sensitivity: one metre more {element} gives {number} on the factor.',
    'An old sand pit at {place} was filled in the fifties.',
    'Discussed with {person} on {date}: keep the scenario, lower its weight.',
    'De {element} bij {place} is nog niet ingemeten.',
    'Zie {document}; overleg met {person} op {date}.',
  ],
  12: [
    'The {element} on the side of {place} shows fine cracks.',
    'Inspected from the boat on {date}; the {element} could not be reached.',
    'See {document} for the reinforcement of the widening.',
    'The joint at {place} leaks and needs a new seal.',
    'Width of the cracks is {number} mm, unchanged since {date}.',
    '{person} asked for a load restriction until the check is done.',
    'Cover was measured at {number} mm, less than in {document}.',
    'The railing at {place} is loose over {number} m.',
    'A ship hit the {element} on {date}; no lasting damage was found.',
    'Scour of {number} m was found in front of pier 2.',
    'Bearings at {place} are seized and rusted.',
    'Monument office to be asked before any work on the {element}.',
    'Voegovergang bij {place} lekt; herstel gepland rond {date}.',
    'Tekening {document} klopt niet met de situatie buiten.',
  ],
  13: [
    'The {element} was placed {number} m from the gas main.',
    'Noise at {place} stays below the limit in mode noise 1.',
    '{person} expects the permit before {date}.',
    'Wake losses drop with a spacing of {number} rotor diameters.',
    'See {document} for the loads of the maker.',
    'Groundwater at {place} stands {number} m below the surface.',
    'Cable route along {place} was agreed with the owner.',
    'The {element} was copied from the neighbour as a start.',
    'The crane pad needs {number} m of sand over the clay.',
    'Fatigue governs the {element}, not the extreme load.',
    'The buffer around {place} was raised after the hearing.',
    'Results of {document} were reproduced within two per cent.',
    'De {element} staat te dicht bij {place}.',
    'Fundering volgt na de sondering van {date}.',
  ],
  14: [
    'The {element} stands next to an existing sewer at {place}.',
    'Reactions come from {document}.',
    '{person} asked for rounder sizes.',
    'Maximum length is {number} m because of the boundary at {place}.',
    'The load of the {element} was halved after the meeting.',
    'Existing footing at {place} stays in place.',
    'The {element} was checked by hand.',
    'Cables at {place} are to be moved before {date}.',
    'Frost depth is {number} m.',
    'The reaction of {date} replaces the former one.',
    'Maximale lengte {number} m bij {place}.',
    'Zie {document}; akkoord {person}.',
  ],
};

const slots: Record<number, Record<string, readonly string[]>> = {
  11: {
    element: ['cover clay', 'inner berm', 'ditch', 'peat layer', 'aquifer', 'toe', 'sheet wall', 'foreland'],
    place: ['Oude Veer', 'Lockhouse', 'Kilbend', 'the Haven road', 'km 12.3', 'Molenhoek', 'Rietakker'],
    document: ['memo GT-014', 'report 24-118', 'the field log', 'drawing D-07', 'the assessment of 2017'],
  },
  12: {
    element: ['deck', 'edge beam', 'abutment', 'bearing', 'railing', 'pier', 'girder', 'wing wall'],
    place: [
      'Sluiskade',
      'Noorder Vaart',
      'Havenstraat',
      'the quay',
      'Molenweg',
      'Kerkplein',
      'the tram stop',
    ],
    document: ['W-74-12', 'report 2019-044', 'drawing 417-B', 'archive box 12', 'LR-2', 'the register'],
  },
  13: {
    element: ['turbine', 'foundation', 'crane pad', 'outer ring', 'cable', 'mast', 'substation'],
    place: ['Duinlust', 'Zandweg 12', 'the dune edge', 'the gas main', 'Noordlaan', 'Kievitshoek'],
    document: ['load set 4', 'noise study v2', 'CPT report 55', 'the permit draft', 'quote 3381'],
  },
  14: {
    element: ['column A2', 'column B4', 'footing C1', 'stair core', 'crane column'],
    place: ['the north side', 'grid line 4', 'the loading dock', 'the boundary', 'axis B'],
    document: ['S-101', 'soil report 2251', 'reactions v3', 'sketch 14'],
  },
};

const names = ['Ilse', 'Tomás', 'Noor', 'Henrik', 'Priya', 'Wout', 'Adaeze', 'M. Haddad', 'L. Smit'];

const language = (world: number): number => (world === 15 ? 14 : world);

function sentence(world: number, random: Random): string {
  const own = frames[language(world)] ?? [];
  const dutch = random.chance(0.1);
  const frame = own[dutch ? own.length - random.int(1, 2) : random.int(0, own.length - 3)] ?? '';
  return frame.replace(/\{(\w+)\}/g, (_, slot: string) => {
    if (slot === 'number') return String(random.typed(0.2, 14, random.int(1, 2)));
    if (slot === 'person') return random.pick(names);
    if (slot === 'date') return `${random.int(2016, 2026)}-${String(random.int(1, 12)).padStart(2, '0')}`;
    return random.pick(slots[language(world)]?.[slot] ?? ['']);
  });
}

/** So many sentences; now and then a new paragraph. */
export function note(world: number, random: Random, sentences: number): string {
  let text = sentences === 0 ? '' : sentence(world, random);
  for (let count = 1; count < sentences; count += 1) {
    text += (random.chance(0.2) ? '\n\n' : ' ') + sentence(world, random);
  }
  return text;
}

/** The text after somebody edited it: a sentence more, less or other; one edit in five touches white space only. */
export function editedNote(world: number, text: string, random: Random): string {
  if (text.trim() === '') return note(world, random, random.int(1, 3));
  if (random.chance(0.2)) return random.chance(0.5) ? `${text}\n` : text.replace('. ', '.  ');
  const parts = text.split(/(?<=\.)(?=\s)/);
  const place = random.int(0, parts.length - 1);
  const drawn = random.unit();
  if (drawn < 0.4) parts[place] = `${place === 0 ? '' : ' '}${sentence(world, random)}`;
  else if (drawn < 0.7 || parts.length === 1) parts.splice(place + 1, 0, ` ${sentence(world, random)}`);
  else parts.splice(place, 1);
  return parts.join('').trimStart();
}

const messages = [
  ...['first go', 'as discussed', 'fix', 'typo', 'new CPT data', 'back to previous', 'final', 'final 2'],
  ...['after call with contractor', 'really final', 'test', '.', 'per e-mail 12/3', 'done for today 🎉'],
  ...['waarden uit het veld overgenomen', 'levels updated\nsee the field log for the rest'],
  'Went through the whole list with the contractor this morning: levels, distances and the open points of last week are in now, except for the two places that nobody could reach because of the high water, which we will do again as soon as the road is open, probably in the second half of next month, weather permitting.',
];

/** A message; people leave it empty in 45% of what they save. */
export function message(random: Random): string {
  if (random.chance(0.45)) return '';
  if (random.chance(0.15)) return `review comment ${random.int(1, 40)}`;
  if (random.chance(0.05)) return `copy of ${random.int(2, 60)}`;
  return random.pick(messages);
}

/** A new name as they come: mostly plain, some with blanks around, very long, right to left, or with signs of paths and markup. */
export function renamed(name: string, random: Random): string {
  const drawn = random.unit();
  if (drawn < 0.6) return random.chance(0.5) ? `${name} (old)` : `${name} v${random.int(2, 5)}`;
  if (drawn < 0.75) return random.chance(0.5) ? ` ${name}` : `${name}  `;
  if (drawn < 0.83) return `${name} ${'- see the note of the last meeting '.repeat(8)}`.slice(0, 200);
  if (drawn < 0.88) return `${name} מפלס גבוה`;
  return `${name}${random.pick(['/2', ' #4', ' 100%', ' <b>new</b>', ' "draft"', " 'b'"])}`;
}
