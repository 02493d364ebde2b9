import { afterEach, expect, it } from 'vitest';
import { EntityTypeList } from '../../contract/entity-type.ts';
import { requestPage } from './pages.ts';
import { forgetSeen } from './seen.ts';
import { getEntityTypes } from './workspace-reads.ts';

const { fetch } = globalThis;
afterEach(() => {
  globalThis.fetch = fetch;
  forgetSeen();
});

/** An environment that refuses to give more than so many at a time, in these words. */
function refusing(most: number, message: string): number[] {
  const asked: number[] = [];
  globalThis.fetch = async (input) => {
    const { searchParams } = new URL(String(input), 'http://127.0.0.1:4700');
    const [limit, offset] = [Number(searchParams.get('limit')), Number(searchParams.get('offset'))];
    asked.push(limit);
    if (limit > most) return Response.json({ limit: [message] }, { status: 400 });
    const ids = Array.from(
      { length: Math.max(0, Math.min(limit, 130 - offset)) },
      (_, at) => offset + at + 1,
    );
    const results = ids.map((id) => ({
      id,
      name: `Type ${id}`,
      class_name: null,
      child_entity_type_ids: [],
    }));
    return Response.json({ count: 130, next: null, previous: null, results });
  };
  return asked;
}

it.each([
  [60, 'Ensure this value is less than or equal to 60.', [500, 60, 60, 60]],
  [70, 'Give a number from 1 to 70, not 500.', [500, 70, 70]],
  [100, 'Too many.', [500, 100, 100]],
  [25, 'Too many.', [500, 100, 25, 25, 25, 25, 25, 25]],
])('a list is read whole where no more than %i at a time are given: %s', async (most, message, limits) => {
  const asked = refusing(most, message);
  expect(await getEntityTypes(1)).toHaveLength(130);
  expect(asked).toEqual(limits);
  await getEntityTypes(1);
  expect(asked.filter((limit) => limit > most)).toEqual(limits.filter((limit) => limit > most));
});

it('a refusal that is not about how much was asked for stands', async () => {
  const asked = refusing(0, 'A valid integer is required.');
  await expect(getEntityTypes(1)).rejects.toThrow('A valid integer is required.');
  expect(asked).toEqual([500, 100, 25]);
  await expect(getEntityTypes(1)).rejects.toThrow('A valid integer is required.');
  expect(asked).toEqual([500, 100, 25, 500, 100, 25]);
});

it('a list of which as much was never refused is read on as it was begun', async () => {
  const asked = refusing(200, 'Too many.');
  const page = (offset: number) =>
    requestPage({ path: '/workspaces/1/entity_types/', answer: EntityTypeList }, { limit: 200, offset });
  await page(0);
  await getEntityTypes(1);
  await page(200);
  expect(asked).toEqual([200, 500, 100, 100, 200]);
});
