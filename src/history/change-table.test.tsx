import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, waitFor, within } from '@testing-library/react';
import type { ComponentProps } from 'react';
import { MemoryRouter } from 'react-router';
import { beforeAll, expect, test, vi } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import { formLabels } from '../fields/form-labels.ts';
import { readForm } from '../fields/read-form.ts';
import { compareParams } from '../params/compare.ts';
import { kindsOf } from '../revisions/kind-at.ts';
import { ChangeTable } from './change-table.tsx';
import type { View } from './sides.ts';

beforeAll(() => {
  // jsdom knows no sizes.
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(640);
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(54);
});

function show(
  left: string,
  right: string,
  view: View = 'unified',
  form: object[] = [],
  {
    keyColumns = {},
    onTakeBack,
  }: Partial<Pick<ComponentProps<typeof ChangeTable>, 'keyColumns' | 'onTakeBack'>> = {},
) {
  const labels = formLabels(readForm({ parametrization: form }));
  return render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient()}>
        <MemoryRouter>
          <ChangeTable
            workspaceId={1}
            entityId={2}
            workspaces={{ left: 1, right: 1 }}
            title="one and two"
            names={{ left: 'one', right: 'two' }}
            comparison={compareParams(readJson(left), readJson(right), { keyColumns })}
            ofOneEntity
            kindAt={kindsOf(null, labels)}
            labels={labels}
            view={view}
            onView={() => undefined}
            hiding={{ abs: undefined, percent: undefined, decimals: undefined, ignore: [] }}
            onHiding={() => undefined}
            keyColumns={keyColumns}
            onKeyColumns={() => undefined}
            scroller={{ current: document.body }}
            onTakeBack={onTakeBack}
          />
        </MemoryRouter>
      </QueryClientProvider>
    </MantineProvider>,
  );
}

const line = (count: number, lon: number) =>
  JSON.stringify({ axis: Array.from({ length: count }, (_, i) => ({ lat: 51 + i / 1e5, lon })) });
const nested = (depth: number, leaf: string) => `{"a":${'['.repeat(depth)}${leaf}${']'.repeat(depth)}}`;

