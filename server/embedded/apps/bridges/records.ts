import { at, listAt, numberAt, stepsOf, textAt } from '../../worlds/values.ts';
import { pdfPage } from '../documents.ts';
import type { Method, MethodInput } from '../method.ts';
import {
  amber,
  areaFeature,
  checked,
  entityLink,
  escaped,
  figure,
  green,
  group,
  item,
  map,
  most,
  pointFeature,
  red,
  rowsIn,
  sum,
  svg,
  table,
} from '../parts.ts';
import { pointOf, pointsOf } from '../plane.ts';
import { deckOf, flagColours } from './bridge.ts';

const flagOf = (value: Parameters<typeof textAt>[0]): string => textAt(value, 'condition.flag', 'not set');

function districtMap({ params: value, name, children }: MethodInput) {
  const bridges = children.filter(({ className }) => className === 'Bridge');
  const features = bridges.flatMap(({ id, name: called, params: own }) => {
    const place = pointOf(at(own, stepsOf('info.location')));
    if (place === null) return [];
    const properties = {
      'marker-color': flagColours[flagOf(own)] ?? '#57606a',
      title: called,
      description: flagOf(own),
      entity_links: entityLink(called, id),
    };
    return [pointFeature(String(id), place, properties)];
  });
  const boundary = pointsOf(listAt(value, 'map.boundary'));
  const area =
    boundary.length < 3
      ? []
      : [areaFeature('boundary', boundary, { title: name, stroke: '#8250df', fill: '#8250df' })];
  const counts = Object.keys(flagColours).map((flag) => ({
    flag,
    count: bridges.filter(({ params }) => flagOf(params) === flag).length,
  }));
  const legend = [
    [green, 'green'],
    [amber, 'orange'],
    [red, 'red'],
  ] as const;
  return {
    geojson: map([...area, ...features], { legend: [...legend] }),
    data: [
      item('bridges', 'Bridges', bridges.length, { decimals: 0 }),
      group(
        'flags',
        'By flag',
        counts
          .filter(({ count }) => count > 0)
          .map(({ flag, count }) => item(flag, flag, count, { decimals: 0 })),
      ),
    ],
  };
}

function bridgeTable({ children }: MethodInput) {
  const rows = children
    .filter(({ className }) => className === 'Bridge')
    .map(({ name, params: value }) => {
      const flag = flagOf(value);
      const { length } = deckOf(value);
      return [
        name,
        textAt(value, 'info.built'),
        { value: flag, ...(flagColours[flag] === undefined ? {} : { text_color: flagColours[flag] }) },
        length,
        textAt(value, 'condition.next_due') || null,
      ];
    });
  const columns = [
    { title: 'Bridge' },
    { title: 'Built' },
    { title: 'Flag' },
    { title: 'Length [m]', type: 'number' as const, decimals: 1 },
    { title: 'Next inspection', type: 'date' as const },
  ];
  return { table: table(columns, rows) };
}

function findingsMap({ params: value }: MethodInput) {
  const features = rowsIn(listAt(value, 'elements.rows')).flatMap((row, index) => {
    const place = pointOf(row.get('place'));
    if (place === null) return [];
    const severity = numberAt(row, 'severity');
    return [
      pointFeature(`finding-${index + 1}`, place, {
        title: `${index + 1}. ${textAt(row, 'element')}, ${textAt(row, 'defect')}`,
        description: textAt(row, 'text'),
        'marker-color': severity >= 5 ? red : severity >= 3 ? amber : green,
      }),
    ];
  });
  return {
    geojson: map(features, {
      legend: [
        [green, 'slight'],
        [amber, 'serious'],
        [red, 'severe'],
      ],
    }),
  };
}

function findingsTable({ params: value }: MethodInput) {
  const rows = rowsIn(listAt(value, 'elements.rows')).map((row) => [
    textAt(row, 'element') || null,
    textAt(row, 'defect') || null,
    checked(numberAt(row, 'severity'), 4),
    numberAt(row, 'extent'),
    textAt(row, 'action') || null,
    row.get('cost') === null ? null : numberAt(row, 'cost'),
  ]);
  const number = { type: 'number' as const };
  const columns = [
    { title: 'Element' },
    { title: 'Defect' },
    { title: 'Severity', ...number, decimals: 0 },
    { title: 'Extent [%]', ...number, decimals: 0 },
    { title: 'Action' },
    { title: 'Cost [€]', ...number, decimals: 2 },
  ];
  return { table: table(columns, rows) };
}

