import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { EntityFileLink, FileDownloadLink, FileUpload, StoredFile } from '../../contract/file.ts';
import { importArchive } from '../archive/import.ts';
import { writeArchive } from '../archive/write.ts';
import { smallRights, smallWorld } from './small-world.ts';
import { openTestEnvironment, type TestEnvironment, type TestRequest } from './testing.ts';

let environment: TestEnvironment;
beforeAll(async () => {
  environment = await openTestEnvironment({ records: smallWorld(), permissions: smallRights });
});
afterAll(() => environment.close());

const w = '/workspaces/1';
const post = (path: string, body: unknown = {}, request: TestRequest = {}) =>
  environment.fetch(path, { method: 'POST', body, ...request });
const json = async (answer: Promise<Response> | Response) => (await answer).json();

async function announce(filename: string, more: object = {}): Promise<FileUpload> {
  const answer = await post(`${w}/files/`, { scope: 'entity', entity_id: 1020, filename, ...more });
  expect(answer.status).toBe(201);
  return FileUpload.parse(await answer.json());
}
/** As a page sends it: the fields, then the file, without a token. */
function send(url: string, fields: Record<string, unknown>, content: Uint8Array | string, name = 'x') {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) form.append(key, String(value));
  form.append('file', new Blob([content as BlobPart]), name);
  return environment.pageFetch(new URL(url).pathname, { method: 'POST', body: form });
}
async function upload(filename: string, content: Uint8Array | string): Promise<number> {
  const { id, temp_upload_url, temp_upload_data } = await announce(filename);
  expect((await send(temp_upload_url, temp_upload_data ?? {}, content)).status).toBe(204);
  expect((await post(`${w}/files/${id}/uploaded/`)).status).toBe(200);
  return id;
}
async function download(id: number): Promise<Response> {
  const link = FileDownloadLink.parse(
    await json(environment.fetch(`${w}/files/${id}/download/?redirect=false`)),
  );
  return environment.pageFetch(new URL(link.temp_download_url).pathname);
}
async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());

interface Form {
  url: string;
  fields: Record<string, string>;
}

