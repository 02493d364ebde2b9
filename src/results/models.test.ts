import { expect, it } from 'vitest';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonObject, JsonValue } from '../../contract/json/value.ts';
import { compareData } from './compare-data.ts';
import { dataRows, shownValue } from './data-rows.ts';
import { distanceToSee, inOnePiece, VIEW_ANGLE } from './gltf.ts';
import { readMap } from './map-model.ts';
import { applyPatch, readPatch } from './patch.ts';
import { readFigure } from './plotly-figure.ts';
import { traceNames, traceTable } from './plotly-values.ts';
import { colorOf, plainOf } from './reading.ts';
import { arrange, readTable } from './table-model.ts';
import { readVariants } from './variants.ts';

const json = (value: unknown) => readJson(typeof value === 'string' ? value : JSON.stringify(value));

it('data is read as a list and as an object, groups before what they hold', () => {
  const item = {
    key: 'uplift',
    label: 'Uplift',
    value: 1.2237,
    display_value: '1.22',
    suffix: 'm',
    status: 'success',
  };
  const rows = dataRows(json([{ key: 'base', label: 'Base', value: '', children: [item] }]));
  expect(rows.map(({ id, depth, group }) => [id, depth, group])).toEqual([
    ['/base', 0, true],
    ['/base/uplift', 1, false],
  ]);
  expect(shownValue(rows[1] as (typeof rows)[0])).toBe('1.22 m');
  expect(dataRows(json({ items: [item] })).map(({ label }) => label)).toEqual(['Uplift']);
  for (const name of ['children', 'items', 'data', 'subgroup'])
    for (const inner of [[item], { items: [item] }])
      expect(
        dataRows(json([{ label: 'Base', [name]: inner }])).map(({ label, depth }) => [label, depth]),
      ).toEqual([
        ['Base', 0],
        ['Uplift', 1],
      ]);
  const named = { data: [1], items: { label: 'C', value: 3 } };
  expect(
    dataRows(json([{ label: 'Base', children: [], subgroup: named }])).map(({ label }) => label),
  ).toEqual(['Base', 'data', 'C']);
  expect(dataRows(json({ height: 3 })).map(({ label, text }) => [label, text])).toEqual([['height', '3']]);
  expect(dataRows(json('null'))).toEqual([]);
});

const table =
  json(`{"column_headers":[{"title":"Pile","data_type":"string"},{"title":"UC","data_type":"number","num_decimals":2}],
  "data":[[{"value":"pile_10"},{"value":0.714}],[{"value":"pile_2"},{"value":1.04,"text_color":"#cf222e"}],[{"value":"pile_3"},{}],["pile_4"]]}`);

it('a table rounds as the app says, takes rows of any length, and sorts numbers as numbers', () => {
  const read = readTable(table);
  expect(read.rows.map(({ cells }) => cells.map(({ text }) => text))).toEqual([
    ['pile_10', '0.71'],
    ['pile_2', '1.04'],
    ['pile_3', ''],
    ['pile_4', ''],
  ]);
  const order = (column: number, descending: boolean) =>
    arrange(read, { column, descending, filter: '' }).map(({ index }) => index);
  expect(order(0, false)).toEqual([1, 2, 3, 0]);
  expect(order(1, true)).toEqual([1, 0, 2, 3]);
  expect(order(1, false)).toEqual([0, 1, 2, 3]);
  expect(arrange(read, { column: null, descending: false, filter: 'pile_1' })).toHaveLength(1);
});

it('one long row makes no millions of cells: what is left out is counted', () => {
  const rows = [Array.from({ length: 700 }, (_, at) => at), ...Array.from({ length: 4999 }, () => [1])];
  const read = readTable(json(rows));
  expect([read.columns.length, read.rows.length, read.left]).toEqual([
    500,
    4000,
    { rows: 1000, columns: 200 },
  ]);
  const many = new Set(read.rows.slice(1).flatMap(({ cells }) => cells));
  expect(many.size).toBeLessThan(5000);
  expect(readTable(json([[1], [2]])).left).toBeUndefined();
});