/** Old, new, and what a row must say. */
const PAIRS: [string, string, string, string | RegExp][] = [
  [
    '20 digits keep every one',
    '{"n":12345678901234567890}',
    '{"n":12345678901234567891}',
    /12345678901234567891.*\+1/,
  ],
  ['float noise is exact', '{"n":0.1}', '{"n":0.30000000000000004}', '+0.20000000000000004'],
  ['not a number', '{"n":NaN}', '{"n":1}', /old: NaN.*new: 1/],
  ['null to a list', '{"d":null}', '{"d":[{"a":1},{"a":2}]}', /old: empty.*new: 2 rows/],
  ['a list to an empty one', '{"d":["x","y"]}', '{"d":[]}', 'no items'],
  ['missing to null', '{"k":0}', '{"k":0,"d":null}', /old: not stored.*new: empty.*stored now, and empty/],
  [
    'missing to an empty list',
    '{"k":0}',
    '{"k":0,"d":[]}',
    /old: not stored.*new: no items.*stored now, and empty/,
  ],
  ['null to an empty text', '{"d":null}', '{"d":""}', 'both empty'],
  ['a type change', '{"where":"1-1"}', '{"where":["1-1"]}', /old: 1-1.*new: 1-1/],
  [
    'a type change, as one of the form',
    '{"where":"1-1"}',
    '{"where":["1-1"]}',
    'where was text and is a list',
  ],
  ['a number to text', '{"o":2}', '{"o":"2"}', /old: 2.*new: “2”/],
  ['a list that was sorted', '{"n":[3,1,4,1,9,7]}', '{"n":[1,1,3,4,7,9]}', 'sorted'],
  ['a rule for a list', '{"n":[1.2,3.4,0.85]}', '{"n":[1.26,3.57,0.8925]}', 'values × 1.05 in all 3 items'],
  ['only line ends', '{"t":"one line\\nmore"}', '{"t":"one line\\r\\nmore"}', 'only line ends'],
  ['only white space', '{"t":"two words"}', '{"t":"two  words"}', 'only white space'],
  [
    'two forms of an accent',
    '{"t":"caf\\u00e9 au lait"}',
    '{"t":"cafe\\u0301 au lait"}',
    'only how accents are stored',
  ],
  [
    'text that only looks like HTML',
    '{"t":""}',
    '{"t":"<script>alert(1)</script>"}',
    '<script>alert(1)</script>',
  ],
  ['a colour as hex text', '{"c":"#1f6feb"}', '{"c":"#1f6fec"}', /#1f6feb.*#1f6fec/],
  ['days between', '{"d":"1899-12-31"}', '{"d":"2024-02-29"}', '45350 days later'],
  ['a date with time', '{"d":"2024-05-02T00:00:00"}', '{"d":"2024-05-02"}', '2024-05-02'],
  ['null island', '{"p":{"lat":0,"lon":0}}', '{"p":{"lat":0,"lon":1}}', /moved 111.195 m/],
  ['5,000 vertices', line(5000, 5), line(5000, 5.1), /old: 5.000 points.*new: 5.000 points.*length 5.559 m/],
  [
    'a colour stored otherwise',
    '{"color":{"r":31,"g":111,"b":235}}',
    '{"color":"#1f6feb"}',
    'same colour, stored otherwise',
  ],
  [
    'a percentage that tells nothing',
    '{"n":10.5}',
    '{"n":12345678901234567}',
    /\+12345678901234556\.5(?!.*%)/,
  ],
  ['a line that came', '{}', line(3, 5), /length [\d.]+ m/],
  ['an empty ring', '{"axis":[]}', line(3, 5), /axis/],
  ['all rows alike', '{"t":[{"a":1},{"a":1},{"a":1}]}', '{"t":[{"a":1},{"a":1}]}', 'removed'],
  [
    'ragged rows',
    '{"t":[{"a":1},{"b":2,"c":{"d":[1]}}]}',
    '{"t":[{"a":2},{"b":2,"c":{"d":[2]}}]}',
    /a.*1.*2/,
  ],
  ['rows and scalars mixed', '{"t":[1,{"a":1},[2]]}', '{"t":[1,{"a":2},[3]]}', /t/],
  [
    'keys of the prototype',
    '{"__proto__":{"x":1},"constructor":1}',
    '{"__proto__":{"x":2},"constructor":2}',
    '__proto__',
  ],
  ['an empty key', '{"":{"":1}}', '{"":{"":2}}', /1.*2/],
  ['a deep list', nested(3000, '1'), nested(3000, '2'), /a/],
  ['everything at once for the first revision', '{}', '{"a":{"b":{"c":1}},"l":[],"t":"x"}', 'added'],
];

test.each(PAIRS)('%s', (_name, left, right, said) => {
  const { container } = show(left, right);
  expect(container).toHaveTextContent(said, { normalizeWhitespace: false });
});

test.each(PAIRS)('%s, as a list', (_name, left, right) => {
  const { getAllByRole } = show(left, right, 'list');
  expect(getAllByRole('row').length).toBeGreaterThan(1);
});

test.each(['unified', 'list'] as const)(
  'of columns that were exchanged no cell looks like a unit slip (%s)',
  (view) => {
    const sizes = [
      [100, 1000],
      [2, 20],
      [7, 9],
    ];
    const text = (exchanged: boolean, depth: number) =>
      JSON.stringify({
        depth,
        t: sizes.map((row, n) => ({ n, b: row[exchanged ? 1 : 0], h: row[exchanged ? 0 : 1] })),
      });
    const { container } = show(text(false, 3), text(true, 3000), view);
    expect(container.textContent?.match(/.\d+, a unit\?/g)).toEqual(['×1000, a unit?']);
  },
);

test('a choice that is called as it is stored keeps the unit of its field', () => {
  const height = { type: 'select', name: 'h', ui_name: 'Height', suffix: 'mm', options: [100, 200] };
  const { container } = show('{"h":100}', '{"h":200}', 'unified', [height]);
  expect(container).toHaveTextContent(/old: 100 mm.*new: 200 mm/);
});

test('choices that are called as they are stored are told once', () => {
  const tags = { type: 'multiselect', name: 'tags', ui_name: 'Tags', options: ['uls', 'sls'] };
  const { container } = show('{"tags":null}', '{"tags":["uls","sls"]}', 'unified', [tags]);
  expect(container.textContent?.match(/uls, sls/g)).toHaveLength(1);
});

test('as text, what names something has no difference in numbers, and an empty list is told', async () => {
  const form = [
    {
      type: 'select',
      name: 'pick',
      ui_name: 'Pick',
      options: ['Sand', 'Clay'].map((label, value) => ({ value, label })),
    },
    { type: 'entity', name: 'refs', ui_name: 'References', multiple: true },
  ];
  const { container, findByText } = show('{"pick":1,"refs":null}', '{"pick":0,"refs":[]}', 'text', form);
  await findByText(/^\s*Pick: from/);
  expect(container).toHaveTextContent('Pick: from Clay to Sand.');
  expect(container).toHaveTextContent('References: from empty to no items.');
});

const MOVED = ['{"a":{"x":0.82,"k":1},"y":1}', '{"a":{"k":1},"x":0.82,"y":2}'] as const;

test.each(['unified', 'list'] as const)(
  'what the form moved stands apart from what was edited (%s)',
  (view) => {
    const { container, getAllByRole } = show(...MOVED, view);
    expect(container).toHaveTextContent('1 edit, 2 with the form');
    expect(container).toHaveTextContent('apart, under “Changed with the form”; 1 is an edit.');
    const rows = getAllByRole('row').map(({ textContent }) => textContent ?? '');
    const heading = rows.findIndex((text) => text.startsWith('Changed with the form'));
    expect(rows.slice(0, heading).join()).toMatch(/changed.*y.*old: 1.*new: 2/);
    expect(rows.slice(0, heading).join()).not.toMatch(/0\.82/);
    expect(rows.slice(heading).join()).toMatch(/0\.82.*0\.82/);
  },
);

test.each([
  ['unchanged', 5],
  ['edited too', 6],
])('what moved is told to be %s', (said, q) => {
  const group = (last: number) => `{"k":1,"l":2,"m":3,"n":4,"q":${last}}`;
  const { getAllByRole } = show(`{"a":${group(5)}}`, `{"b":${group(q)}}`, 'list');
  const rows = getAllByRole('row').map(({ textContent }) => textContent ?? '');
  expect(rows.find((text) => text.includes('stood at'))).toContain(said);
});

test.each([
  ['ABCD', 'BCDA', 'from place 1 to 4'],
  // G and H went, and C and D stand above A now.
  ['GHACDE', 'CDAE', 'past others, at place 3 as before'],
])('of a row that moved its places are told, not its name twice: %s to %s', async (before, after, said) => {
  const table = (names: string) => JSON.stringify({ t: [...names].map((name) => ({ name, q: name, r: 1 })) });
  const { getAllByRole } = show(table(before), table(after), 'list');
  const rows = getAllByRole('row').map(({ textContent }) => textContent ?? '');
  expect(rows.find((text) => text.includes('t[A]'))).toContain(said);
  cleanup();
  const text = await show(table(before), table(after), 'text').findAllByRole('listitem');
  expect(text.map(({ textContent }) => textContent)).toContain(`moved t[A]: ${said}. `);
});

test('how all rows of a table or line moved is told beside its first row, above the grid and beside the drawing', async () => {
  const rows = [5, 3, 9, 1, 7].map((P, at) => ({ mark: `M${at}`, P }));
  const line = Array.from({ length: 5 }, (_, at) => [at, at * at]);
  const [left, right] = [
    { t: rows, l: line },
    { t: rows.toSorted((a, b) => a.P - b.P), l: line.toReversed() },
  ].map((value) => JSON.stringify(value)) as [string, string];
  const said = [
    't[M3]: from place 4 to 1, with 2 others: sorted by P',
    'l[1]: from place 5 to 1, with 3 others: reversed',
  ];
  const text = await show(left, right, 'text').findAllByRole('listitem');
  expect(text.map(({ textContent }) => textContent)).toEqual(said.map((words) => `moved ${words}. `));
  cleanup();
  const list = show(left, right, 'list')
    .getAllByRole('row')
    .map(({ textContent }) => textContent ?? '');
  for (const words of said)
    expect(list.some((row) => row.includes(words.slice(words.indexOf(': ') + 2)))).toBe(true);
  cleanup();
  const { findByText } = show(left, right, 'unified');
  expect(await findByText('sorted by P')).toBeInTheDocument();
  expect(await findByText('reversed')).toBeInTheDocument();
});

test.each([
  ['[[1,2],[3,5],[5,9]]', '[[2,1],[5,3],[9,5]]', 'coordinates exchanged in all 3 points'],
  ['[[1.26,2],[3.16,5],[5.02,9]]', '[[1.3,2],[3.2,5],[5,9]]', 'rounded to 1 decimal in all 3 points'],
  ['[[1,2],[3,5],[5,9]]', '[[1,3],[3,6],[5,10]]', 'all 3 points shifted by (0, 1)'],
])('what happened to all points of a line is told beside its drawing: %s to %s', (before, after, said) => {
  const { getByText } = show(`{"l":${before}}`, `{"l":${after}}`);
  expect(getByText(said)).toBeInTheDocument();
});

test('as text every change is one sentence under the heading of its section', async () => {
  const { findAllByRole, queryByRole } = show(
    '{"b":{"x":1.0,"why":"","gone":"old"},"flag":false,"l":[{"n":"a"},{"n":"b"}]}',
    '{"b":{"x":1.1,"why":"so","new":3},"flag":true,"l":[{"n":"b"},{"n":"a"},{"n":"c","top":2.50}]}',
    'text',
  );
  const sentences = (await findAllByRole('listitem')).map(({ textContent }) => textContent);
  expect(sentences).toEqual([
    'changed b › x: from 1.0 to 1.1, +0.1, +10 %. ',
    'changed b › why: from empty text to “so”. ',
    'removed b › gone: was “old”. ',
    'added b › new: 3, not stored before. ',
    'changed flag: from false to true. ',
    expect.stringMatching(/^moved l\[(1\]: from place 2 to 1|2\]: from place 1 to 2)\. $/),
    'added l[3]: n “c”, top 2.50, not stored before. ',
  ]);
  expect((await findAllByRole('heading')).map(({ textContent }) => textContent)).toEqual(['b', 'Top level']);
  expect(queryByRole('table')).toBeNull();
});

