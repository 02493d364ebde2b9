import type { JsonValue } from '../../../../contract/json/value.ts';
import { at, listAt, numberAt, stepsOf, textAt } from '../../worlds/values.ts';
import { gltfModel, ifcStub, pdfPage, type Solid } from '../documents.ts';
import type { Method, MethodInput } from '../method.ts';
import { checked, figure, map, pointFeature, rowsIn, sum, table } from '../parts.ts';
import { pointOf } from '../plane.ts';

interface Section {
  along: number;
  b: [number, number, number];
  t13: number;
  t2: number;
}

/** Sections along the deck with their distance from the first. */
function sectionsOf(value: JsonValue): Section[] {
  let along = 0;
  return rowsIn(listAt(value, 'segments')).map((row, index) => {
    if (index > 0) along += numberAt(row, 'dist');
    return {
      along,
      b: [numberAt(row, 'b1'), numberAt(row, 'b2'), numberAt(row, 'b3')],
      t13: numberAt(row, 't13', 0.4),
      t2: numberAt(row, 't2', 0.4),
    };
  });
}
const widthOf = ({ b }: Section): number => sum(b);

/** Length of the deck in metres and its area, as distance times mean width. */
export function deckOf(value: JsonValue): { length: number; area: number } {
  const sections = sectionsOf(value);
  const widths = sections.map(widthOf);
  const mean = widths.length === 0 ? 0 : sum(widths) / widths.length;
  const length = sections.at(-1)?.along ?? 0;
  return { length, area: length * mean };
}

/** Unity checks of the members, by age, thickness and reinforcement; a stand-in. */
function checksOf(value: JsonValue): { member: string; uc: number }[] {
  const year = Number(/\d{4}/.exec(textAt(value, 'info.built'))?.[0] ?? 1970);
  const base = year < 1950 ? 1.05 : year < 1980 ? 0.95 : 0.8;
  const [thinnest = 0.43] = sectionsOf(value).map(({ t13 }) => t13);
  return rowsIn(listAt(value, 'bars')).map((row, index) => {
    const where = listAt(row, 'where').filter((place) => typeof place === 'string');
    const spacing = Math.max(1, numberAt(row, 's_bot', 150));
    const diameter = Math.max(1, numberAt(row, 'd_bot', 14));
    return {
      member: where.length > 0 ? where.join(', ') : `Row ${index + 1}`,
      uc: ((base * 0.43) / Math.max(0.05, thinnest)) * (spacing / 150) * (diameter / 14) ** -1.6,
    };
  });
}

function locationMap({ params: value, name }: MethodInput) {
  const place = pointOf(at(value, stepsOf('info.location')));
  const description = textAt(value, 'condition.flag', 'not set');
  return {
    geojson: map(place === null ? [] : [pointFeature('bridge', place, { title: name, description })]),
  };
}

function topView({ params: value }: MethodInput) {
  const sections = sectionsOf(value);
  const edges = [0, 1, 2, 3].map((edge) => ({
    type: 'scatter',
    mode: 'lines',
    name: ['East edge', 'Lane 1', 'Lane 2', 'West edge'][edge],
    x: sections.map(({ along }) => along),
    y: sections.map(({ b }) => sum(b.slice(0, edge))),
  }));
  return { plotly: figure('Top view', edges, ['Along [m]', 'Across [m]']) };
}

function longSection({ params: value }: MethodInput) {
  const sections = sectionsOf(value);
  const line = (name: string, depth: (section: Section) => number) => ({
    type: 'scatter',
    mode: 'lines',
    name,
    x: sections.map(({ along }) => along),
    y: sections.map((one) => -depth(one)),
  });
  const traces = [line('Top', () => 0), line('Sides', ({ t13 }) => t13), line('Middle', ({ t2 }) => t2)];
  return { plotly: figure('Long section', traces, ['Along [m]', 'Depth [m]'], true) };
}

function crossSection({ params: value }: MethodInput) {
  const zones = rowsIn(listAt(value, 'zones'));
  const columns = sectionsOf(value).map((_, index) => `D-${index + 1}`);
  const traces = zones.map((zone) => ({
    type: 'bar',
    name: textAt(zone, 'kind', 'zone'),
    x: columns,
    y: columns.map((_, index) => numberAt(zone, `w${index + 1}`)),
  }));
  return { plotly: figure('Traffic zones by section', traces, ['Section', 'Width [m]']) };
}