it('rows may be objects, a container in a cell is shown, and what is no table says so', () => {
  const read = readTable(json('[{"a":1.0,"b":[1, 2]},{"b":null,"c":"x"}]'));
  expect(read.columns.map(({ title }) => title)).toEqual(['a', 'b', 'c']);
  expect(read.rows.map(({ cells }) => cells.map(({ text }) => text))).toEqual([
    ['1.0', '[1, 2]', ''],
    ['', '', 'x'],
  ]);
  expect(() => readTable(json('"no table"'))).toThrow('no table');
  expect(dataRows(json('[{"key":"a","value":{"x":1}},[1]]')).map(({ text }) => text)).toEqual([
    '{"x":1}',
    '[1]',
  ]);
});

it('a colour is only a colour', () => {
  expect(colorOf('#cf222e')).toBe('#cf222e');
  expect(colorOf('red')).toBe('red');
  expect(colorOf('url(https://evil.example/x)')).toBeUndefined();
  expect(colorOf('red;background:url(x)')).toBeUndefined();
});

it('a figure is found bare, under figure and as JSON text; kinds that are not drawn are named', () => {
  const figure = {
    data: [{ type: 'bar', y: [1] }, { y: [2] }, { type: 'sankey', node: {} }],
    layout: { title: 'T', width: 9000 },
  };
  for (const value of [
    figure,
    { figure },
    { figure: JSON.stringify(figure) },
    JSON.stringify(JSON.stringify(figure)),
  ]) {
    const read = readFigure(json(value));
    expect(read.data.map(({ type }) => type)).toEqual(['bar', 'scatter']);
    expect(read.missing).toEqual(['sankey']);
    expect(read.layout).toEqual({ title: { text: 'T' } });
  }
  expect(() => readFigure(json({ something: 1 }))).toThrow('no plotly figure');
});

it('a figure keeps the pictures that it carries and asks for none that it names', () => {
  const kept = { source: 'data:image/png;base64,AAAA', x: 0 };
  const images = [kept, { source: '/api/users/me/' }, { source: 'https://example.com/a.png' }, {}];
  expect(readFigure(json({ data: [], layout: { images } })).layout).toEqual({ images: [kept] });
  const traces = images.map((image) => ({ ...image, type: 'image' }));
  expect(readFigure(json({ data: traces })).data.map(({ source }) => source)).toEqual([
    kept.source,
    ...[undefined, undefined, undefined],
  ]);
});

it.each([
  [['scatter', 'heatmap', 'contour', 'histogram', 'box', 'violin'], 'flat', []],
  [['scattergl', 'heatmapgl'], 'flat', []],
  [['scatter3d', 'surface', 'mesh3d', 'scatter'], 'space', []],
  [['surface', 'bar'], 'space', ['bar']],
  [['scattermap', 'parcoords'], 'flat', ['scattermap', 'parcoords']],
])('traces of %j are drawn %s, but for %j', (types, engine, missing) => {
  expect(readFigure(json({ data: types.map((type) => ({ type })) }))).toMatchObject({ engine, missing });
});

it('of very many points the extremes are drawn, and what is said of a point stays with it', () => {
  const y = Array.from({ length: 200_000 }, (_, at) => (at === 123_456 ? 9 : at % 7));
  const x = y.map((_, at) => at);
  const { data, thinned } = readFigure(json({ data: [{ y, x, marker: { color: x, size: 4 } }] }));
  const [trace] = data as { x: number[]; y: number[]; marker: { color: number[]; size: number } }[];
  expect(thinned?.total).toBe(200_000);
  expect(trace?.y.length).toBeLessThanOrEqual(20_000);
  expect(trace?.x[trace.y.indexOf(9)]).toBe(123_456);
  expect(trace?.marker).toEqual({ color: trace?.x, size: 4 });
  expect([trace?.x[0], trace?.x.at(-1)]).toEqual([0, 199_999]);
});

it('points with gaps between them are thinned to their extremes and their gaps', () => {
  const y = Array.from({ length: 100_000 }, (_, at) => (at % 50 === 0 ? null : 5 + (at % 3)));
  y[77_710] = 1;
  y[55_590] = null;
  const { data, thinned } = readFigure(json({ data: [{ y }] }));
  const [trace] = data as { x: number[]; y: (number | null)[] }[];
  expect(thinned?.drawn).toBeLessThanOrEqual(20_000);
  expect(trace?.x[trace.y.indexOf(1)]).toBe(77_710);
  expect(trace?.y[trace.x.indexOf(55_590)]).toBeNull();
});

