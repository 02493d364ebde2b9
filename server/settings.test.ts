import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSettings, SettingsError } from './settings.ts';

test('without variables it listens on loopback with the sample worlds', () => {
  expect(readSettings({})).toEqual({
    host: '127.0.0.1',
    port: 4700,
    dataDir: resolve('.data'),
    databaseUrl: null,
    seed: 'sample',
    sessionSecret: null,
    allowedHosts: new Set(['127.0.0.1', 'localhost', '[::1]']),
  });
});

test('an empty variable is one that is not given', () => {
  expect(readSettings({ PORT: '', ALLOWED_HOSTS: ' ' })).toEqual(readSettings({}));
});

test('the address it binds is answered', () => {
  expect(readSettings({ HOST: '192.168.1.5' }).allowedHosts).toContain('192.168.1.5');
  expect(readSettings({ HOST: 'fe80::1' }).allowedHosts).toContain('[fe80::1]');
});

test('allowed hosts take the place of the default', () => {
  const { allowedHosts } = readSettings({ ALLOWED_HOSTS: 'Explorer.test, localhost' });
  expect([...allowedHosts]).toEqual(['explorer.test', 'localhost']);
});

describe('a wrong one is refused by its name', () => {
  test.each([
    ['PORT', '-1'],
    ['PORT', '65536'],
    ['PORT', 'http'],
    ['HOST', 'my host'],
    ['SEED', 'demo'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['DATABASE_URL', 'localhost'],
    ['SESSION_SECRET', 'short'],
    ['ALLOWED_HOSTS', 'http://explorer.test'],
    ['VIKTOR_ENVIRONMENT', 'cloud'],
    ['VIKTOR_TOKEN', 'vktrpat_1_2'],
  ])('%s=%s', (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(SettingsError);
    expect(() => readSettings({ [name]: value })).toThrow(new RegExp(`^${name} .*\\.$`));
  });
  test('its sentence repeats no password', () => {
    expect(() => readSettings({ DATABASE_URL: 'mysql://u:hunter2@h/x' })).toThrow(/^(?!.*hunter2)/);
  });
});
