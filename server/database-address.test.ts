import { expect, test } from 'vitest';
import { atDatabase } from './database-address.ts';
import { SettingsError } from './settings.ts';

const failing = (code: string) => () => Promise.reject(Object.assign(new Error('p4ss'), { code }));
const url = 'postgres://user:p4ss@db.example.com/name';

test.each([
  ['ENOTFOUND', /^DATABASE_URL: its host was not found/],
  ['ECONNREFUSED', /^DATABASE_URL: no PostgreSQL server answers/],
  ['28P01', /^DATABASE_URL: .* does not take this user/],
  ['3D000', /^DATABASE_URL: .* no database of that name/],
])('%s is told as a fault of the address, which is not repeated', async (code, sentence) => {
  const told = await atDatabase(url, failing(code)).catch((error) => error);
  expect(told).toBeInstanceOf(SettingsError);
  expect(told.message).toMatch(sentence);
  expect(told.message).not.toContain('p4ss');
});

test('another failure, or one without an address, stays what it is', async () => {
  await expect(atDatabase(url, failing('42P01'))).rejects.toThrow('p4ss');
  await expect(atDatabase(null, failing('ENOTFOUND'))).rejects.toThrow('p4ss');
});
