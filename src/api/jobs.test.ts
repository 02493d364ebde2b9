import { expect, it } from 'vitest';
import { Job } from '../../contract/job.ts';
import { toPlain } from '../../contract/json/plain.ts';
import { readJson } from '../../contract/json/reading.ts';
import { readJob, uidOf } from './jobs.ts';

const read = (text: string) => Job.parse(toPlain(readJson(text), new Set(['result', 'content'])));
const report = (text: string) => readJob(read(text));

it('running and message go on, and a record that only names the job does too', () => {
  expect(report('{"uid":"a","url":"https://x/api/jobs/a/"}')).toEqual({ state: 'running', message: null });
  expect(
    report('{"status":"running","message":{"message_type":"progress","message":"Half","percentage":50}}'),
  ).toEqual({
    state: 'running',
    message: { text: 'Half', type: 'progress', percentage: 50 },
  });
  expect(report('{"status":"message","message":{"type":"info","text":"Now"}}')).toEqual({
    state: 'running',
    message: { text: 'Now', type: 'info', percentage: null },
  });
});

it('members that are there and empty are no result', () => {
  expect(report('{"uid":"a","status":null,"content":null,"result":null,"error":null}')).toEqual({
    state: 'running',
    message: null,
  });
});

it.each(['expired', 'stopped', 'error', 'error_app_reloading', 'something new'])(
  'the status "%s" is final',
  (status) => expect(report(JSON.stringify({ status }))).toMatchObject({ state: 'failed' }),
);

it('success counts although the error member is there, empty', () => {
  const job = '{"status":"success","error":{"type":"","message":"","stack_trace":""},"result":{"data":[]}}';
  expect(report(job)).toMatchObject({ state: 'done', elsewhere: false });
});

it('a quick answer calls its result content', () => {
  const found = report('{"status":"success","content":{"set_params":{"a":1.0}}}');
  if (found.state !== 'done') throw new Error(found.state);
  expect(found.result).toEqual(readJson('{"set_params":{"a":1.0}}'));
});

it.each([
  [
    '{"status":"failed","error":{"type":"error_user","message":"Please fill in x"}}',
    'user',
    'Please fill in x',
  ],
  ['{"status":"failed","error":{"error_type":"error_user","text":"No line."}}', 'user', 'No line.'],
  ['{"status":"error_user","error":"No line."}', 'user', 'No line.'],
  ['{"status":"failed","error":{"type":"error_code","message":""}}', 'code', 'own code failed'],
  ['{"status":"error","error":"division by zero"}', 'code', 'division by zero'],
  ['{"status":"error","error":{"message":"KeyError"}}', 'code', 'KeyError'],
  ['{"status":"error","error":{"type":"error_user","message":"No line."}}', 'user', 'No line.'],
  ['{"status":"failed"}', 'code', 'own code failed'],
  ['{"uid":1,"error":{"message":"No line."},"result":null}', 'user', 'No line.'],
  ['{"uid":1,"error_message":"No line."}', 'user', 'No line.'],
  ['{"uid":1,"error":{"type":"error_timeout","message":""},"result":null}', 'timeout', 'took longer'],
  ['{"status":"failed","error":{"message":"division by zero","stack_trace":"line 1"}}', 'code', 'division'],
  [
    '{"status":"failed","error":{"type":"error_timeout","message":""}}',
    'timeout',
    'longer than it was allowed',
  ],
  ['{"status":"error_timeout"}', 'timeout', 'longer than it was allowed'],
  [
    '{"status":"failed","error":{"type":"error_app_reloading","message":"Restarted."}}',
    'other',
    'Restarted.',
  ],
])('%s is an error of its kind', (text, kind, words) => {
  const found = report(text);
  if (found.state !== 'failed') throw new Error(found.state);
  expect(found.error.kind).toBe(kind);
  expect(found.error.sentence).toContain(words);
});

const fieldsOf = (text: string): readonly string[] => {
  const found = report(text);
  if (found.state !== 'failed') throw new Error(found.state);
  return found.error.fields;
};

it.each([
  ['{"polygon":["Draw an area."]}', ['polygon: Draw an area.']],
  ['{"soil.layers":["Too few.","Too thin."],"name":[]}', ['soil.layers: Too few. Too thin.', 'name']],
  ['{"soil":{"layers":[{},{"top":["Above the one above."]}]}}', ['soil.layers.1.top: Above the one above.']],
  ['{"polygon":"Draw an area."}', ['polygon: Draw an area.']],
  ['["polygon",{"name":"area"}]', ['polygon', 'area']],
  ['{}', []],
  ['null', []],
])('invalid fields %s are named with what is said of them', (invalid, named) => {
  const error = `{"type":"error_user","message":"No.","invalid_fields":${invalid}}`;
  expect(fieldsOf(`{"status":"failed","error":${error}}`)).toEqual(named);
  expect(fieldsOf(`{"status":"error_user","error_message":"No.","invalid_fields":${invalid}}`)).toEqual(
    named,
  );
});

it('a quick answer says what went wrong in names of its own', () => {
  expect(report('{"status":"error_user","error_message":"Draw it first.","error_stack_trace":{}}')).toEqual({
    state: 'failed',
    error: { kind: 'user', sentence: 'Draw it first.', fields: [], trace: null },
  });
  expect(
    report('{"status":"error","error_message":"division by zero","error_stack_trace":{"text":"line 1"}}'),
  ).toEqual({
    state: 'failed',
    error: { kind: 'code', sentence: 'division by zero', fields: [], trace: 'line 1' },
  });
  expect(report('{"status":"error","error_message":"KeyError","error_stack_trace":{}}')).toMatchObject({
    error: { kind: 'code', sentence: 'KeyError' },
  });
});

it('a job is named by its uid, else by what ends its url', () => {
  expect(uidOf(read('{"uid":12}'))).toBe('12');
  expect(uidOf(read('{"url":"https://cloud.viktor.ai/api/jobs/ab-1/?x=1"}'))).toBe('ab-1');
  expect(uidOf(read('{}'))).toBeUndefined();
});