test('on paper every change is drawn, and afterwards only what is in sight', () => {
  const many = (value: number) =>
    JSON.stringify(Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`k${index}`, value])));
  const { container } = show(many(1), many(2));
  // Looking hundreds of rows up by their role takes seconds.
  const rows = () => container.querySelectorAll('[role="row"]').length;
  expect(rows()).toBeLessThan(100);
  act(() => void window.dispatchEvent(new Event('beforeprint')));
  expect(rows()).toBeGreaterThan(400);
  act(() => void window.dispatchEvent(new Event('afterprint')));
  expect(rows()).toBeLessThan(100);
});

test('a row is called by one name, also where its table is paired by another column', () => {
  const text = (count: number) =>
    JSON.stringify({
      t: ['sand', 'clay', 'clay', 'peat'].map((name, at) => ({
        name,
        nr: `N${at}`,
        count: at === 2 ? count : 1,
      })),
    });
  const asked: string[] = [];
  const { container } = show(text(1), text(2), 'unified', [], {
    keyColumns: { '/t': 'nr' },
    onTakeBack: ({ label }) => asked.push(label),
  });
  const buttons = container.querySelectorAll<HTMLElement>('tbody [data-take-back]');
  act(() => {
    for (const button of buttons) button.click();
  });
  expect(asked).toEqual(['t[clay (row 3)]', 't[clay (row 3)] › count']);
  expect(container.querySelector('tr[data-kind="changed"]')).toHaveTextContent('t[clay (row 3)]');
});