function model3d({ params: value, name, link }: MethodInput) {
  const sections = sectionsOf(value);
  const solids = sections.slice(1).flatMap((section, index): Solid[] => {
    const before = sections[index] as Section;
    const length = Math.max(0.01, section.along - before.along);
    const middle = (section.along + before.along) / 2;
    const width = Math.max(0.1, (widthOf(section) + widthOf(before)) / 2);
    const deck: Solid = {
      name: `deck_${index + 1}`,
      kind: 'box',
      centre: [middle, 0, -section.t2 / 2],
      size: [length, width, section.t2],
      colour: [0.62, 0.64, 0.66],
    };
    const pier: Solid = {
      name: `pier_${index + 1}`,
      kind: 'box',
      centre: [section.along, 0, -2.5],
      size: [0.6, width * 0.8, 4],
      colour: [0.5, 0.42, 0.36],
    };
    return [deck, pier];
  });
  const { length } = deckOf(value);
  const text = `${length.toFixed(1)} m deck`;
  const label = { x: length / 2, y: 0, z: 1, text: [text], html: text, size_factor: 1, color: '#000000' };
  const geometry = link(`${name}.gltf`, 'model/gltf+json', gltfModel(solids));
  return { geometry: { geometry, geometry_type: 'gltf', labels: [label] } };
}

function ifcModel({ name, link }: MethodInput) {
  return { ifc: { url: link(`${name}.ifc`, 'application/x-step', ifcStub(name)) } };
}

function combos({ params: value }: MethodInput) {
  const rows = checksOf(value).flatMap(({ member, uc }) => [
    [member, 'LM1', checked(uc, 1), uc <= 1],
    [member, 'Tram', checked(uc * 0.92, 1), uc * 0.92 <= 1],
  ]);
  const columns = [
    { title: 'Member' },
    { title: 'Load' },
    { title: 'UC', type: 'number' as const, decimals: 2 },
    { title: 'Passes', type: 'boolean' as const },
  ];
  return { table: table(columns, rows) };
}

function reportLines(value: JsonValue): string[] {
  const { length, area } = deckOf(value);
  return [
    `Object ${textAt(value, 'info.object_no', '-')}, ${textAt(value, 'info.street', '-')} over ${textAt(value, 'info.waterway', '-')}`,
    `Built ${textAt(value, 'info.built', 'unknown')}, ${textAt(value, 'structure.general.system', 'system unknown')}`,
    `Deck ${length.toFixed(2)} m long, ${area.toFixed(1)} m2`,
    `Assessment flag: ${textAt(value, 'condition.flag', 'not set')}`,
    '',
    ...checksOf(value).map(({ member, uc }) => `UC ${uc.toFixed(2)}   ${member}`),
    '',
    `Made by ${textAt(value, 'report.author', '-')} on ${textAt(value, 'report.date', '-')}`,
  ];
}

function reportPdf({ params: value, name, link }: MethodInput) {
  return { pdf: { url: link(`${name}.pdf`, 'application/pdf', pdfPage(name, reportLines(value))) } };
}

/** A report dated before 2020 comes from an archive whose links have expired. */
function makeReport({ params: value, name, link }: MethodInput) {
  const expired = textAt(value, 'report.date', '9999') < '2020';
  const filename = `${name} report.pdf`;
  const url = link(filename, 'application/pdf', pdfPage(name, reportLines(value)), expired);
  return { download: { url, filename } };
}

/** Of one bridge in a table or on a map of many. */
export const flagColours: Record<string, string> = {
  green: '#1a7f37',
  'green/orange': '#7d8f1b',
  'orange/green': '#bf8700',
  orange: '#bf8700',
  'orange/red': '#c45a1a',
  red: '#cf222e',
};

export const bridgeMethods: Record<string, Method> = {
  location_map: { seconds: 1, run: locationMap },
  top_view: { seconds: 1, run: topView },
  long_section: { seconds: 1, run: longSection },
  cross_section: { seconds: 1, run: crossSection },
  model_3d: { seconds: 2, run: model3d },
  ifc_model: { seconds: 3, run: ifcModel },
  combos: { seconds: 1, run: combos },
  report_pdf: {
    seconds: 30,
    stages: ['Drawing the sections', 'Combining the loads', 'Writing the report'],
    run: reportPdf,
  },
  make_report: { seconds: 4, run: makeReport },
};