describe('a file of the file manager', () => {
  test('is announced, sent and confirmed, then read back byte for byte', async () => {
    const content = randomBytes(2_500_000);
    const id = await upload('mätning "1".bin', content);
    const record = StoredFile.parse(await json(environment.fetch(`${w}/files/${id}/`)));
    expect(record).toMatchObject({ filename: 'mätning "1".bin', file_size: 2_500_000, entity_id: 1020 });
    const answer = await download(id);
    expect(answer.headers.get('content-length')).toBe('2500000');
    expect((await bytesOf(answer)).equals(content)).toBe(true);
  });
  test.each([0, 1, 786_432, 786_433])('of %i bytes is kept', async (size) => {
    const content = randomBytes(size);
    expect((await bytesOf(await download(await upload('a.bin', content)))).equals(content)).toBe(true);
  });
  test('may hold what looks like the end of the form', async () => {
    const content = '\r\n--x\r\n\r\n----\r\n--';
    expect(String(await bytesOf(await download(await upload('a.txt', content))))).toBe(content);
  });
  test('is not there before it was sent: 405, and no list has it', async () => {
    const { id } = await announce('later.csv');
    expect((await post(`${w}/files/${id}/uploaded/`)).status).toBe(405);
    expect((await environment.fetch(`${w}/files/${id}/`)).status).toBe(404);
    const { results } = (await json(environment.fetch(`${w}/files/?scope=entity`))) as {
      results: { id: number }[];
    };
    expect(results.map((file) => file.id)).not.toContain(id);
  });
  test('can be sent again after a try that broke off', async () => {
    const { id, temp_upload_url: url, temp_upload_data: fields } = await announce('again.txt');
    const broken = new Request(`http://127.0.0.1:4700${new URL(url).pathname}`, {
      method: 'POST',
      headers: { 'Content-Type': 'multipart/form-data; boundary=b' },
      body: Object.entries(fields ?? {})
        .map(([key, value]) => `--b\r\nContent-Disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`)
        .concat('--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\nhalf')
        .join(''),
    });
    expect((await environment.pageFetch(broken)).status).toBe(400);
    expect((await post(`${w}/files/${id}/uploaded/`)).status).toBe(405);
    expect((await send(url, fields ?? {}, 'whole')).status).toBe(204);
    await post(`${w}/files/${id}/uploaded/`);
    expect(String(await bytesOf(await download(id)))).toBe('whole');
    expect((await send(url, fields ?? {}, 'other')).status).toBe(403);
  });
  test('keeps the content that was sent anew, whatever becomes of a slow first try', async () => {
    const { id, temp_upload_url: url, temp_upload_data: fields } = await announce('twice.txt');
    let goOn = (_rest: Uint8Array | null) => {};
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        const head = Object.entries(fields ?? {})
          .map(([key, value]) => `--b\r\nContent-Disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`)
          .concat('--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n')
          .join('');
        controller.enqueue(Buffer.from(head));
        controller.enqueue(randomBytes(800_000));
        goOn = (rest) => {
          if (rest) controller.enqueue(rest);
          controller.close();
        };
      },
    });
    const slow = environment.pageFetch(
      new Request(`http://127.0.0.1:4700${new URL(url).pathname}`, {
        method: 'POST',
        headers: { 'Content-Type': 'multipart/form-data; boundary=b' },
        body,
        duplex: 'half',
      } as RequestInit),
    );
    const { kysely } = environment.database;
    await vi.waitFor(async () => {
      const pieces = kysely.selectFrom('file_pieces').select('size').where('file_id', '=', id);
      expect(await pieces.execute()).toHaveLength(1);
    });
    expect((await send(url, fields ?? {}, 'second')).status).toBe(204);
    expect((await post(`${w}/files/${id}/uploaded/`)).status).toBe(200);
    goOn(randomBytes(900_000));
    expect((await slow).status).toBe(409);
    expect(String(await bytesOf(await download(id)))).toBe('second');
  });
  test('is confirmed for good, whatever is sent at that moment', async () => {
    for (let round = 0; round < 24; round++) {
      const { id, temp_upload_url: url, temp_upload_data: fields } = await announce('at-once.txt');
      await send(url, fields ?? {}, 'first');
      const confirming = post(`${w}/files/${id}/uploaded/`);
      await new Promise((done) => setTimeout(done, (round % 8) / 2));
      const second = await send(url, fields ?? {}, 'second, which is longer');
      const confirmed = await confirming;
      if (confirmed.status === 405) {
        // The second began before.
        expect(second.status).toBe(204);
        continue;
      }
      expect(confirmed.status).toBe(200);
      const { file_size } = StoredFile.parse(await confirmed.json());
      const content = String(await bytesOf(await download(id)));
      expect([content.length, second.status === 204]).toEqual([file_size, content !== 'first']);
      expect([204, 403, 409]).toContain(second.status);
    }
  });
  test('goes away on DELETE', async () => {
    const id = await upload('a.txt', 'x');
    expect((await environment.fetch(`${w}/files/${id}/`, { method: 'DELETE' })).status).toBe(204);
    expect((await environment.fetch(`${w}/files/${id}/`)).status).toBe(404);
  });
  test.each([
    ['photo.png', 'image/png'],
    ['log.gef', 'text/plain; charset=utf-8'],
    ['page.html', 'application/octet-stream'],
    ['drawing.svg', 'application/octet-stream'],
    ['report.pdf', 'application/pdf'],
  ])('%s is served as %s, to be kept and never run', async (name, type) => {
    const { headers } = await download(await upload(name, '<script>'));
    expect(headers.get('content-type')).toBe(type);
    expect(headers.get('content-disposition')).toMatch(/^attachment;/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  });
});

describe('refusals', () => {
  test.each([
    [{ filename: 'a' }, 'scope'],
    [{ scope: 'entity', filename: 'a' }, 'entity_id'],
    [{ scope: 'entity', entity_id: 1020 }, 'filename'],
    [{ scope: 'other', entity_id: 1020, filename: 'a' }, 'scope'],
    [{ scope: 'entity', entity_id: 1020, filename: '../a' }, 'filename'],
  ])('%j is a 400 at %s', async (body, member) => {
    const answer = await post(`${w}/files/`, body);
    expect([answer.status, Object.keys((await answer.json()) as object)]).toEqual([400, [member]]);
  });
  test('takes the right to write on the entity, which nobody else may hold', async () => {
    const body = { scope: 'entity', entity_id: 1020, filename: 'a' };
    expect((await post(`${w}/files/`, body, { as: 105 })).status).toBe(403);
    expect((await post(`${w}/files/`, body, { as: 109 })).status).toBe(403);
    expect((await post(`${w}/files/`, { ...body, entity_id: 1021 })).status).toBe(403);
    expect((await post(`${w}/files/`, { ...body, entity_id: 99 })).status).toBe(404);
  });
  test('content goes only where its fields were signed for', async () => {
    const { temp_upload_url: url, temp_upload_data: fields } = await announce('a.txt');
    const forged = { ...fields, key: 'files/601' };
    expect((await send(url, forged, 'x')).status).toBe(403);
    expect((await send(url, {}, 'x')).status).toBe(403);
    const noForm = await environment.pageFetch(new URL(url).pathname, { method: 'POST', body: 'x' });
    expect(noForm.status).toBe(400);
  });
});

