import { describe, expect, it } from 'vitest';
import { laidOut } from './laid-out.ts';
import { largeDesk } from './large-desk.ts';
import { shapesOf } from './map-model.ts';

const desk = (...values: unknown[]) =>
  largeDesk(values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))));
const whole = { column: null, descending: false, filter: '' };

describe('a large part of a result, asked about piece by piece', () => {
  it('a table gives its head, and the rows that an arrangement leaves', () => {
    const data = Array.from({ length: 1000 }, (_, at) => [`pile ${at}`, (at * 7) % 1000]);
    const at = desk({ column_headers: [{ title: 'Pile' }, { title: 'N', data_type: 'number' }], data });
    expect(at.openTable({ kind: 'table' })).toMatchObject({ total: 1000, named: false, arranging: true });
    const sorted = at.rows({ arrangement: { column: 1, descending: true, filter: '' }, from: 0, to: 2 });
    expect(sorted.count).toBe(1000);
    expect(sorted.rows.map(({ cells }) => cells[1]?.text)).toEqual(['999', '998']);
    const filtered = at.rows({ arrangement: { ...whole, filter: 'pile 99' }, from: 0, to: 50 });
    expect([filtered.count, filtered.rows.length]).toEqual([37, 37]);
    expect(filtered.rows[0]?.cells.map(({ value }) => value)).toEqual([undefined, undefined]);
  });

  it('data is a table of its lines under the names of their groups', () => {
    const at = desk(
      '[{"key":"g","label":"Base","value":"","children":[{"key":"a","label":"Uplift","value":1.20,"suffix":"m"}]}]',
    );
    expect(at.openTable({ kind: 'data' }).total).toBe(1);
    const { rows } = at.rows({ arrangement: whole, from: 0, to: 9 });
    expect(rows[0]?.cells.map(({ text }) => text)).toEqual(['Base', 'Uplift', '1.20 m', '']);
  });

  it('of data a group that has a value of its own is a line as well, also when two are compared', () => {
    const total = (value: number) => [
      { key: 'g', label: 'Total', value, children: [{ key: 'a', label: 'A', value: 1 }] },
    ];
    const at = desk(total(3), total(4));
    expect(at.openTable({ kind: 'data' })).toMatchObject({ total: 2, changed: 1 });
    const { rows } = at.rows({ arrangement: whole, from: 0, to: 9 });
    expect(rows.map(({ cells }) => cells.slice(0, 3).map(({ text }) => text))).toEqual([
      ['Total', '3', '4'],
      ['A', '1', '1'],
    ]);
    const one = desk(total(3));
    expect(one.openTable({ kind: 'data' }).total).toBe(2);
    const lines = one.rows({ arrangement: whole, from: 0, to: 9 }).rows;
    expect(lines.map(({ cells }) => cells.slice(0, 3).map(({ text }) => text))).toEqual([
      ['', 'Total', '3'],
      ['Total', 'A', '1'],
    ]);
  });

  it('two of them are compared', () => {
    const data = (value: number) => [
      { key: 'a', label: 'A', value },
      { key: 'b', label: 'B', value: 1 },
    ];
    const at = desk(data(1), data(2));
    expect(at.openTable({ kind: 'data' })).toMatchObject({ total: 2, changed: 1 });
    expect(at.rows({ arrangement: whole, from: 0, to: 1 }).rows[0]?.cells.map(({ text }) => text)).toEqual([
      ...['A', '1', '2', '+1, +100 %'],
    ]);
  });

  it('a plot is drawn from typed lists, and its values are a table of each trace', () => {
    const y = Array.from({ length: 2000 }, (_, at) => (at === 3 ? null : at));
    const at = desk({
      data: [
        { name: 'qc', y },
        { x: [1], y: ['a'] },
      ],
      layout: {},
    });
    const { figure, traces } = at.openPlot({});
    expect(figure.data[0]?.y).toEqual(Float64Array.from(y, (value) => value ?? Number.NaN));
    expect(figure.data[1]?.y).toEqual(['a']);
    expect(traces.map(({ name }) => name)).toEqual(['qc · scatter', 'Trace 2 · scatter']);
    expect(at.trace({ at: 0 }).total).toBe(2000);
  });

  it('a map comes in pieces of shapes, and what a feature says when it is asked', () => {
    const features = Array.from({ length: 5 }, (_, at) => ({
      type: 'Feature',
      id: at,
      geometry: {
        type: 'LineString',
        coordinates: [
          [5, 52],
          [5, 52 + at / 100],
        ],
      },
      properties: {
        title: `F${at}`,
        description: 'd',
        depth: 1.5,
        stroke: '#ff0000',
        entity_links: [{ entity_id: 7 }],
      },
    }));
    const at = desk({
      geojson: { type: 'FeatureCollection', features },
      interaction_groups: { piles: ['1', 2] },
    });
    const { count, groups } = at.openMap({});
    expect([count, groups]).toEqual([5, { piles: ['1', '2'] }]);
    const shapes = [0, 3].flatMap((from) => shapesOf(structuredClone(at.shapes({ from, to: from + 3 }))));
    expect(shapes.map(({ id, lines }) => [id, lines.map(({ length }) => length)])).toEqual(
      features.map(({ id }) => [String(id), [4]]),
    );
    expect(shapes[2]?.lines[0]?.[3]).toBeCloseTo(-2223.9, 0);
    expect(at.feature({ index: 4 })).toEqual({
      description: 'd',
      facts: [{ name: 'depth', text: '1.5' }],
      links: [{ label: 'Entity 7', entityId: 7 }],
    });
  });

  it('the params of a variant keep their spelling', () => {
    const at = desk(
      '{"results":[{"params":{"a":1.0},"analysis_result":{"y":2}},{"analysis_result":{"y":3}}]}',
    );
    expect(at.openVariants({}).table.total).toBe(2);
    expect([at.variant({ at: 0 }), at.variant({ at: 1 })]).toEqual([{ text: '{"a":1.0}' }, { text: null }]);
  });

  it('an image that it carries is made of bytes there, a link is given back', async () => {
    const { image } = desk(JSON.stringify('<svg xmlns="http://www.w3.org/2000/svg"/>')).openImage({});
    expect(await image?.text()).toContain('<svg');
    expect(desk({ url: '/x' }).openImage({})).toEqual({ image: undefined, text: '{"url":"/x"}' });
  });

  it('its JSON is read in rows', () => {
    const at = desk('{"a":[1.0,2]}');
    expect(at.openText({})).toEqual({ rows: 6, characters: 31 });
    expect(at.lines({ from: 1, to: 3 }).lines).toEqual(['  "a": [', '    1.0,']);
  });

  it('says what is wrong with it', () => {
    expect(() => desk('{"data": [1,').openTable({ kind: 'table' })).toThrow('line 1');
    expect(() => desk('7').openMap({})).toThrow('no GeoJSON');
  });
});

it('long lines go on in the next row, and no character is cut in two', () => {
  const text = `a\n${'x'.repeat(239)}😀y\n\n`;
  const rows = laidOut(text).read(0, 9);
  expect(rows).toEqual(['a', 'x'.repeat(239), '😀y', '']);
});
