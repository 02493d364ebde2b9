import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toRecord, ValueIndex } from './value-index.ts';
import { readValueQuery } from './value-query.ts';

const entity = (id: number, params: string | null, more: object = {}) =>
  toRecord({ id, name: `E${id}`, type: 1, above: [], params, ...more });

function find(typed: string, ...params: string[]): string[] {
  const index = new ValueIndex();
  index.add(params.map((text, at) => entity(at, text)));
  const query = readValueQuery(typed);
  return query ? index.find(query, 100).hits.map(({ pointer, text }) => `${pointer} ${text}`) : [];
}

describe('looking for a value', () => {
  it.each([
    ['12.5', ['/a 12.50', '/b 1.25e1', '/t about 12.5 m']],
    ['12345678901234567890', ['/big 12345678901234567890']],
    ['>12.5', ['/big 12345678901234567890', '/big2 12345678901234567891', '/rows/0/x 20']],
    ['>=12345678901234567891', ['/big2 12345678901234567891']],
    ['15..25', ['/rows/0/x 20']],
    ['x:>1', ['/rows/0/x 20']],
    ['x: 20', ['/rows/0/x 20']],
    ['ABOUT 12', ['/t about 12.5 m']],
    ['énergie', ['/n Energie']],
    ['rows', ['/rows/0/x 20']],
    ['true', ['/f true']],
    ['null', ['/z null']],
    ['<b>', ['/k~1ey <b>#%']],
    ['k/ey', ['/k~1ey <b>#%']],
    ['1992-1-1:2005', ['/norm NEN-EN 1992-1-1:2005']],
    ['12:30', ['/at 12:30']],
    ['https://x.nl', ['/link see https://x.nl/a']],
    ['link: see', ['/link see https://x.nl/a']],
    ['a>b', ['/m if a>b']],
    ['t~y', ['/t~0y:~1s ok']],
    ['t~y:/s', ['/t~0y:~1s ok']],
    ['nothing of this', []],
    ['   ', []],
  ])('%s', (typed, expected) => {
    const params =
      '{"a":12.50,"b":1.25e1,"t":"about 12.5 m","big":12345678901234567890,"big2":12345678901234567891,"rows":[{"x":20}],"n":"Energie","f":true,"z":null,"k/ey":"<b>#%","norm":"NEN-EN 1992-1-1:2005","at":"12:30","link":"see https://x.nl/a","m":"if a>b","t~y:/s":"ok"}';
    expect(find(typed, params).sort()).toEqual([...expected].sort());
  });

  it('lists whole matches before those that only hold the text, and those before keys', () => {
    expect(find('pier', '{"pier":"a","x":"the pier","y":"Pier","z":"pier 4"}')).toEqual([
      '/y Pier',
      '/z pier 4',
      '/x the pier',
      '/pier a',
    ]);
  });

  it('lists a whole match first that comes after thousands of values that only hold the text', () => {
    const index = new ValueIndex();
    for (let id = 0; id < 3000; id++) index.add([entity(id, '{"x":"the pier"}')]);
    index.add([entity(3000, '{"x":"pier"}')]);
    const found = index.find({ text: 'pier' }, 100);
    expect(found.hits[0]).toMatchObject({ id: 3000, text: 'pier' });
    expect([found.hits.length, found.count]).toEqual([100, 3001]);
  });

  it('finds every number by the text it is written as', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        const text = JSON.stringify(number);
        expect(find(text, `{"n":${text}}`)).toHaveLength(1);
      }),
    );
  });

  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => void find(typed, '{"a":[1,"x",null]}')),
    );
  });
});

it('an entity that comes again takes the place of what was known, and names tell where it is', () => {
  const index = new ValueIndex();
  index.add([entity(1, '{"a":1}', { name: 'Root' }), entity(2, null, { above: [1] })]);
  index.add([entity(2, '{"a":2}', { above: [1] })]);
  const found = index.find({ text: '2', bounds: [{ comparison: '=', number: '2' }] }, 10);
  expect(found.hits).toMatchObject([{ id: 2, path: [{ id: 1, name: 'Root' }], text: '2' }]);
  expect(index.counts).toEqual({ size: 2, left: 0, cut: 0, unreadable: 0, ofType: { 1: 2 } });
});

it('one entity keeps 2,000 values, and what is left out is counted', () => {
  const record = entity(1, JSON.stringify({ list: Array.from({ length: 2100 }, (_, index) => index) }));
  expect([record.values.length, record.left]).toEqual([2000, 100]);
});

it('of a long text its beginning is kept, and that is counted', () => {
  const index = new ValueIndex();
  index.add([entity(1, JSON.stringify({ a: 'x'.repeat(2001), b: 'y'.repeat(2000) }))]);
  expect(index.counts).toMatchObject({ left: 0, cut: 1 });
  index.remove(1);
  expect(index.counts.cut).toBe(0);
});

it('params nested deeper than a stack is high are read', () => {
  expect(entity(1, `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`).values).toEqual(['n1']);
});

it('holds so many values at most, and counts those of further entities as left out', () => {
  const index = new ValueIndex(3);
  index.add([entity(1, '{"a":1,"b":2}'), entity(2, '{"a":1,"b":2}'), entity(3, '{"a":1}')]);
  expect(index.counts).toMatchObject({ size: 3, left: 2 });
  index.remove(1);
  index.add([entity(2, '{"a":1,"b":2}')]);
  expect(index.counts).toMatchObject({ size: 2, left: 0 });
  expect(index.find({ text: '2' }, 10).hits.map(({ id }) => id)).toEqual([2]);
});
