import { describe, expect, test } from 'vitest';
import { isPublicAddress } from './addresses.ts';
import { EnvironmentError, everyViktor, readEnvironment } from './environment.ts';

const usual = { hosts: [everyViktor], loopback: true };
const origin = (text: string, allowed = usual) => readEnvironment(text, allowed).origin;

describe('an environment is understood', () => {
  test.each([
    ['cloud', 'https://cloud.viktor.ai'],
    [' Cloud ', 'https://cloud.viktor.ai'],
    ['cloud.us1', 'https://cloud.us1.viktor.ai'],
    ['acme-bridges', 'https://acme-bridges.viktor.ai'],
    ['cloud.viktor.ai', 'https://cloud.viktor.ai'],
    ['cloud.us1.viktor.ai', 'https://cloud.us1.viktor.ai'],
    ['cloud.viktor.ai:443', 'https://cloud.viktor.ai'],
    ['https://cloud.viktor.ai', 'https://cloud.viktor.ai'],
    ['https://cloud.viktor.ai/', 'https://cloud.viktor.ai'],
    ['https://cloud.viktor.ai/api', 'https://cloud.viktor.ai'],
    ['https://CLOUD.viktor.ai/api/', 'https://cloud.viktor.ai'],
    ['http://127.0.0.1:4701', 'http://127.0.0.1:4701'],
    ['http://localhost:4701/api/', 'http://localhost:4701'],
    ['http://[::1]:4701', 'http://[::1]:4701'],
    ['localhost:4701', 'http://localhost:4701'],
  ])('%s is %s', (text, expected) => {
    expect(origin(text)).toBe(expected);
  });
  test('a host that the operator allows, with its port, and none beside it', () => {
    const allowed = { hosts: ['viktor.example.com:8443', '*.corp.example'], loopback: false };
    expect(origin('viktor.example.com:8443', allowed)).toBe('https://viktor.example.com:8443');
    expect(origin('https://a.corp.example/api', allowed)).toBe('https://a.corp.example');
    for (const other of ['viktor.example.com', 'corp.example', 'cloud', 'https://xcorp.example', '127.0.0.1'])
      expect(() => origin(other, allowed)).toThrow(EnvironmentError);
  });
});

const hostile = [
  'http://cloud.viktor.ai',
  'https://evil.test',
  'https://viktor.ai',
  'https://cloud.viktor.ai.evil.test',
  'https://evil.test/cloud.viktor.ai',
  'https://evil.test#.viktor.ai',
  'https://evil.test?.viktor.ai',
  'https://evil.test\\.viktor.ai',
  'https://evil.test/.viktor.ai',
  'https://user@cloud.viktor.ai',
  'https://user:pass@cloud.viktor.ai',
  'https://cloud.viktor.ai@evil.test',
  'https://cloud.viktor.ai:8443',
  'https://cloud.viktor.ai:443@evil.test',
  'https://cloud.viktor.ai.',
  'https://.viktor.ai',
  'https://-x.viktor.ai',
  'https://x-.viktor.ai',
  'https://x..viktor.ai',
  'https://cloud%2eviktor.ai',
  'https://cloud.viktor.ai%00.evil.test',
  'https://cloud.viktor.ai/%2e%2e/',
  'https://cloud.viktor.ai/../',
  'https://cloud.viktor.ai/api/../admin',
  'https://cloud.viktor.ai//api',
  'https://cloud.viktor.ai/api?x=1',
  'https://cloud.viktor.ai/api#x',
  'https:///cloud.viktor.ai',
  'https:/cloud.viktor.ai',
  'https:cloud.viktor.ai',
  '//cloud.viktor.ai',
  'ftp://cloud.viktor.ai',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'https://2130706433',
  'http://2130706433',
  'http://0x7f000001',
  'http://0177.0.0.1',
  'http://127.1',
  'http://169.254.169.254',
  'https://169.254.169.254',
  'https://10.0.0.1',
  'https://[fd00::1]',
  'https://[::ffff:10.0.0.1]',
  'http://0.0.0.0:4700',
  'http://localhost.evil.test',
  'http://127.0.0.1.evil.test',
  'https://раураl.viktor.ai',
  'https://xn--a.evil',
  'https://ⓒloud.viktor.ai',
  'cloud\r\nHost: evil.test',
  'cloud\0',
  'clo ud',
  'a.b.c',
  'evil.test/..',
  'cloud.viktor.ai/..',
  'cloud:99999',
  'cloud.viktor.ai:0',
  'localhost:0',
  'localhost:65536',
  '',
  '.',
  '..',
  '-',
  'x'.repeat(64),
  `${'x.'.repeat(200)}viktor.ai`,
];
test.each(hostile)('%j is refused', (text) => {
  expect(() => origin(text)).toThrow(EnvironmentError);
});

test('this machine is not reached where that is not allowed', () => {
  for (const text of ['localhost', 'http://127.0.0.1:4701', '127.9.9.9', '[::1]:5'])
    expect(() => origin(text, { hosts: [everyViktor], loopback: false })).toThrow(EnvironmentError);
});

test('a sentence about something that may be a token does not repeat it', () => {
  expect(() => origin('vktrpat_12_VXCANARY')).toThrow(/^(?!.*vxcanary)/i);
});

describe('an address is of the internet or it is not', () => {
  test.each([
    ...['8.8.8.8', '52.29.1.1', '9.255.255.255', '11.0.0.0', '100.128.0.0', '172.32.0.0', '192.0.1.0'],
    ...['192.167.255.255', '198.20.0.0', '223.255.255.255', '2a00:1450:4001::1', '2606:4700::1111'],
  ])('%s is', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
  test.each([
    ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '169.254.169.254', '172.16.0.1', '192.168.1.1'],
    ...['198.18.0.1', '224.0.0.1', '240.0.0.1', '255.255.255.255', '192.0.2.1', '203.0.113.9'],
    ...['192.0.0.170', '198.51.100.7', '198.19.255.255', '172.31.255.255', '100.127.255.255'],
    ...['::', '::1', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd12::1', 'ff02::1', '::ffff:8.8.8.8'],
    ...['64:ff9b::a00:1', '2002:a00:1::', '2001::1', '2001:db8::1', 'nonsense'],
  ])('%s is not', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});
