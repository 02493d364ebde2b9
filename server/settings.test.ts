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
    gateway: null,
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
    ['VIKTOR_ENVIRONMENT', 'http://cloud.viktor.ai'],
    ['VIKTOR_ENVIRONMENT', 'https://viktor.example.com'],
    ['VIKTOR_TOKEN', 'vktrpat_1_2'],
  ])('%s=%s', (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(SettingsError);
    expect(() => readSettings({ [name]: value })).toThrow(new RegExp(`^${name}:? .*\\.$`));
  });
  test('its sentence repeats no password', () => {
    expect(() => readSettings({ DATABASE_URL: 'mysql://u:hunter2@h/x' })).toThrow(/^(?!.*hunter2)/);
  });
});

describe('VIKTOR_ENVIRONMENT makes it a gateway', () => {
  test('with a token while it listens on this machine', () => {
    const { gateway } = readSettings({ VIKTOR_ENVIRONMENT: 'cloud', VIKTOR_TOKEN: 'vktrpat_1_2' });
    expect(gateway?.environment.origin).toBe('https://cloud.viktor.ai');
    expect(gateway?.token).toBe('vktrpat_1_2');
  });
  test.each(['0.0.0.0', '192.168.1.5', '::', 'explorer.test'])('not with a token on %s', (HOST) => {
    const start = () => readSettings({ VIKTOR_ENVIRONMENT: 'cloud', VIKTOR_TOKEN: 'vktrpat_1_CANARY', HOST });
    expect(start).toThrow(/^VIKTOR_TOKEN is for one person(?!.*CANARY)/);
  });
  test('whose people reach this machine only while it serves this machine', () => {
    const allowed = (HOST: string) =>
      readSettings({ VIKTOR_ENVIRONMENT: 'cloud', HOST }).gateway?.allowed.loopback;
    expect([allowed('127.0.0.1'), allowed('0.0.0.0')]).toEqual([true, false]);
  });
  test('of the hosts in ALLOWED_ENVIRONMENTS', () => {
    const settings = { VIKTOR_ENVIRONMENT: 'viktor.example.com', ALLOWED_ENVIRONMENTS: 'viktor.example.com' };
    expect(readSettings(settings).gateway?.environment.origin).toBe('https://viktor.example.com');
    expect(() => readSettings({ ...settings, VIKTOR_ENVIRONMENT: 'cloud.viktor.ai' })).toThrow(SettingsError);
    expect(() => readSettings({ ...settings, ALLOWED_ENVIRONMENTS: 'https://x' })).toThrow(SettingsError);
  });
  test.each(['127.0.0.1', '0.0.0.0'])(
    'on this machine only where a list that is given has it, on %s',
    (HOST) => {
      const settings = { VIKTOR_ENVIRONMENT: 'http://127.0.0.1:4800', HOST };
      const allowed = (ALLOWED_ENVIRONMENTS: string) =>
        readSettings({ ...settings, ALLOWED_ENVIRONMENTS }).gateway?.allowed;
      expect(() => allowed('cloud.viktor.ai')).toThrow(
        'VIKTOR_ENVIRONMENT: 127.0.0.1:4800 is not among the environments this server may connect to: cloud.viktor.ai. Others are allowed by ALLOWED_ENVIRONMENTS.',
      );
      const listed = ['cloud.viktor.ai', '127.0.0.1:4800'];
      expect(allowed(listed.join())).toEqual({ hosts: listed, loopback: false });
    },
  );
});
