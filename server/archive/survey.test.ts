import { expect, test } from 'vitest';
import type { ArchiveRecord } from './records.ts';
import { survey } from './survey.ts';

/** Whether an entity with the first params is found to differ from its only revision, with the second ones. */
async function differs(own: string, revision: string): Promise<boolean | undefined> {
  const records: ArchiveRecord[] = [
    { kind: 'entity', id: 1, name: 'Part', entity_type: 1, parent: null, properties: own },
    {
      ...{ kind: 'revision', entity: 1, id: 2, created_at: '', created_by: null, message: null, name: '' },
      properties: revision,
    },
  ];
  return (await survey(records, () => Promise.resolve())).factsOf(1)?.differs;
}

test('white space between tokens makes no difference, inside a text it does', async () => {
  expect(await differs('{"a b":"c\\\\", "d":[1, 2]}', '{ "a b":\n"c\\\\","d":[1,2] }')).toBe(false);
  expect(await differs('{"a":"b \\" c"}', '{"a":"b \\"c"}')).toBe(true);
  expect(await differs('{"a":"\\\\\\" "}', '{"a":"\\\\\\""}')).toBe(true);
});

test('a text of 20 MB, half of it escaped, is read as any other', async () => {
  const long = `{"text": "${'x'.repeat(10_000_000)}${'\\n'.repeat(5_000_000)}"}`;
  expect(await differs(long, long.replace(' ', ''))).toBe(false);
});
