import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { pendingKey, storedKey } from '#core/domain/attachment.ts';
import { download, upload } from '../support/ports/blobs.ts';
import { localBlobs } from '../support/ports/local-blobs.ts';

const content = new TextEncoder().encode('Hello, Bob');

/** A form with only the start of its file. */
const cutOff = (fields: Readonly<Record<string, string>>): string =>
  [...Object.entries(fields), ['file"; filename="x', 'begun']]
    .map(([name, value]) => `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}`)
    .join('\r\n');

const setup = async () => {
  const home = await localBlobs();
  const key = pendingKey(randomUUID());
  const sign = (sizeBytes: number = content.length) =>
    home.blobs.signUpload({ key, mime: 'text/plain', sizeBytes, expiresAt: Date.now() + 60_000 });
  const post = (body: string, type = 'multipart/form-data; boundary=b') =>
    fetch(`${home.origin}/files`, { method: 'POST', body, headers: { 'content-type': type } });
  /** Names of abandoned files. */
  const drafts = (): string[] => {
    const folder = join(home.folder, 'files/drafts');
    return existsSync(folder) ? readdirSync(folder) : [];
  };
  return { home, ...home, key, sign, post, drafts };
};

const errorOf = async (answer: Response): Promise<[number, string | undefined]> => {
  expect(answer.headers.get('content-type')).toBe('application/xml');
  return [answer.status, (await answer.text()).match(/<Code>(\w+)<\/Code>/)?.[1]];
};

test('a refused upload is answered like by S3, and stores nothing', async () => {
  const { home, blobs, key, sign, post, drafts } = await setup();
  const form = await sign();

  const answers = [
    await upload(home, { ...form, fields: {} }, content),
    await upload(home, form, content, { 'x-amz-signature': 'forged' }),
    await upload(home, form, content, { key: 'pending/../../parley.db' }),
    await upload(home, form, content.slice(1)),
    await upload(home, form, new Uint8Array([...content, 1])),
    await post('hello'),
    await post('--b\r\ncontent-disposition: form-data; name="key"\r\n\r\nx\r\n--b--'),
    await post(cutOff(form.fields)),
    await post(cutOff({ other: 'x' }).replaceAll('name="file"', 'name="other"')),
    await post('{}', 'application/json'),
    await post('x', 'multipart/form-data'),
  ];

  expect(await Promise.all(answers.map(errorOf))).toEqual([
    [403, 'AccessDenied'],
    [403, 'SignatureDoesNotMatch'],
    [403, 'AccessDenied'],
    [400, 'EntityTooSmall'],
    [400, 'EntityTooLarge'],
    [400, 'MalformedPOSTRequest'],
    [400, 'InvalidArgument'],
    [400, 'MalformedPOSTRequest'],
    [400, 'MalformedPOSTRequest'],
    [412, 'PreconditionFailed'],
    [412, 'PreconditionFailed'],
  ]);
  expect(await blobs.read(key)).toBeNull();
  expect(drafts()).toEqual([]);
});

test('a client that sends far more than announced still gets the response', async () => {
  const { home, sign, drafts } = await setup();

  const answer = await upload(home, await sign(), new Uint8Array(limits.attachment.maxBytes * 2));

  expect(await errorOf(answer)).toEqual([400, 'EntityTooLarge']);
  expect(drafts()).toEqual([]);
});

test('the largest file is stored completely', async () => {
  const { home, blobs, key, sign } = await setup();
  const large = new Uint8Array(limits.attachment.maxBytes).fill(7);

  const answer = await upload(home, await sign(large.length), large);

  expect(answer.status).toBe(204);
  expect((await blobs.read(key))?.bytes.length).toBe(large.length);
});

test('a client that disconnects in the middle stores nothing', async () => {
  const { origin, blobs, key, sign, drafts } = await setup();
  const { fields } = await sign(1_000);
  const call = request(`${origin}/files`, {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=b', 'content-length': 5_000 },
  });
  call.on('error', () => undefined);
  call.write(cutOff(fields));
  await expect.poll(drafts).toHaveLength(1);

  call.destroy();

  await expect.poll(drafts).toEqual([]);
  expect(await blobs.read(key)).toBeNull();
});

test('data after the file is ignored, and so is a second file', async () => {
  const { home, origin, blobs, key, sign } = await setup();
  const form = new FormData();
  for (const [name, value] of Object.entries((await sign()).fields)) form.set(name, value);
  form.append('file', new File([content], 'one'));
  form.append('key', 'att/elsewhere');
  form.append('file', new File(['second'], 'two'));

  const answer = await fetch(`${origin}/files`, { method: 'POST', body: form });

  expect(answer.status).toBe(204);
  expect(Buffer.from((await blobs.read(key))?.bytes ?? []).toString()).toBe('Hello, Bob');
  expect(home.origin).toBe(origin);
});

test('a file is private to the viewer’s cache, and HEAD has no body', async () => {
  const { home, blobs } = await setup();
  const key = storedKey(randomUUID());
  await blobs.write(key, content, 'text/plain');
  const url = await blobs.signDownload({
    key,
    filename: 'x.html',
    mime: 'text/html',
    isInline: false,
    expiresAt: Date.now() + 60_000,
  });

  const got = await download(home, url);
  const head = await download(home, url, 'HEAD');

  for (const { headers } of [got, head]) {
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'text/html',
      'content-length': String(content.length),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'private, no-store',
    });
  }
  expect([await got.text(), await head.text()]).toEqual(['Hello, Bob', '']);
});

test('pages of other sites may upload and read, as with a bucket', async () => {
  const { home, blobs, sign, origin } = await setup();
  const form = await sign();
  const page = { origin: 'https://chat.example' };

  const asked = await fetch(`${origin}/files`, {
    method: 'OPTIONS',
    headers: { ...page, 'access-control-request-method': 'POST' },
  });
  const sent = await upload(home, form, content);

  expect(asked.status).toBe(204);
  expect(asked.headers.get('access-control-allow-methods')).toContain('POST');
  for (const { headers } of [asked, sent]) {
    expect(headers.get('access-control-allow-origin')).toBe('*');
  }
  expect(await blobs.read(form.fields['key'] ?? '')).not.toBeNull();
});

test('other paths do not exist', async () => {
  const { origin } = await setup();
  const call = (method: string, path: string) => fetch(`${origin}${path}`, { method });

  const answers = await Promise.all([
    call('GET', '/files'),
    call('PUT', '/files/x'),
    call('DELETE', '/files/x'),
    call('GET', '/files/x'),
    call('GET', '/files/x.y'),
    call('GET', '/files/att/../../parley.db'),
    call('GET', `/files/${encodeURIComponent('../parley.db')}`),
  ]);

  expect((await Promise.all(answers.map(errorOf))).map(([status]) => status)).toEqual([
    405, 405, 405, 403, 403, 403, 403,
  ]);
});
