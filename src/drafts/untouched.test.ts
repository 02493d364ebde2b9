import { expect, test } from 'vitest';
import { printJson } from '../../contract/json/printing.ts';
import { draftOf } from '../params/draft.ts';
import { getIn, type Path, setIn } from '../params/path.ts';
import { readNews } from './news.ts';
import { rebaseDraft } from './rebase.ts';
import type { SaverPorts } from './save-types.ts';
import { saveParams } from './saver.ts';
import { OneEntityServer, paramsOf } from './testing/one-entity-server.ts';

/** Params with everything that a careless reader would change, and where their leaves stand with their spelling. */
const TEXT =
  '{"geometry": {"span": 1.0, "step":1e-05,"big":12345678901234567, "minus":-0},"nothing":null,\n "rows":[{"label":"a\\u00e9\\n","x":1.50},{"label":"b","x":2}],"__proto__":{"x":NaN},"text":"line\\r\\nbreak"}';
const LEAVES: readonly [Path, string][] = [
  [['geometry', 'span'], '1.0'],
  [['geometry', 'step'], '1e-05'],
  [['geometry', 'big'], '12345678901234567'],
  [['geometry', 'minus'], '-0'],
  [['nothing'], 'null'],
  [['rows', 0, 'x'], '1.50'],
  [['rows', 1, 'x'], '2'],
  [['__proto__', 'x'], 'NaN'],
  [['text'], '"line\\r\\nbreak"'],
];
const PAIRS = LEAVES.flatMap((one) =>
  LEAVES.filter((other) => other !== one).map((other) => [one, other] as const),
);

const base = paramsOf(TEXT);
const edited = (path: Path, value: number) => setIn(base, path, value) as typeof base;
/** The text with one leaf's spelling replaced; the key before it tells which of equal spellings is meant. */
const replaced = (text: string, [path, spelling]: readonly [Path, string], value: number) => {
  const key = `"${String(path.at(-1))}":`;
  const start =
    path[0] === 'rows'
      ? text.indexOf(path[1] === 0 ? '"a\\u00e9' : '"label":"b"')
      : path[0] === '__proto__'
        ? text.indexOf('__proto__')
        : 0;
  const at = text.indexOf(spelling, text.indexOf(key, start));
  return text.slice(0, at) + value + text.slice(at + spelling.length);
};

test('the leaves of the text are where they are said to be', () => {
  for (const [path, spelling] of LEAVES) expect(printJson(getIn(base, path) ?? null)).toBe(spelling);
});

test.each(PAIRS.map(([mine, theirs]) => ({ mine, theirs })))(
  'my $mine.0 and their $theirs.0 change nothing else, however they meet',
  async ({ mine, theirs }) => {
    const [own, other] = [edited(mine[0], 77), edited(theirs[0], 88)];
    const both = replaced(replaced(TEXT, mine, 77), theirs, 88);
    // A draft resumed on a newer head, news that flow into the form, and a revision that slips in under a save.
    expect(printJson(rebaseDraft(draftOf(base, own), other).merged)).toBe(both);
    const server = new OneEntityServer(TEXT);
    server.put(2, other, '');
    expect(printJson(readNews(base, own, server.read())?.merged ?? null)).toBe(both);

    const raced = new OneEntityServer(TEXT);
    let writes = 0;
    const ports: SaverPorts = {
      readHead: async () => raced.read(),
      write: async (params, message) => {
        if (writes++ === 0) raced.put(2, other, '');
        return raced.put(1, params, message);
      },
      readNewest: async (count) => raced.newest(count),
    };
    await saveParams(ports, { base, params: own, message: '' });
    expect(raced.text).toBe(both);
  },
);
