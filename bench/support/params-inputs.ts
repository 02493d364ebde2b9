/** Engineering params of a given size and the same after an afternoon's work, with the number of changes made. */

type Row = Record<string, unknown>;

/** A small generator of its own (mulberry32): the same inputs on every machine. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const SOILS = ['Clay, soft', 'Peat', 'Sand, loose', 'Sand, dense', 'Loam'];
const round = (value: number, decimals: number): number => Number(value.toFixed(decimals));

function layer(index: number, next: () => number): Row {
  return {
    name: `Layer ${index}`,
    soil: SOILS[index % SOILS.length],
    top: round(-index * 0.37 + next(), 2),
    gamma_wet: round(14 + 6 * next(), 1),
    k1: round(20 * next(), 5),
    drained: next() > 0.5,
    colour: { r: Math.floor(255 * next()), g: 120, b: 60 },
    note: null,
  };
}

function sounding(index: number, next: () => number): Row {
  return {
    depth: round(index * 0.02, 2),
    qc: round(18 * next(), 3),
    fs: round(0.2 * next(), 4),
    u2: round(next(), 3),
  };
}

/** One object as an app stores it: a few sections of fields, a table of layers, a sounding, a line. Some 9 KB. */
function site(number: number, next: () => number): Row {
  const rows = <T>(count: number, make: (index: number) => T): T[] =>
    Array.from({ length: count }, (_, index) => make(index));
  return {
    general: {
      name: `Segment ${number}`,
      from_km: round(number * 0.75, 2),
      method: '2',
      checked: false,
      remarks: `Seen on site ${number}.\nNo seepage.`,
    },
    hydraulics: { river_level: round(10 + next(), 2), polder_level: 3.1, damping: round(next(), 2) },
    soil: { layers: rows(20, (index) => layer(index, next)) },
    cpt: { readings: rows(90, (index) => sounding(index, next)) },
    line: rows(12, (index) => ({
      lat: round(51.9 + index / 1000 + next() / 1e4, 8),
      lon: round(5.42 + index / 900, 8),
    })),
  };
}

export interface Pair {
  left: string;
  right: string;
  /** Changes made: a tweak, a row inserted, removed or moved each count as one. */
  planted: number;
}

/**
 * Two texts of about `bytes` each. In every tenth site: two numbers tweaked, a layer inserted, one removed, one moved and a reading edited;
 * at least one site is worked on. One long table of its own holds a quarter of the bytes.
 */
export function makePair(bytes: number): Pair {
  const next = random(bytes);
  const sites: Row[] = [];
  let length = 0;
  while (length < bytes * 0.75) {
    const made = site(sites.length, next);
    sites.push(made);
    length += JSON.stringify(made).length;
  }
  const loads = Array.from({ length: Math.ceil((bytes * 0.25) / 90) }, (_, index) => ({
    name: `LC${index}`,
    N: round(-2000 * next(), 1),
    My: round(300 * next(), 2),
    Mz: round(300 * next(), 2),
    group: SOILS[index % 3],
  }));
  const left = { sites: Object.fromEntries(sites.map((made, index) => [`s${index}`, made])), loads };
  const right = structuredClone(left);
  let planted = 0;
  for (let index = 0; index < sites.length; index += 10)
    planted += workOn(right.sites[`s${index}`] as Row, next);
  const table = right.loads;
  table.unshift({ name: 'LC-new', N: -1, My: 0.5, Mz: 0.25, group: 'Peat' });
  const [moved] = table.splice(Math.floor(table.length / 3), 1);
  table.splice(Math.floor(table.length / 2), 0, moved as (typeof table)[number]);
  table.splice(Math.floor(table.length * 0.8), 1);
  return { left: JSON.stringify(left), right: JSON.stringify(right), planted: planted + 3 };
}

/** Six changes. */
function workOn(made: Row, next: () => number): number {
  const { hydraulics, soil, cpt } = made as {
    hydraulics: Row;
    soil: { layers: Row[] };
    cpt: { readings: Row[] };
  };
  hydraulics.river_level = 12.5 + round(next(), 3);
  (soil.layers[15] as Row).k1 = 77.125;
  (cpt.readings[50] as Row).qc = 99.5;
  const [moved] = soil.layers.splice(2, 1);
  soil.layers.splice(9, 0, moved as Row);
  soil.layers.splice(17, 1);
  soil.layers.unshift(layer(900, next));
  return 6;
}

/** The texts of so many revisions of one object with some 2,000 values, oldest first: a few values a revision, a layer more and one moved in every tenth. */
export function makeHistory(revisions: number): string[] {
  const next = random(revisions);
  const sites = Array.from({ length: 3 }, (_, number) => site(number, next));
  const loads = Array.from({ length: 45 }, (_, index) => ({
    name: `LC${index}`,
    N: 0,
    My: 0,
    Mz: 0,
    on: true,
  }));
  const any = <T>(list: readonly T[]): T => list[Math.floor(list.length * next())] as T;
  return Array.from({ length: revisions }, (_, revision) => {
    const { hydraulics, soil, cpt } = any(sites) as {
      hydraulics: Row;
      soil: { layers: Row[] };
      cpt: { readings: Row[] };
    };
    hydraulics.river_level = round(10 + next(), 3);
    any(soil.layers).k1 = round(20 * next(), 5);
    any(cpt.readings).qc = round(18 * next(), 3);
    any(loads).N = round(-2000 * next(), 1);
    if (revision % 10 === 9) {
      soil.layers.splice(4, 1, layer(1000 + revision, next));
      soil.layers.push(...soil.layers.splice(9, 1));
    }
    return JSON.stringify({ sites, loads });
  });
}
