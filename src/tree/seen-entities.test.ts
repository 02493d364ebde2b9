import { beforeEach, expect, it, vi } from 'vitest';
import type { Entity } from '../../contract/entity.ts';
import { noteSeen, readSeen } from './seen-entities.ts';

let environment = '';
vi.mock('../api/session.ts', () => ({ environmentKey: () => environment }));
beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
});
const entity = (id: number) => ({ id, updated_at: `at ${id}`, path: [id] }) as Entity;

it('what was looked at longest ago is forgotten first, whatever its id', () => {
  for (let id = 1000; id < 1400; id++) noteSeen(1, 6, entity(id));
  noteSeen(1, 6, entity(5));
  noteSeen(1, 6, entity(2000));
  const ids = [...readSeen(1, 6).keys()];
  expect(ids).toHaveLength(400);
  expect(ids.slice(-2)).toEqual([5, 2000]);
  expect(ids[0]).toBe(1002);
});

it('each environment, user and workspace has what was looked at for itself', () => {
  environment = 'a.viktor.ai';
  noteSeen(1, 6, entity(5));
  expect([...readSeen(1, 6).keys()]).toEqual([5]);
  expect(readSeen(1, 7).size + readSeen(2, 6).size).toBe(0);
  environment = 'b.viktor.ai';
  expect(readSeen(1, 6).size).toBe(0);
});