it('thinned points stay where they were: without a list of their places, and where one list is longer', () => {
  const y = Array.from({ length: 30_000 }, (_, at) => at % 7);
  const first = (trace: object) => {
    const { data, thinned } = readFigure(json({ data: [trace] }));
    return { ...(data[0] as { x: unknown[]; y: unknown[]; text: unknown[] }), thinned };
  };
  const places = first({ y, text: y.map((_, at) => at) });
  expect(places.x).toHaveLength(places.y.length);
  expect(places.x).toEqual(places.text);
  expect(first({ y, x0: 10, dx: 0.5 }).x.slice(-1)).toEqual([10 + 29_999 * 0.5]);
  expect(first({ x: y, text: y.map((_, at) => at) }).y).toEqual(places.x);
  expect(first({ y, x0: '2026-01-01', dx: 86_400_000 }).y).toHaveLength(30_000);
  const uneven = first({ x: y.map((_, at) => at), y: y.slice(1) });
  expect(uneven.y).toEqual(uneven.x.map((at) => (Number(at) + 1) % 7));
  expect(uneven.x.at(-1)).toBe(29_998);
});

it.each([
  [{ type: 'bar' }, 4000, 'stack'],
  [{ type: 'scatter', stackgroup: 'one' }, 30_000, undefined],
])('what is stacked is drawn whole: %j', (kind, length, barmode) => {
  const trace = { ...kind, y: Array.from({ length }, (_, at) => at) };
  const { data, thinned } = readFigure(json({ data: [trace, trace], layout: { barmode } }));
  expect([thinned, ...data.map(({ y }) => (y as unknown[]).length)]).toEqual([null, length, length]);
});

it('of points that are elements fewer are drawn than of a line, bars and their extremes too', () => {
  const y = Array.from({ length: 50_000 }, (_, at) => (at === 4321 ? 9 : at % 7));
  const lengths = (more: object) => {
    const { data } = readFigure(json({ data: [{ y, ...more }] }));
    return Object(data[0]?.y).length;
  };
  expect(lengths({ mode: 'lines' })).toBeGreaterThan(15_000);
  expect(lengths({ mode: 'lines+markers' })).toBeLessThanOrEqual(5000);
  expect(lengths({ type: 'bar' })).toBeLessThanOrEqual(5000);
  const { data } = readFigure(
    json({ data: [{ type: 'bar', orientation: 'h', x: y, y: y.map((_, at) => at) }] }),
  );
  expect(data[0]?.x).toContain(9);
});

it.each([
  [{ type: 'pie', values: Array.from({ length: 2000 }, () => 1) }, {}],
  [{ type: 'bar', y: Array.from({ length: 30_000 }, () => 1) }, { barmode: 'stack' }],
])('what would stop the page is not drawn, and said', (trace, layout) => {
  const { data, missing, traces } = readFigure(json({ data: [trace], layout }));
  expect([data.length, missing, traces.length]).toEqual([0, [`${trace.type} (too many values)`], 1]);
});

it('packed numbers of a figure are numbers, in rows where they have two dimensions', () => {
  const bdata = (list: number[]) => Buffer.from(new Float64Array(list).buffer).toString('base64');
  const packed = { dtype: 'f8', bdata: bdata([1, 2.5, Number.NaN, 4]) };
  const z = { ...packed, shape: '2, 2' };
  const { data, traces } = readFigure(json({ data: [{ x: packed, marker: { color: packed } }, { z }] }));
  expect(data[0]).toMatchObject({ x: [1, 2.5, null, 4], marker: { color: [1, 2.5, null, 4] } });
  expect(data[1]?.z).toEqual([
    [1, 2.5],
    [null, 4],
  ]);
  expect(traces.map((trace) => traceTable(trace).rows.length)).toEqual([4, 2]);
});

it('the values of a plot keep their spelling, those of a matrix the places of its rows', () => {
  const traces = json(
    '[{"name":"qc","x":[1.0,2],"y":[0.10]},{"type":"heatmap","x":["a","b"],"y":[10],"z":[[1.50,null]]},{"type":"sankey","node":{"label":["a","b"]}}]',
  ) as JsonValue[];
  const [line, map, sankey] = traces.map(traceTable);
  expect(traceNames(traces)[0]).toEqual({ name: 'qc · scatter', left: 0 });
  expect(line?.rows.map(({ cells }) => cells.map(({ text }) => text))).toEqual([
    ['1.0', '0.10'],
    ['2', ''],
  ]);
  expect(sankey?.columns.map(({ title }) => title)).toEqual(['node.label']);
  expect(map?.columns.map(({ title }) => title)).toEqual(['a', 'b']);
  expect(map?.rows.map(({ header, cells }) => [header, cells[0]?.text])).toEqual([['10', '1.50']]);
});