/** A contact sheet: a square for each photo, since there is nothing to see in the sample's photos. */
function photoSheet({ params: value, link }: MethodInput) {
  const photos = rowsIn(listAt(value, 'elements.rows')).flatMap((row) =>
    listAt(row, 'photos').map((id) => ({ id: String(id), element: textAt(row, 'element') })),
  );
  const squares = photos.slice(0, 60).map(({ id, element }, index) => {
    const [x, y] = [10 + (index % 4) * 110, 10 + Math.floor(index / 4) * 110];
    return `<rect x="${x}" y="${y}" width="100" height="100" fill="#d0d7de"/><text x="${x + 6}" y="${y + 54}">${escaped(element)} ${escaped(id)}</text>`;
  });
  const height = 20 + Math.max(1, Math.ceil(Math.min(60, photos.length) / 4)) * 110;
  return { image: { url: link('photos.svg', 'image/svg+xml', svg(460, height, squares.join(''))) } };
}

function ratingData({ params: value }: MethodInput) {
  const checks = rowsIn(listAt(value, 'results.utilisation'));
  const items = checks.map((row, index) => {
    const uc = numberAt(row, 'uc');
    const isMet = uc <= 1;
    return item(`check_${index}`, `${textAt(row, 'member')}, ${textAt(row, 'check')}`, uc, {
      decimals: 3,
      status: isMet ? 'success' : 'error',
      status_message: isMet ? '' : 'Above 1.00',
    });
  });
  return {
    data: [
      item('verdict', 'Verdict', textAt(value, 'results.verdict') || null),
      item('max_uc', 'Highest check', most(checks.map((row) => numberAt(row, 'uc'))), { decimals: 3 }),
      item(
        'total',
        'Weight of all vehicles',
        sum(listAt(value, 'input.vehicles').map((row) => numberAt(row, 'total'))),
        { suffix: 't', decimals: 1 },
      ),
      group('checks', 'Checks', items),
    ],
  };
}

function ucChart({ params: value }: MethodInput) {
  const checks = rowsIn(listAt(value, 'results.utilisation'));
  const bars = {
    type: 'bar',
    name: 'UC',
    x: checks.map((row) => textAt(row, 'member')),
    y: checks.map((row) => numberAt(row, 'uc')),
    marker: { color: checks.map((row) => (numberAt(row, 'uc') > 1 ? red : green)) },
  };
  return { plotly: figure('Unity checks', [bars], ['Member', 'UC [-]']) };
}

function preview({ params: value, name, link }: MethodInput) {
  const lines = [
    `Kind: ${textAt(value, 'meta.kind', '-')}`,
    `Date: ${textAt(value, 'meta.date', '-')}`,
    `Pages: ${numberAt(value, 'meta.pages', 1)}`,
    '',
    ...textAt(value, 'extracted').split(/\r?\n/),
  ];
  return {
    pdf: { url: link(`${name}.pdf`, 'application/pdf', pdfPage(textAt(value, 'meta.title', name), lines)) },
  };
}

export const recordMethods = {
  District: {
    district_map: { seconds: 1, needs: ['children'], run: districtMap },
    bridge_table: { seconds: 2, needs: ['children'], run: bridgeTable },
    regenerate_bridges: {
      seconds: 12,
      stages: ['Reading the register', 'Comparing bridges', 'Nothing to change'],
      run: () => ({}),
    },
  },
  Inspection: {
    findings_map: { seconds: 1, run: findingsMap },
    findings_table: { seconds: 1, run: findingsTable },
    photo_sheet: { seconds: 2, run: photoSheet },
  },
  LoadRating: {
    rating_data: { seconds: 4, run: ratingData },
    uc_chart: { seconds: 1, run: ucChart },
  },
  Document: { preview: { seconds: 1, run: preview } },
} satisfies Record<string, Record<string, Method>>;