describe('an entity of a file type', () => {
  test('is made of what was uploaded for it', async () => {
    const form = (await json(post(`${w}/entity_types/40/upload/`))) as Form;
    expect((await send(form.url, form.fields, 'readings', 'CPT-1.gef')).status).toBe(204);
    const made = (await json(
      post(`${w}/entities/1010/entities/`, { entity_type: 40, properties: { filename: form.fields.key } }),
    )) as { id: number; name: string }[];
    expect(made[0]?.name).toBe('CPT-1.gef');
    const link = EntityFileLink.parse(
      await json(environment.fetch(`${w}/entities/${made[0]?.id}/download/`)),
    );
    const answer = await environment.pageFetch(new URL(link.temporary_download_url).pathname);
    expect(await answer.text()).toBe('readings');
  });
  test('stays made of that, whatever is added to it', async () => {
    const made = async () => {
      const link = EntityFileLink.parse(await json(environment.fetch(`${w}/entities/1022/download/`)));
      return (await environment.pageFetch(new URL(link.temporary_download_url).pathname)).text();
    };
    expect(await made()).toBe('hello');
    const { id, temp_upload_url, temp_upload_data } = await announce('photo.png', { entity_id: 1022 });
    expect(await made()).toBe('hello');
    expect((await send(temp_upload_url, temp_upload_data ?? {}, 'pixels')).status).toBe(204);
    expect((await post(`${w}/files/${id}/uploaded/`)).status).toBe(200);
    expect(await made()).toBe('hello');
  });
  test('is of no more than the type allows, and nothing of it is kept', async () => {
    const form = (await json(post(`${w}/entity_types/40/upload/`))) as Form;
    const answer = await send(form.url, form.fields, new Uint8Array(1_000_001), 'big.gef');
    expect([answer.status, await answer.json()]).toEqual([
      400,
      { file: ['"big.gef" is larger than 1 MB, the most that a file here may have.'] },
    ]);
    const left = await environment.database.kysely
      .selectFrom('file_pieces')
      .select('ordinal')
      .where('file_id', '=', Number(form.fields.key?.split('/')[1]))
      .execute();
    expect(left).toEqual([]);
  });
  test('is of a kind that the type allows', async () => {
    const form = (await json(post(`${w}/entity_types/40/upload/`))) as Form;
    expect(await json(send(form.url, form.fields, 'x', 'photo.jpg'))).toEqual({
      file: ['"photo.jpg" is not a file of type .gef.'],
    });
  });
  test('is not made of what was never sent', async () => {
    const { fields } = (await json(post(`${w}/entity_types/40/upload/`))) as Form;
    const body = { entity_type: 40, properties: { filename: fields.key } };
    expect((await post(`${w}/entities/1010/entities/`, body)).status).toBe(400);
  });
  test('has to be of a file type', async () => {
    expect((await post(`${w}/entity_types/30/upload/`)).status).toBe(400);
    expect((await post(`${w}/entity_types/40/upload/`, {}, { as: 105 })).status).toBe(403);
  });
});

test('an archive carries contents of several pieces', async () => {
  const content = randomBytes(1_700_000);
  const id = await upload('archived.bin', content);
  let text = '';
  for await (const part of writeArchive(environment.database, 1)) text += part;
  const { workspaces, counts } = await importArchive(environment.database, () => bytes(text));
  expect(counts.file).toBeGreaterThan(1);
  const list = (await json(
    environment.fetch(`/workspaces/${workspaces[0]?.id}/files/?scope=entity&search=archived`),
  )) as { results: { id: number }[] };
  const copy = list.results[0]?.id as number;
  expect(copy).not.toBe(id);
  const url = `/workspaces/${workspaces[0]?.id}/files/${copy}/download/?redirect=false`;
  const link = FileDownloadLink.parse(await json(environment.fetch(url)));
  const answer = await environment.pageFetch(new URL(link.temp_download_url).pathname);
  expect((await bytesOf(answer)).equals(content)).toBe(true);
});
