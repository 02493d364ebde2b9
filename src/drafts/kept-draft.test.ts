import { expect, test } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import type { Path } from '../params/path.ts';
import { draftOfRow, type KeptDraft, type KeptText, placeOfText, rowOf, textsOf } from './kept-draft.ts';

const params = (text: string) => readJson(text) as JsonObject;
const typed = (path: Path) => ({ path, text: '1e', problem: 'No number.', quiet: false });

function keptTexts(texts: readonly KeptText[]) {
  const draft: KeptDraft = {
    id: 'a',
    place: { environment: 'e', userId: 1, workspaceId: 2, entityId: 3 },
    entityName: 'Pile',
    base: { revision: 4, updatedAt: null },
    changes: [],
    pending: texts,
    message: '',
    reason: '',
    staged: false,
    keptAt: 5,
    version: '6',
    size: 0,
  };
  const row = structuredClone(rowOf(draft));
  return { row, read: draftOfRow(row)?.pending ?? [] };
}

const TWINS = '{"r":[{"n":1.0,"g":18},{"n":1.0,"g":18},{"n":2}],"v":[4,4]}';

test('texts in the rows of one list keep its marks once, and each is led by them', () => {
  const base = params(TWINS);
  const { row, read } = keptTexts(
    textsOf([typed(['r', 0, 'g']), typed(['r', 1, 'g']), typed(['v', 1])], base),
  );
  expect(row.draft.pending.map(({ list }) => list !== undefined)).toEqual([true, false, true]);
  const above = params('{"r":[{"n":7},{"n":1.0,"g":18},{"n":1.0,"g":18},{"n":2}],"v":[9,4,4]}');
  expect(read.map((text) => placeOfText(text, above))).toEqual([
    ['r', 1, 'g'],
    ['r', 2, 'g'],
    ['v', 2],
  ]);
  const gone = params('{"r":[{"n":1.0,"g":18},{"n":2}],"v":[4]}');
  expect(read.map((text) => placeOfText(text, gone))).toEqual([undefined, undefined, undefined]);
});

test('a row that lacks what a text is typed for is not taken for the row of the text', () => {
  const base = params('{"r":[{"n":1,"g":18},{"n":1},{"n":2}]}');
  const { read } = keptTexts(textsOf([typed(['r', 0, 'g'])], base));
  const now = params('{"r":[{"n":7},{"n":1},{"n":1,"g":18},{"n":2}]}');
  expect(read.map((text) => placeOfText(text, now))).toEqual([['r', 2, 'g']]);
});

test('texts that an older version kept with marks of each are read', () => {
  const [text] = keptTexts(textsOf([typed(['v', 0])], params('{"v":[7,5]}'))).row.draft.pending;
  const kept = { ...text, row: '7', list: '{"ids":"00000010000002"}' } as unknown as KeptText;
  const { row } = keptTexts([]);
  const read = draftOfRow({ ...row, draft: { ...row.draft, pending: [kept as never] } })?.pending ?? [];
  expect(read.map((one) => placeOfText(one, params('{"v":[9,7,5]}')))).toEqual([['v', 1]]);
});
