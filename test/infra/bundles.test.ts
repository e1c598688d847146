import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { HttpEvent } from '../../functions/runtime/http-event.ts';
import { awaitedFunctions, maxStartBytes } from '../../lib/bundling/awaited.ts';
import { bundleFunction } from '../../lib/bundling/bundle-function.ts';
import { bundleSources, cachedBundle } from '../../lib/bundling/cached-bundle.ts';

const outside = mkdtempSync(join(tmpdir(), 'parley-bundles-'));
afterAll(() => rmSync(outside, { recursive: true }));

const bundles = awaitedFunctions.map((folder) => {
  const outdir = join(outside, folder.replaceAll('/', '-'));
  return { folder, outdir, ...bundleFunction(folder, outdir) };
});
const outdirOf = (folder: string): string =>
  bundles.find((bundle) => bundle.folder === folder)?.outdir ?? '';

describe('the bundle of a function that a person waits for', () => {
  it.each(bundles)('$folder loads at most 450 KB when it starts', ({ startBytes }) => {
    expect(startBytes).toBeLessThanOrEqual(maxStartBytes);
  });

  it('has the code for files in separate files', () => {
    const files = readdirSync(outdirOf('functions/http/post-message'));

    expect(files).toContain('index.mjs');
    expect(files.some((name) => name.startsWith('send-with-files-'))).toBe(true);
    expect(files.some((name) => name.startsWith('multipart-'))).toBe(true);
  });

  it('has no file that nothing in it loads', () => {
    const files = readdirSync(outdirOf('functions/http/list-messages'));

    expect(files.some((name) => name.startsWith('access-tokens-'))).toBe(false);
  });
});

describe('the cache of bundles', () => {
  it('returns the result of bundling, whether it is new or cached', () => {
    const folder = 'functions/http/get-health';
    const filesOf = (dir: string) =>
      readdirSync(dir).map((name) => [name, readFileSync(join(dir, name), 'utf8')]);
    const [plain, first, second] = ['plain', 'first', 'second'].map((name) => join(outside, name));
    if (!plain || !first || !second) throw new Error('three folders');

    bundleFunction(folder, plain);
    cachedBundle(folder, first);
    cachedBundle(folder, second);

    expect(filesOf(plain)).toContainEqual(['index.mjs', expect.stringContaining('handler')]);
    expect(filesOf(first)).toEqual(filesOf(plain));
    expect(filesOf(second)).toEqual(filesOf(plain));
  });

  it.each(bundles)('depends on every source file of $folder', ({ inputs }) => {
    const isFollowed = (file: string): boolean =>
      file.startsWith('node_modules/') ||
      bundleSources.some((source) => file === source || file.startsWith(`${source}/`));

    expect(inputs.length).toBeGreaterThan(10);
    expect(inputs.filter((file) => !isFollowed(file))).toEqual([]);
  });
});

describe('a bundled function', () => {
  const event = (body: unknown): HttpEvent =>
    ({
      rawQueryString: '',
      headers: { 'content-type': 'application/json' },
      pathParameters: { id: 'not-a-uuid' },
      body: JSON.stringify(body),
      isBase64Encoded: false,
      requestContext: {
        requestId: 'request',
        authorizer: { jwt: { claims: { username: 'ada', iat: '1', token_use: 'access' } } },
      },
    }) as unknown as HttpEvent;

  it('refuses requests that break its contract, with each rule', async () => {
    const environment = {
      AWS_REGION: 'us-east-1',
      TABLE_NAME: 'table',
      CONNECTIONS_ENDPOINT: 'http://127.0.0.1:1/ws',
      UPLOAD_BUCKET_NAME: 'bucket',
      USER_STORAGE_MB: '1024',
      MAX_FILE_MB: '10',
      FILE_TYPES: 'any',
      REQUESTS: 'on',
    };
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    const file = join(outdirOf('functions/http/post-message'), 'index.mjs');
    const { handler } = (await import(pathToFileURL(file).href)) as {
      handler: (event: HttpEvent, context: object) => Promise<{ statusCode: number; body: string }>;
    };

    const answer = await handler(event({ content: 7, client_id: 'x' }), {});

    expect(answer.statusCode).toBe(422);
    const { errors } = JSON.parse(answer.body) as { errors: { path: string }[] };
    expect(errors.map(({ path }) => path)).toEqual(['path.id', 'body.content', 'body.client_id']);
  });

  it('names every missing variable when it starts', async () => {
    vi.stubEnv('TABLE_NAME', undefined);
    const file = join(outdirOf('functions/http/list-messages'), 'index.mjs');

    await expect(import(pathToFileURL(file).href)).rejects.toThrow(/environment: TABLE_NAME/);
  });
});