test('on paper a wide table is told in parts, each with the column that names the rows', () => {
  const text = (shift: number) => {
    const row = (name: string) => [
      ['name', name],
      ...Array.from({ length: 10 }, (_, index) => [`c${index}`, index + shift]),
    ];
    return JSON.stringify({ t: ['a', 'b', 'c'].map((name) => Object.fromEntries(row(name))) });
  };
  const { container } = show(text(0), text(1));
  const heads = () =>
    [...container.querySelectorAll('thead')].map((head) => head.textContent?.match(/name|c\d/g)?.join(' '));
  expect(heads()).toEqual(['name c0 c1 c2 c3 c4 c5 c6 c7 c8 c9']);
  act(() => void window.dispatchEvent(new Event('beforeprint')));
  expect(heads()).toEqual(['name c0 c1 c2 c3', 'name c4 c5 c6 c7', 'name c8 c9']);
  act(() => void window.dispatchEvent(new Event('afterprint')));
});

test('on paper tables that came with a group are printed as far as there is room, and what is left out is said', () => {
  const row = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`c${index}`, index]));
  const table = new Array(150).fill(row);
  const { container } = show('{}', JSON.stringify({ group: { one: table, two: table } }));
  act(() => void window.dispatchEvent(new Event('beforeprint')));
  const cells = container.querySelectorAll('tbody td:not(:first-child)').length;
  expect(cells).toBeGreaterThan(15_000);
  expect(cells).toBeLessThanOrEqual(20_000);
  expect(container).toHaveTextContent('Show 50 more of 50 rows');
  act(() => void window.dispatchEvent(new Event('afterprint')));
});

