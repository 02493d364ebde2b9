/**
 * `VIKTOR_ENVIRONMENT=… VIKTOR_TOKEN=… npm run probe [-- --write WORKSPACE_ID]`: asks an environment what is not on record about it and prints a report without secrets.
 * It reads only; with `--write` it makes, saves, renames and deletes one entity in a workspace that is there to be tried in. It changes nothing here.
 */
import { Readable } from 'node:stream';
import { readUnpacked } from '../gateway/answers.ts';
import { failureSentence } from '../gateway/problem.ts';
import { createUpstream, UpstreamError } from '../gateway/upstream.ts';
import { readSettings, SettingsError } from '../settings.ts';
import { patiently } from './patiently.ts';
import {
  type Ask,
  type Finding,
  printReport,
  readAnswer,
  readFindings,
  writeFindings,
} from './probe-report.ts';

const patience = 60_000;
const longestAnswer = 32 * 1024 * 1024;

async function probe(args: readonly string[]): Promise<void> {
  const write = args[0] === '--write' ? Number(args[1]) : null;
  if ((args.length > 0 && write === null) || (write !== null && !(Number.isInteger(write) && write > 0))) {
    throw new SettingsError('Use: npm run probe, or npm run probe -- --write WORKSPACE_ID');
  }
  const { gateway } = readSettings({ ...process.env, HOST: '127.0.0.1' });
  const token = gateway?.token ?? null;
  if (gateway === null || token === null) {
    throw new SettingsError(
      'Set VIKTOR_ENVIRONMENT and VIKTOR_TOKEN: which environment to ask, and as whom.',
    );
  }
  const { environment } = gateway;
  const upstream = createUpstream();
  const findings: Finding[] = [];
  const askOnce: Ask = async (method, path, body) => {
    const started = performance.now();
    const answer = await upstream.send({
      target: { origin: environment.origin, inner: environment.loopback || environment.listed },
      method,
      path: `/api${path}`,
      headers: {
        'user-agent': 'viktor-explorer probe',
        accept: 'application/json',
        authorization: `Bearer ${token}`,
        ...(body === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
      },
      body: body === undefined ? null : Readable.from([Buffer.from(body)]),
      signal: new AbortController().signal,
      patience,
    });
    const text = new TextDecoder().decode(await readUnpacked(answer, longestAnswer));
    const headers = new Headers(Object.entries(answer.headers).map(([name, value]) => [name, String(value)]));
    const milliseconds = Math.round(performance.now() - started);
    process.stderr.write(`${method} ${path} ${answer.status} ${milliseconds} ms\n`);
    return { status: answer.status, json: readAnswer(text), milliseconds, headers };
  };
  const ask = patiently(askOnce);
  try {
    await readFindings(ask, (finding) => findings.push(finding));
    if (write !== null) await writeFindings(ask, write, (finding) => findings.push(finding));
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    throw new SettingsError(failureSentence(error, environment.host));
  } finally {
    if (findings.length > 0) process.stdout.write(printReport(environment.host, findings, token));
    upstream.close();
  }
}

try {
  await probe(process.argv.slice(2));
} catch (error) {
  const { message } = error as Error;
  process.stderr.write(
    `${error instanceof SettingsError ? message : `The environment could not be asked: ${message}.`}\n`,
  );
  process.exit(1);
}
