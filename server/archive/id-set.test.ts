import fc from 'fast-check';
import { expect, it } from 'vitest';
import { IdSet } from './id-set.ts';

it('holds what a Set holds, close together or far apart', () => {
  const id = fc.oneof(
    fc.integer({ min: 1, max: 2000 }),
    fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  );
  fc.assert(
    fc.property(fc.array(id, { maxLength: 800 }), fc.array(id, { maxLength: 50 }), (added, asked) => {
      const ids = new IdSet();
      const model = new Set<number>();
      for (const one of added) {
        expect(ids.add(one)).toBe(!model.has(one));
        model.add(one);
      }
      for (const one of [...added, ...asked]) expect(ids.has(one)).toBe(model.has(one));
    }),
    { numRuns: 50 },
  );
});
