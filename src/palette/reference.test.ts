import { expect, it } from 'vitest';
import { readReference } from './reference.ts';

const place = (workspaceId: number, entityId?: number, rest = '', host?: string) => ({
  kind: 'place',
  workspaceId,
  entityId,
  rest,
  host,
});
const cloud = 'cloud.viktor.ai';
const here = '127.0.0.1:4700';

it.each([
  ['20019', { kind: 'id', id: 20019 }],
  [' #20019 ', { kind: 'id', id: 20019 }],
  ['entity 40000010', { kind: 'id', id: 40000010 }],
  ['Entity: #40000010', { kind: 'id', id: 40000010 }],
  ['7301/40000010', { kind: 'id', id: 40000010, workspaceId: 7301 }],
  ['7301 / 40000010', { kind: 'path', names: ['7301', '40000010'] }],
  ['1/2/3', null],
  ['entity', null],
  ['https://cloud.viktor.ai/workspaces/11/app/editor/20019', place(11, 20019, '', cloud)],
  ['https://cloud.viktor.ai/workspaces/11/app/', place(11, undefined, '', cloud)],
  ['https://cloud.viktor.ai/workspaces/11/app/editor/20019?tab=2', place(11, 20019, '', cloud)],
  [
    'http://127.0.0.1:4700/workspaces/11/entities/20019/revisions?from=1&to=2#x',
    place(11, 20019, '/revisions?from=1&to=2', here),
  ],
  ['/workspaces/11/entities/20019', place(11, 20019)],
  ['/workspaces/11/entities?type=3&sort=name:asc', place(11, undefined, '/entities?type=3&sort=name:asc')],
  ['http://127.0.0.1:4700/workspaces/11/search?q=%3E10', place(11, undefined, '/search?q=%3E10', here)],
  ['/workspaces/11?beside=/workspaces/11/search', place(11, undefined, '?beside=/workspaces/11/search')],
  ['Noord › Pier 3', { kind: 'path', names: ['Noord', 'Pier 3'] }],
  ['Noord / A/B', { kind: 'path', names: ['Noord', 'A/B'] }],
  ['East › <b>Arch</b>', { kind: 'path', names: ['East', '<b>Arch</b>'] }],
  ['East › A / B', { kind: 'path', names: ['East', 'A / B'] }],
  ['Noord > Pier 3', { kind: 'path', names: ['Noord', 'Pier 3'] }],
  ['<b>Arch</b>', null],
  ['workspaces/11/entities/20019', place(11, 20019)],
  ['cloud.viktor.ai/workspaces/11/app/editor/20019', place(11, 20019, '', cloud)],
  ['127.0.0.1:4700/workspaces/11/entities/20019', place(11, 20019, '', here)],
  ['Noord', null],
  ['https://example.com/else', null],
  ['4-07/EP-018', null],
])('%s is read as what it points at', (text, reference) => {
  expect(readReference(text)).toEqual(reference);
});