it('what a drawing library gets has no member it could take for a prototype', () => {
  const plain = plainOf(json('{"a":{"__proto__":{"x":1},"constructor":{"prototype":{"y":1}},"b":1.50}}'));
  expect(JSON.stringify(plain)).toBe('{"a":{"b":1.5}}');
  expect(() => plainOf(json('['.repeat(300) + ']'.repeat(300)))).toThrow('too deeply');
});

it('a map puts degrees on a plane in metres, south down, and leaves out what has no place', () => {
  const point = (coordinates: unknown, properties: object = {}) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates },
    properties,
  });
  const read = readMap(
    json({
      geojson: {
        type: 'FeatureCollection',
        features: [
          point([5, 52], {
            title: 'A',
            entity_links: [{ label: 'Bridge', entity_id: 30017 }, { entity_id: 'x' }],
          }),
          point([5, 51.99]),
          point(['x', 1]),
        ],
      },
      legend: [
        ['#1a7f37', 'green'],
        [null, ''],
      ],
    }),
  );
  expect(read.left).toBe(1);
  const [x, y] = read.shapes[1]?.lines[0] ?? [];
  expect(x).toBeCloseTo(0, 6);
  expect(y).toBeCloseTo(1111.95, 0);
  expect(read.legend).toEqual([{ color: '#1a7f37', text: 'green' }]);
});

it('a patch of params merges objects, replaces lists, and leaves every other byte', () => {
  const params = json(
    '{ "a": {"x": 1.0,  "list": [1, 2]}, "b" : 2.50, "p": {"lat": 1.0, "lon": 2.0} }',
  ) as JsonObject;
  const patch = readPatch(json('{"params":{"a":{"list":[3]},"p":{"lat":9.0,"lon":8.0}}}')) as JsonObject;
  expect(printJson(applyPatch(params, patch))).toBe(
    '{ "a": {"x": 1.0,  "list": [3]}, "b" : 2.50, "p": {"lat":9.0,"lon":8.0} }',
  );
  expect(readPatch(json('{"params":1,"b":2}'))?.size).toBe(2);
  expect(readPatch(json('[1]'))).toBeUndefined();
});

it('variants have the named columns, else those in which they differ', () => {
  const results = [1, 2].map((spacing) => ({
    params: { layout: { spacing, model: 'V1' } },
    analysis_result: { yield: 118 + spacing },
  }));
  const titles = (value: object) => readVariants(json(value)).table.columns.map(({ title }) => title);
  expect(titles({ results })).toEqual(['layout › spacing', 'yield']);
  expect(titles({ results, input_columns: ['layout.model'], output_headers: { yield: 'GWh/y' } })).toEqual([
    'layout › model',
    'yield [GWh/y]',
  ]);
  expect(() => readVariants(json({ results: [] }))).toThrow('no variants');
});

it.each([0.5, 1, 2])('a model is seen whole in a place %d times as wide as high', (aspect) => {
  const half = Math.tan((VIEW_ANGLE / 2) * (Math.PI / 180)) * distanceToSee(10, aspect);
  expect(Math.min(half, half * aspect)).toBeGreaterThan(5);
});

it('a model is put in one piece, and one that links elsewhere is refused', () => {
  const text = (value: object) => new TextEncoder().encode(JSON.stringify(value)).buffer as ArrayBuffer;
  const model = (uri: string) => ({
    asset: { version: '2.0' },
    buffers: [{ byteLength: 3, uri }],
    bufferViews: [{ buffer: 0, byteLength: 3 }],
  });
  const glb = new DataView(inOnePiece(text(model('data:application/octet-stream;base64,AQID'))));
  expect(glb.getUint32(0, true)).toBe(0x46546c67);
  expect(glb.getUint32(8, true)).toBe(glb.byteLength);
  expect([...new Uint8Array(glb.buffer, glb.byteLength - 4)]).toEqual([1, 2, 3, 0]);
  expect(() => inOnePiece(text(model('https://evil.example/a.bin')))).toThrow('elsewhere');
  expect(() => inOnePiece(text({ buffers: [] }))).toThrow('no glTF');
});

