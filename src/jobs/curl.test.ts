import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import type { LoggedRequest } from '../api/request-log.ts';
import { curlOf } from './curl.ts';

const logged = (more: Partial<LoggedRequest>): LoggedRequest => ({
  ...{ id: 1, method: 'GET', url: '/api/users/me/', body: null, startedAt: 0, milliseconds: 1 },
  ...{ status: 200, size: 2, received: 0, cached: false, aborted: false },
  ...more,
});

it('a read is one command, and the token is the shell’s', () => {
  expect(curlOf(logged({}), 'http://127.0.0.1:4700')).toBe(
    `curl 'http://127.0.0.1:4700/api/users/me/' -H "Authorization: Bearer $VIKTOR_TOKEN"`,
  );
});

it('a shell gives curl the body as it was sent, whatever is in it', () => {
  const body = `{"name":"it's $HOME \`id\` \\" \\\\ ü"}`;
  const command = curlOf(logged({ method: 'PUT', body }), 'http://x').replace(/^curl/, 'printf "%s\\n"');
  const args = execFileSync('sh', ['-c', command], { encoding: 'utf8' }).split('\n');
  expect(args.slice(0, 3)).toEqual(['-X', 'PUT', 'http://x/api/users/me/']);
  expect(args.at(-2)).toBe(body);
});
