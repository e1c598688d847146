import { afterEach, describe, expect, it, vi } from 'vitest';

const secret = 'a-secret-between-cloudfront-and-the-api';

/** Loads a module that reads its environment at load time, with this secret or without one. */
const load = async <M>(path: string, originSecret: string | undefined): Promise<M> => {
  vi.resetModules();
  vi.stubEnv('ORIGIN_SECRET', originSecret);
  vi.stubEnv('CORS', 'off');
  return (await import(path)) as M;
};

afterEach(() => vi.unstubAllEnvs());

type Handler = {
  handler: (event: unknown, context: unknown) => Promise<{ statusCode: number; body: string }>;
};

const eventOf = (headers: Record<string, string>) => ({
  version: '2.0',
  rawPath: '/api/nothing',
  rawQueryString: '',
  headers,
  isBase64Encoded: false,
  requestContext: {
    requestId: 'r',
    http: { method: 'GET', path: '/api/nothing', sourceIp: '192.0.2.1' },
  },
});

describe.each(['default', 'get-openapi'])('functions/http/%s', (name) => {
  const path = `../../../functions/http/${name}/handler.ts`;
  const statusOf = async (originSecret: string | undefined, headers: Record<string, string>) => {
    const { handler } = await load<Handler>(path, originSecret);
    return handler(eventOf(headers), {});
  };
  const served = name === 'default' ? 404 : 200;

  it.each([
    ['no proof', {}],
    ['an empty proof', { 'x-origin-secret': '' }],
    ['another proof', { 'x-origin-secret': `${secret}x` }],
    ['what a viewer may claim', { 'x-viewer-ip': '192.0.2.7', 'x-viewer-host': 'chat.example' }],
  ])('refuses %s behind CloudFront', async (_what, headers) => {
    const answer = await statusOf(secret, headers);

    expect(answer.statusCode).toBe(403);
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'forbidden_origin' });
    expect(answer.body).not.toContain(secret);
  });

  it('answers requests through CloudFront', async () => {
    expect((await statusOf(secret, { 'x-origin-secret': secret })).statusCode).toBe(served);
  });

  it.each(['old', 'new'])('accepts the %s secret during a rotation', async (which) => {
    const sent = { 'x-origin-secret': `${secret}-${which}` };

    expect((await statusOf(`${secret}-new ${secret}-old`, sent)).statusCode).toBe(served);
    expect((await statusOf(`${secret}-new ${secret}-older`, sent)).statusCode).toBe(
      which === 'new' ? served : 403,
    );
  });

  it('accepts neither both secrets as one nor an empty one', async () => {
    const both = `${secret}-new ${secret}-old`;
    for (const sent of [both, '', ' ']) {
      expect((await statusOf(both, { 'x-origin-secret': sent })).statusCode).toBe(403);
    }
  });

  it('answers all requests without CloudFront', async () => {
    expect((await statusOf(undefined, {})).statusCode).toBe(served);
  });
});

describe('a handshake', () => {
  type Edge = typeof import('#functions/runtime/edge.ts');
  const edge = (originSecret: string | undefined) =>
    load<Edge>('../../../functions/runtime/edge.ts', originSecret);

  it('has its headers unchanged: their case does not matter', async () => {
    const { bypassesEdge } = await edge(secret);

    expect(bypassesEdge({ 'X-Origin-Secret': secret })).toBe(false);
    expect(bypassesEdge({ 'X-ORIGIN-SECRET': 'no' })).toBe(true);
    expect(bypassesEdge({})).toBe(true);
  });

  it('is accepted from anywhere without CloudFront', async () => {
    expect((await edge(undefined)).bypassesEdge({})).toBe(false);
  });
});