test('on paper many tables are printed as far as there is room for all, small ones whole', () => {
  const row = (n: number) => Object.fromEntries(Array.from({ length: 8 }, (_, at) => [`c${at}`, n * at]));
  const table = Array.from({ length: 500 }, (_, n) => row(n));
  const tables = (names: string, rows: unknown[]) =>
    Object.fromEntries([...names].map((name) => [name, rows]));
  const { container } = show(
    JSON.stringify({ ...tables('abcd', table), small: [{ name: 'one' }] }),
    JSON.stringify({
      ...tables('abcd', table.toReversed()),
      ...tables('efgh', [...table, row(7)]),
      small: [{ name: 'only' }],
    }),
  );
  act(() => void window.dispatchEvent(new Event('beforeprint')));
  expect(container.querySelectorAll('tbody td').length).toBeLessThan(30_000);
  expect(container).toHaveTextContent('only');
  expect(container).toHaveTextContent('Show 188 more of 188 lines');
  expect(container).toHaveTextContent('Show 189 more of 189 rows');
  act(() => void window.dispatchEvent(new Event('afterprint')));
});

test('a table that appears because of the print is printed with all its rows', () => {
  const text = (value: number) => {
    const t = Array.from({ length: 80 }, (_, index) => ({ name: `row ${index}`, value }));
    const keys = Array.from({ length: 90 }, (_, index) => [`k${index}`, value]);
    return JSON.stringify({ ...Object.fromEntries(keys), t });
  };
  const { container } = show(text(1), text(2));
  expect(container).not.toHaveTextContent('row 0');
  act(() => void window.dispatchEvent(new Event('beforeprint')));
  expect(container).toHaveTextContent('row 79');
  act(() => void window.dispatchEvent(new Event('afterprint')));
});

