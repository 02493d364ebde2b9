import { isArray, isNumber, type JsonValue, numberValue } from '../../../../contract/json/value.ts';
import { rounded } from '../../worlds/random.ts';
import { at, listAt, numberAt, stepsOf, textAt } from '../../worlds/values.ts';
import { type Method, type MethodInput, UserError } from '../method.ts';
import { escaped, html, item, most, svg } from '../parts.ts';

const columnOf = (value: JsonValue, name: string): (number | null)[] => {
  const found = at(value, stepsOf(`measurements.${name}`));
  return isArray(found) ? found.map((cell) => (isNumber(cell) ? numberValue(cell) : null)) : [];
};

/** A log as a page with a drawing: depth downwards, cone resistance and friction ratio to the right. */
function logPage({ params: value, name, link }: MethodInput) {
  const depths = columnOf(value, 'corrected_depth');
  const [deepest, width, height] = [most(depths.map((depth) => depth ?? 0)) ?? 1, 420, 560];
  const line = (column: string, largest: number, colour: string): string => {
    const points = columnOf(value, column).flatMap((cell, index) => {
      const depth = depths[index];
      if (cell === null || depth === null || depth === undefined) return [];
      return [
        `${rounded((cell / largest) * width, 1)},${rounded((depth / Math.max(deepest, 0.01)) * height, 1)}`,
      ];
    });
    return `<polyline fill="none" stroke="${colour}" points="${points.join(' ')}"/>`;
  };
  const drawing = svg(width, height, line('qc', 30, '#1f6feb') + line('Rf', 10, '#cf222e'));
  const facts = `<p>${escaped(textAt(value, 'headers.date', 'no date'))} · cone ${escaped(textAt(value, 'headers.cone', 'unknown'))} · ${depths.length} readings to ${deepest} m</p>`;
  return { web: { url: link(`${name} log.html`, 'text/html', html(name, facts + drawing)) } };
}

function cptData({ params: value }: MethodInput) {
  const depths = columnOf(value, 'corrected_depth');
  const resistances = columnOf(value, 'qc').filter((cell) => cell !== null);
  return {
    data: [
      item('ground_level', 'Ground level', numberAt(value, 'ground_level'), { suffix: 'm NAP' }),
      item('depth', 'Depth', most(depths.filter((cell) => cell !== null)), { suffix: 'm' }),
      item('qc', 'Highest cone resistance', most(resistances), { suffix: 'MPa', decimals: 3 }),
      item('readings', 'Readings', depths.length, { decimals: 0 }),
      item('height_system', 'Height system', 'NAP'),
    ],
  };
}

/** What the columns of a sounding file are, by the numbers that GEF gives quantities. */
const quantities: Record<string, string> = {
  1: 'corrected_depth',
  2: 'qc',
  3: 'fs',
  4: 'Rf',
  6: 'u2',
  11: 'corrected_depth',
};

/** Columns and ground level of a GEF file; what it marks as void is null. Throws a UserError for any other file. */
function readGef(file: string) {
  const [header = '', body = ''] = file.split(/^#EOH\s*=.*$/m);
  const lines = (name: string) =>
    [...header.matchAll(new RegExp(`^#${name}\\s*=(.*)$`, 'gm'))].map(([, rest = '']) =>
      rest.split(',').map((part) => part.trim()),
    );
  const columns = lines('COLUMNINFO').flatMap(([index, , , quantity = '']) => {
    const name = quantities[quantity];
    return name === undefined ? [] : [{ index: Number(index) - 1, name }];
  });
  if (columns.length === 0) throw new UserError('Not a sounding: no #COLUMN lines.');
  const voids = new Map(lines('COLUMNVOID').map(([index, mark]) => [Number(index) - 1, Number(mark)]));
  const rows = body
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) =>
      line
        .trim()
        .split(/[\s;]+/)
        .map(Number),
    );
  const cellOf = (row: number[], index: number): number | null => {
    const cell = row[index];
    return cell === undefined || Number.isNaN(cell) || cell === voids.get(index) ? null : cell;
  };
  const measurements = columns.map(({ index, name }) => [name, rows.map((row) => cellOf(row, index))]);
  const ground = Number(lines('ZID')[0]?.[1] ?? Number.NaN);
  return {
    measurements: Object.fromEntries(measurements),
    ground_level: Number.isFinite(ground) ? ground : null,
  };
}

/** What the entity's file says; without a file, what was read of one before. */
function processFile({ params: value, file }: MethodInput) {
  if (file !== null) return { set_params: readGef(file) };
  if (columnOf(value, 'corrected_depth').length === 0)
    throw new UserError('Not a sounding: no #COLUMN lines.');
  return {
    set_params: { ground_level: numberAt(value, 'ground_level'), soil_layout: listAt(value, 'soil_layout') },
  };
}

/** Layers as the file had them. */
function resetLayers({ params: value }: MethodInput) {
  const original = listAt(value, 'soil_layout_original.layers');
  if (original.length === 0) throw new UserError('The file of this sounding had no layers.');
  const layers = original.map((layer) => ({ soil: textAt(layer, 'soil.name'), top: numberAt(layer, 'top') }));
  return { set_params: { soil_layout: layers } };
}

/** Without the layers that are thinner than the least thickness; the others stay as they were written. */
function filterLayers({ params: value }: MethodInput) {
  const layers = listAt(value, 'soil_layout');
  const thinnest = numberAt(value, 'cpt.props.min_layer', 200) / 1000;
  const kept = layers.filter((layer, index) => {
    const below = layers[index + 1];
    return below === undefined || numberAt(layer, 'top') - numberAt(below, 'top') >= thinnest;
  });
  return { set_params: { soil_layout: kept } };
}

export const cptMethods: Record<string, Method> = {
  log: { seconds: 2, run: logPage },
  cpt_data: { seconds: 1, run: cptData },
  process_file: { seconds: 3, needs: ['file'], run: processFile },
  reset_layers: { seconds: 1, run: resetLayers },
  filter_layers: { seconds: 1, run: filterLayers },
};