it('two data results are compared by their keys, with the exact difference', () => {
  const data = (heave: string) =>
    json(
      `[{"key":"s","label":"Base","value":"","children":[{"key":"heave","label":"Heave","value":${heave}}]}]`,
    );
  const rows = compareData(data('0.3'), data('0.1'));
  expect(rows[1]).toMatchObject({ label: 'Heave', left: '0.3', right: '0.1', delta: '−0.2', changed: true });
  expect(compareData(data('1.0'), data('1')).filter(({ changed }) => changed)).toEqual([]);
});

it.each([
  ['another unit', { value: 100, suffix: 'kPa' }, { value: 100, suffix: 'psf' }, ['100 kPa', '100 psf', '']],
  [
    'a number of another unit',
    { value: 2, suffix: 'm' },
    { value: 6.56, suffix: 'ft' },
    ['2 m', '6.56 ft', ''],
  ],
  [
    'another status',
    { value: 1, status: 'success' },
    { value: 1, status: 'error' },
    ['1 · success', '1 · error', ''],
  ],
  [
    'what is not shown',
    { value: true, display_value: 'see report' },
    { value: false, display_value: 'see report' },
    ['see report', 'see report', 'differs beyond what is shown'],
  ],
])('%s is a difference', (_name, left, right, shown) => {
  const [row] = compareData(json([{ key: 'a', ...left }]), json([{ key: 'a', ...right }]));
  expect([row?.left, row?.right, row?.delta]).toEqual(shown);
  expect([row?.changed, row?.percent]).toEqual([true, '']);
});

const model = (more: object) =>
  new TextEncoder().encode(JSON.stringify({ asset: { version: '2.0' }, ...more })).buffer as ArrayBuffer;

it.each([
  ['within itself', { nodes: [{ children: [1] }, { children: [2] }, { children: [1] }] }],
  ['within itself', { nodes: [{ children: [0] }] }],
  ['larger than can be drawn', { accessors: [{ componentType: 5126, count: 1e9, type: 'VEC3' }] }],
  ['larger than can be drawn', { accessors: [{ count: 'many' }] }],
  ['larger than can be drawn', { nodes: Array.from({ length: 20_001 }, () => ({})) }],
  [
    'larger than can be drawn',
    {
      meshes: [{ primitives: Array.from({ length: 6 }, () => ({})) }],
      nodes: Array.from({ length: 3000 }, () => ({ mesh: 0 })),
    },
  ],
  ['no base64', { buffers: [{ uri: 'data:;base64,*' }] }],
  ['keeps a part of itself elsewhere', { buffers: [null] }],
])('a model that would hang or break what draws it says why: %s', (words, more: object) => {
  expect(() => inOnePiece(model(more))).toThrow(words);
});

it('a model of many parts, one of them held twice, is drawn', () => {
  const nodes = [{ children: [1, 2] }, { children: [3] }, { children: [3] }, { children: ['x', null, 9] }];
  expect(inOnePiece(model({ nodes })).byteLength).toBeGreaterThan(28);
});

it('coordinates that are nowhere on Earth are left out of the map and counted', () => {
  const line = (...coordinates: number[][]) => ({
    type: 'Feature',
    geometry: { type: 'LineString', coordinates },
  });
  const features = [line([4, 52], [5, 53]), line([1e308, 1], [-1e308, 2])];
  const map = readMap(json({ features, labels: [{ lat: 1e300, lon: 2, text: 'x' }] }));
  expect([map.shapes.length, map.left, map.labels.length]).toEqual([1, 1, 0]);
  expect(Object.values(map.box ?? {}).every(Number.isFinite)).toBe(true);
});

it('variants lose no digit before the point', () => {
  const results = [12345678.1234567, 12345679.1234567].map((cost) => ({
    params: { n: 1 },
    result: { cost },
  }));
  const { table } = readVariants(json({ results }));
  expect(table.rows.map(({ cells }) => cells.at(-1)?.text)).toEqual(['12345678', '12345679']);
});

it('variants whose params are nested without end are told apart without looking into all of it', () => {
  const params = (value: number) => `${'{"a":'.repeat(50_000)}${value}${'}'.repeat(50_000)}`;
  const { table } = readVariants(json(`{"results":[{"params":${params(1)}},{"params":${params(2)}}]}`));
  expect(table.rows).toHaveLength(2);
});
