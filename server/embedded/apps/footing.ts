import type { JsonValue } from '../../../contract/json/value.ts';
import { rounded } from '../worlds/random.ts';
import { at, edited, listAt, numberAt, textAt } from '../worlds/values.ts';
import { type Method, type MethodInput, type Methods, UserError } from './method.ts';
import { checked, csv, escaped, group, html, item, rowsIn, svg, table } from './parts.ts';

interface Size {
  mark: string;
  width: number;
  length: number;
  pressure: number;
  allowed: number;
}

const largest = 30;

/** The least size of each footing: the width grows by the rounding until the pressure under its edge is allowed. */
function sizesOf(value: JsonValue): Size[] {
  const thickness = numberAt(value, 'footings.thickness', 0.55);
  const ratio = Math.max(0.1, numberAt(value, 'footings.ratio', 1.3));
  const step = Math.max(0.01, numberAt(value, 'footings.round', 100) / 1000);
  const wet = at(value, ['ground', 'water']) === true ? 0.8 : 1;
  const factor = Math.max(0.1, numberAt(value, 'checks.factor', 1.5));
  const allowed = (numberAt(value, 'ground.pressure', 160) / factor) * 1.5 * wet;
  return rowsIn(listAt(value, 'footings.rows')).map((row, index) => {
    const mark = textAt(row, 'mark', `Row ${index + 1}`);
    for (let width = 0.8; width <= largest; width = rounded(width + step, 4)) {
      const length = width * ratio;
      const force = Math.max(1e-9, numberAt(row, 'P') + 24 * thickness * width * length);
      const [ex, ey] = [Math.abs(numberAt(row, 'My')) / force, Math.abs(numberAt(row, 'Mz')) / force];
      const pressure = (force / (width * length)) * (1 + (6 * ex) / width + (6 * ey) / length);
      if (pressure <= allowed) return { mark, width, length: rounded(length, 4), pressure, allowed };
    }
    throw new UserError(`No size up to ${largest} m is enough for mark ${mark}.`, {
      [`footings.rows.${index}.P`]: ['Too large for the allowable pressure.'],
    });
  });
}

function sizingData({ params: value }: MethodInput) {
  const groups = sizesOf(value).map(({ mark, width, length, pressure, allowed }, index) =>
    group(`footing_${index}`, mark, [
      item('width', 'Width', width, { suffix: 'm' }),
      item('length', 'Length', length, { suffix: 'm' }),
      item('pressure', 'Pressure at the edge', pressure, {
        suffix: 'kPa',
        decimals: 1,
        status: 'success',
        explanation_label: `allowed ${allowed.toFixed(0)}`,
      }),
    ]),
  );
  return { data: groups };
}

function reactionTable({ params: value }: MethodInput) {
  const rows = rowsIn(listAt(value, 'footings.rows')).map((row) => [
    textAt(row, 'mark') || null,
    checked(numberAt(row, 'P'), 1200),
    row.get('My') === null ? null : numberAt(row, 'My'),
    row.get('Mz') === null ? null : numberAt(row, 'Mz'),
    textAt(row, 'group') || null,
  ]);
  const number = { type: 'number' as const, decimals: 1 };
  const columns = [
    { title: 'Mark' },
    { title: 'P [kN]', ...number },
    { title: 'My [kNm]', ...number },
    { title: 'Mz [kNm]', ...number },
    { title: 'Group' },
  ];
  return { table: table(columns, rows) };
}

function planDrawing(value: JsonValue): string {
  let x = 20;
  const shapes = sizesOf(value)
    .slice(0, 40)
    .map(({ mark, width, length }) => {
      const [w, h] = [width * 30, length * 30];
      const shape = `<rect x="${x}" y="20" width="${rounded(w, 1)}" height="${rounded(h, 1)}" fill="#d0d7de" stroke="#57606a"/><text x="${x}" y="${rounded(36 + h, 1)}">${escaped(mark)}</text>`;
      x += rounded(w + 24, 1);
      return shape;
    });
  return svg(Math.max(200, Math.ceil(x)), 260, shapes.join(''));
}

const plan = ({ params: value }: MethodInput) => ({ image: planDrawing(value) });

/** A page of its own, given as text. */
function report({ params: value, name }: MethodInput) {
  const title = textAt(value, 'project.title') || name;
  const rows = sizesOf(value).map(
    ({ mark, width, length, pressure }) =>
      `<tr><th>${escaped(mark)}</th><td>${width.toFixed(2)}</td><td>${length.toFixed(2)}</td><td>${pressure.toFixed(1)}</td></tr>`,
  );
  const body = `<p>Soil: ${escaped(textAt(value, 'ground.soil', 'not chosen'))}</p><table><tr><th>Mark</th><th>B [m]</th><th>L [m]</th><th>σ [kPa]</th></tr>${rows.join('')}</table>`;
  return { web: { html: html(title, body) } };
}

function exportCsv({ params: value, link }: MethodInput) {
  const rows = sizesOf(value).map(({ mark, width, length, pressure }) => [
    mark,
    width,
    length,
    rounded(pressure, 2),
  ]);
  const text = csv([['mark', 'width', 'length', 'pressure'], ...rows]);
  return { download: { url: link('footings.csv', 'text/csv', text), filename: 'footings.csv' } };
}

/** A thickness by the largest footing, and an exception for each that is wider than 3 m. */
function suggest({ params: value }: MethodInput) {
  const sizes = sizesOf(value);
  const widest = Math.max(0, ...sizes.map(({ width }) => width));
  const special = sizes
    .filter(({ width }) => width > 3)
    .map(({ mark, width, length }) => ({ mark, width, length, reason: 'Wider than 3 m.', until: null }));
  const thickness = Math.min(2, Math.max(0.3, Math.ceil(widest * 4) / 20));
  return { set_params: { parameters: { footings: { thickness, special } } } };
}

function compare({ params: value }: MethodInput) {
  const results = Array.from({ length: 8 }, (_, index) => {
    const tried = edited(value, { 'footings.thickness': rounded(0.3 + index * 0.1, 2) });
    const sizes = sizesOf(tried);
    const concrete = sizes.reduce(
      (total, { width, length }) => total + width * length * (0.3 + index * 0.1),
      0,
    );
    return {
      params: tried,
      analysis_result: {
        concrete: rounded(concrete, 2),
        widest: Math.max(0, ...sizes.map(({ width }) => width)),
      },
    };
  });
  return {
    optimization: {
      results,
      input_columns: ['footings.thickness'],
      output_headers: { concrete: 'Concrete [m³]', widest: 'Widest [m]' },
      image: null,
    },
  };
}

/** Footing Sizer: what the app of workspaces 14 and 15 computes. */
export const footingMethods: Methods = {
  Controller: {
    sizing_data: { seconds: 1, run: sizingData },
    reaction_table: { seconds: 1, run: reactionTable },
    plan: { seconds: 1, run: plan },
    report: { seconds: 4, run: report },
    export_csv: { seconds: 1, run: exportCsv },
    suggest: { seconds: 2, run: suggest },
    compare: { seconds: 8, run: compare },
  } satisfies Record<string, Method>,
};
