import { setImmediate as otherTasks } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { readArchive } from './read.ts';

const rows = Array.from({ length: 100_000 }, (_, row) => `{"depth": ${row / 50}, "qc": 1.0}`).join(', ');
const properties = `{"rows": [${rows}]}`;
const archive = [
  '{"kind":"archive","format":"viktor-workspace-archive","version":1}',
  '{"kind":"workspace","id":1,"name":"Long"}',
  '{"kind":"entity_type","id":2,"name":"Part"}',
  `{"kind":"entity","id":3,"name":"Part","entity_type":2,"properties":${properties}}`,
  '{"kind":"end","counts":{"workspace":1,"entity_type":1,"entity":1}}',
];

async function* inOnePiece(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

test('while a long line is read, others have their turn, and its params stay as they are', async () => {
  let turns = 0;
  let isReading = true;
  const others = (async () => {
    for (; isReading; turns++) await otherTasks();
  })();
  const read: unknown[] = [];
  for await (const { record } of readArchive(inOnePiece(archive.join('\n'))))
    read.push('properties' in record ? record.properties : record.kind);
  isReading = false;
  await others;
  expect(read).toEqual(['archive', 'workspace', 'entity_type', properties, 'end']);
  expect(turns).toBeGreaterThan(5);
});