const wide = (value: number) =>
  JSON.stringify({
    a: Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`k${index}`, value])),
    z: { last: value },
  });

test('as text a section is gone to by its button, also one that was not shown yet', async () => {
  const { findByRole, queryByRole } = show(wide(1), wide(2), 'text');
  await findByRole('heading', { name: 'a' });
  expect(queryByRole('heading', { name: 'z' })).toBeNull();
  const button = within(await findByRole('navigation', { name: 'Changed sections' })).getByRole('button', {
    name: /^z/,
  });
  act(() => button.click());
  await waitFor(() => expect(document.activeElement).toHaveTextContent(/last: from 1 to 2/));
});

test('as text every change is printed', async () => {
  const { container, findByRole } = show(wide(1), wide(2), 'text');
  await findByRole('heading', { name: 'a' });
  expect(container.querySelectorAll('li').length).toBeLessThan(400);
  act(() => void window.dispatchEvent(new Event('beforeprint')));
  expect(container.querySelectorAll('li')).toHaveLength(401);
  act(() => void window.dispatchEvent(new Event('afterprint')));
});

test('thousands of changes draw only what is in sight', () => {
  const many = (value: number) =>
    JSON.stringify(Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`k${index}`, value])));
  const { container } = show(many(1), many(2));
  expect(container).toHaveTextContent('5000 changes');
  expect(container.querySelectorAll('*').length).toBeLessThan(1500);
});

const GROUP_FORM = [
  {
    type: 'section',
    name: 'soil',
    title: 'Soil',
    ui_name: 'Soil',
    content: [
      { type: 'number', name: 'soil.depth', ui_name: 'Depth', suffix: 'm' },
      {
        type: 'select',
        name: 'soil.kind',
        ui_name: 'Kind of soil',
        options: [{ value: 'c', label: 'Clay' }],
      },
      {
        type: 'table',
        name: 'soil.rows',
        ui_name: 'Layers',
        content: [{ type: 'number', name: 'top', ui_name: 'Top', suffix: 'm NAP' }],
      },
    ],
  },
];
const GROUP =
  '{"soil":{"depth":12.50,"kind":"c","rows":[{"top":1.0,"own":"a"},{"top":-2.5}],"stray":{"q":7}}}';

test.each([
  ['came', '{}', GROUP],
  ['went', GROUP, '{}'],
])(
  'a group that %s is told field by field in the words of the form, its table as a grid',
  (_, left, right) => {
    const { container, getByRole, getByText } = show(left, right, 'unified', GROUP_FORM);
    // Two values in a table of two columns, four cells of which one is not stored, and three fields.
    expect(getByRole('button', { name: '6 values' })).toHaveAttribute('aria-expanded', 'true');
    expect(container).toHaveTextContent('Depth12.50 m');
    expect(container).toHaveTextContent(/Kind of soilClay.*c/);
    expect(getByText('stray › q').parentElement?.parentElement).toHaveTextContent('7');
    const table = getByText('Layers').closest('[data-wide]') as HTMLElement;
    expect(
      within(table)
        .getAllByRole('row')
        .map((row) => row.textContent),
    ).toEqual(['#Top m NAP topown', '11.0a', '2-2.5not stored']);
  },
);

test('a group nested very deeply that came is told as far as anybody reads', () => {
  const { getByRole } = show('{}', `{"a":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}`);
  expect(getByRole('button', { name: '1 value' })).toHaveAttribute('aria-expanded', 'true');
});

