import { expect, test } from 'vitest';
import { createGateway } from './gateway.ts';
import { createSeal } from './seal.ts';
import { ownHeader } from './testing.ts';

const gateway = createGateway({
  accountOf: () => Promise.reject(new Error('The database is away.')),
  seal: createSeal('a secret of at least 32 characters'),
});

test.each([
  ['GET', '', null],
  ['PUT', '', 'unknown'],
  ['POST', 'parametrization/', null],
  ['POST', 'session/', null],
  ['POST', 'jobs/', 'unknown'],
])(
  'a fault of the gateway’s own in %s …/%s leaves doubt whether something was stored: %s',
  async (method, below, doubt) => {
    const body = method === 'GET' ? null : '{}';
    const headers = { ...ownHeader, 'Content-Type': 'application/json' };
    const answer = await gateway.request(`/api/workspaces/1/entities/1/${below}`, { method, headers, body });
    expect([answer.status, answer.headers.get('X-VX-Stored')]).toEqual([500, doubt]);
  },
);
