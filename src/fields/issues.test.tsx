import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { toPlain } from '../../contract/json/plain.ts';
import { readJson } from '../../contract/json/reading.ts';
import { fileObjection } from './file-objection.ts';
import type { FieldSpec } from './form-spec.ts';
import { issuesOf, newIssues } from './issues.ts';
import { matchPicks, Picker } from './picker.tsx';
import { readForm } from './read-form.ts';

const field = (node: string) =>
  readForm(toPlain(readJson(`{"parametrization":[${node}]}`), new Set(['value', 'default'])))
    .nodes[0] as FieldSpec;
const texts = (spec: FieldSpec, value: string) =>
  issuesOf(spec.kind, spec, readJson(value)).map(({ path, text }) => [...path, text].join(' '));

const span = field('{"type":"number","name":"a","suffix":"m","options":{"min":1,"max":60}}');
const pick = field(
  '{"type":"select","name":"a","options":[{"value":1.0,"label":"One"},{"value":"x","label":"X","visible":false}]}',
);
const rows = field(
  '{"type":"DynamicArray","name":"a","min":2,"arrayItems":[{"type":"number","name":"w","ui_name":"Weight","options":{"max":1}}]}',
);
const table = field(
  '{"type":"table","name":"a","columns":[{"type":"number","name":"w","options":{"max":1}},{"type":"select","name":"s","options":[{"value":"c","label":"Clay"}]}]}',
);

test.each([
  [span, '0.5', ['Below the minimum of 1 m']],
  [span, '60.0', []],
  [span, '"wide"', ['Text where a number is expected']],
  [span, 'null', []],
  [pick, '1', []],
  [pick, '"x"', ['“x” not offered']],
  [rows, '[{"w":2}]', ['At least 2 rows expected', '0 w Weight: Above the maximum of 1']],
  // The platform ignores the limits of a table's columns, and old apps store labels.
  [table, '[{"w":2,"s":"Clay"},{"s":"Silt"}]', ['1 s s: “Silt” not offered']],
] as const)('%o holding %s', (spec, value, expected) => expect(texts(spec, value)).toEqual(expected));

test('metres where degrees are expected are said, axis by axis', () =>
  expect(texts(field('{"type":"geo_point","name":"a"}'), '{"lat":433044.9,"lon":5}')).toEqual([
    'lat lat is beyond 90°',
  ]));

test('an issue more than before is new, one that was there is not', () => {
  const before = issuesOf('array', rows, readJson('[{"w":2},{"w":0}]'));
  const now = issuesOf('array', rows, readJson('[{"w":2},{"w":3}]'));
  expect([...newIssues(now, before)].map(({ path }) => path)).toEqual([[1, 'w']]);
  expect(newIssues(before, before).size).toBe(0);
});

test('a value that did not fit before is no new issue when its limit has moved', () => {
  const moved = field('{"type":"number","name":"a","suffix":"m","options":{"min":2,"max":60}}');
  const [before, now] = [span, moved].map((spec) => issuesOf('number', spec, 0.5));
  expect(newIssues(now ?? [], before ?? [], true).size).toBe(0);
  expect(newIssues(now ?? [], [], true).size).toBe(1);
  expect(newIssues(now ?? [], before ?? []).size).toBe(1);
});

test('what is typed is found without accents and case, beginnings first', () => {
  const picks = [
    { key: '1', label: 'Old Réach' },
    { key: '2', label: 'Reach 4', note: 'Programme' },
    { key: '3', label: 'Segment', note: 'in Reach 4' },
  ];
  expect(matchPicks(picks, 'reach').map(({ key }) => key)).toEqual(['2', '1', '3']);
  expect(matchPicks(picks, '4 prog').map(({ key }) => key)).toEqual(['2']);
});

test.each([
  ['1', [6]],
  ['5', [4]],
  ['3', ['missed 3']],
  ['2', ['missed 2']],
])(
  '%s typed and left picks what is called so, wherever it stands, and nothing where that is none or two',
  (text, expected) => {
    const told: unknown[] = [];
    const picks = [100, 50, 20, 10, 5, 2, 1, 2].map((size, at) => ({ key: String(at), label: String(size) }));
    render(
      <MantineProvider env="test">
        <Picker
          id="a"
          shown=""
          picks={picks}
          readOnly={false}
          onPick={(key) => told.push(Number(key))}
          onMiss={(missed) => told.push(`missed ${missed}`)}
        />
      </MantineProvider>,
    );
    const input = screen.getByRole('combobox');
    fireEvent.change(input, { target: { value: text } });
    fireEvent.blur(input);
    expect(told).toEqual(expected);
    expect(matchPicks(picks, '1')[0]?.label).toBe('1');
    cleanup();
  },
);

test.each([
  ['entered', 'fiv', (input: HTMLElement) => fireEvent.keyDown(input, { key: 'Enter' }), [], ['5']],
  ['left', 'five', fireEvent.blur, ['missed five'], ['missed five', '5']],
  ['left', 'six', fireEvent.blur, ['missed six'], ['missed six', 'missed six']],
])(
  'what is %s before the offers are read, as %s, is looked for once more when they are',
  (_, text, end, before, after) => {
    const told: string[] = [];
    const Field = ({ waits }: { waits: boolean }) => {
      const [kept, setKept] = useState<string>();
      return (
        <MantineProvider env="test">
          <Picker
            id="a"
            shown={kept ?? ''}
            invalid={kept !== undefined}
            picks={waits ? [] : [{ key: '5', label: 'five' }]}
            waits={waits}
            readOnly={false}
            onPick={(key) => told.push(key)}
            onMiss={(missed) => {
              setKept(missed);
              told.push(`missed ${missed}`);
            }}
          />
        </MantineProvider>
      );
    };
    const { rerender } = render(<Field waits />);
    const input = screen.getByRole('combobox');
    fireEvent.change(input, { target: { value: text } });
    end(input);
    expect(told).toEqual(before);
    rerender(<Field waits={false} />);
    expect(told).toEqual(after);
    cleanup();
  },
);

test('a field that was emptied before the offers are read looks for nothing when they are', () => {
  const told: string[] = [];
  const Field = ({ waits }: { waits: boolean }) => {
    const [kept, setKept] = useState('fiv');
    return (
      <MantineProvider env="test">
        <Picker
          id="a"
          shown={kept}
          invalid
          picks={waits ? [] : [{ key: '5', label: 'five' }]}
          waits={waits}
          readOnly={false}
          onPick={(key) => told.push(key)}
          onClear={() => setKept('')}
          onMiss={(missed) => told.push(`missed ${missed}`)}
        />
      </MantineProvider>
    );
  };
  const { rerender } = render(<Field waits />);
  const input = screen.getByRole('combobox');
  fireEvent.change(input, { target: { value: '' } });
  fireEvent.blur(input);
  rerender(<Field waits={false} />);
  rerender(<Field waits />);
  fireEvent.change(input, { target: { value: ' ' } });
  fireEvent.keyDown(input, { key: 'Enter' });
  rerender(<Field waits={false} />);
  expect(told).toEqual([]);
  cleanup();
});

test('a file of another kind or size is refused with what is wanted', () => {
  const survey = field('{"type":"file","name":"a","allowed_file_extensions":[".csv"],"max_size_bytes":1000}');
  expect(fileObjection({ name: 'A.CSV', size: 1000 }, survey)).toBeUndefined();
  expect(fileObjection({ name: 'a.txt', size: 1 }, survey)).toContain('wants .csv');
  expect(fileObjection({ name: 'a.csv', size: 2000 }, survey)).toContain(
    'has 2 kB; the field takes up to 1 kB',
  );
});