test('a colour in a table has its look, the texts beside it have not', () => {
  const form = [
    {
      type: 'table',
      name: 't',
      ui_name: 'Soils',
      content: [
        { type: 'text', name: 'name', ui_name: 'Name' },
        { type: 'color', name: 'tint', ui_name: 'Tint' },
        { type: 'number', name: 'top', ui_name: 'Top' },
      ],
    },
  ];
  const rows = (top: number) => `{"t":[{"name":"1,2,3","tint":"128,128,96","top":${top}}]}`;
  const { getByText } = show(rows(1), rows(2), 'unified', form);
  const cell = getByText('128,128,96').closest('td');
  expect(cell?.querySelector('[aria-hidden][style*="rgb(128, 128, 96)"]')).not.toBeNull();
  expect(getByText('1,2,3').closest('td')?.querySelector('[style]')).toBeNull();
});

test('a large group that came is told when asked for', () => {
  const many = `{"g":{${Array.from({ length: 40 }, (_, at) => `"k${at}":${at}`).join()}}}`;
  const { container, getByRole } = show('{}', many);
  expect(container).not.toHaveTextContent('k39');
  act(() => getByRole('button', { name: '40 values' }).click());
  expect(container).toHaveTextContent('k29');
  act(() => getByRole('button', { name: 'Show 10 more of 10 fields' }).click());
  expect(container).toHaveTextContent('k3939');
});

test('in a list the fields of a row that came are named from the row on', () => {
  const rows = (...names: string[]) =>
    JSON.stringify({ soil: { depth: 1, rows: names.map((name) => ({ name, top: 1, own: { q: 2 } })) } });
  const { getByText } = show(rows('Clay', 'Sand'), rows('Clay', 'Peat', 'Sand'), 'list', GROUP_FORM);
  const names = getByText('Top').closest('[role="cell"]')?.querySelectorAll('[title^="soil"] > bdi');
  expect([...(names ?? [])].map((name) => name.textContent)).toEqual(['name', 'Top', 'own › q']);
});

test('a table that came is not called by its name twice', () => {
  const { container, getAllByText } = show(
    '{"soil":{"depth":1}}',
    '{"soil":{"depth":1,"rows":[{"top":1.0}]}}',
    'unified',
    GROUP_FORM,
  );
  expect(getAllByText('Layers')).toHaveLength(1);
  expect(container.querySelector('table')).toHaveTextContent('11.0');
});

test('fields whose paths read alike are all told', () => {
  const said = vi.spyOn(console, 'error');
  const { container } = show('{}', '{"g":{"a › b":1,"a":{"b":2}}}');
  expect(container).toHaveTextContent('a › b1a › b2');
  expect(said).not.toHaveBeenCalled();
});

test('the button that draws the last of a large group leaves the keyboard beside it', () => {
  const many = `{"g":{${Array.from({ length: 40 }, (_, at) => `"k${at}":${at}`).join()}}}`;
  const { getByRole } = show('{}', many);
  act(() => getByRole('button', { name: '40 values' }).click());
  const more = getByRole('button', { name: 'Show 10 more of 10 fields' });
  act(() => more.focus());
  act(() => more.click());
  expect(document.activeElement).not.toBe(document.body);
});

test('a wide table that came is scrolled by key, and told in parts on paper', () => {
  const row = JSON.stringify(Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`c${at}`, at])));
  const { container } = show('{}', `{"t":[${row}]}`);
  expect(container.querySelectorAll('[role="table"] table')).toHaveLength(1);
  expect(container.querySelector('table th[tabindex="0"]')).not.toBeNull();
  act(() => void window.dispatchEvent(new Event('beforeprint')));
  expect(container.querySelectorAll('[role="table"] table')).toHaveLength(3);
  act(() => void window.dispatchEvent(new Event('afterprint')));
});

test('of a table with very many columns that came the first are drawn, and more when asked for', () => {
  const row = JSON.stringify(Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`c${at}`, at])));
  const { container, getByRole } = show('{}', `{"t":[${row}]}`);
  act(() => getByRole('button', { name: '1 row' }).click());
  expect(container.querySelectorAll('td')).toHaveLength(31);
  act(() => getByRole('button', { name: 'Show 10 more of 10 columns' }).click());
  expect(container.querySelectorAll('td')).toHaveLength(41);
});
