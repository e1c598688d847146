import { gunzipSync } from 'node:zlib';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { getOpenapi } from '#contracts/http/system.ts';
import { publicDocument } from '#functions/runtime/public-document.ts';

const document = { text: 'the same for everybody '.repeat(500) };

const setup = () => {
  let loaded = 0;
  const handler = publicDocument(getOpenapi, async () => {
    loaded++;
    return document;
  });
  const get = (headers: Record<string, string> = {}) =>
    handler(
      { headers, requestContext: { requestId: 'r' } } as never,
      {} as never,
    ) as Promise<APIGatewayProxyStructuredResultV2>;
  return { get, loaded: () => loaded };
};

const bytesOf = ({ body = '' }: APIGatewayProxyStructuredResultV2): Buffer =>
  Buffer.from(body, 'base64');

describe('a public document', () => {
  it.each(['gzip', 'br, gzip;q=0.5', 'deflate,GZIP ; q=1'])(
    'is compressed for %s',
    async (accepted) => {
      const answer = await setup().get({ 'accept-encoding': accepted });

      expect(answer).toMatchObject({ statusCode: 200, isBase64Encoded: true });
      expect(answer.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
      expect(JSON.parse(gunzipSync(bytesOf(answer)).toString())).toEqual(document);
      expect(bytesOf(answer).length).toBeLessThan(1_000);
    },
  );

  it.each([undefined, '', 'br', 'gzip;q=0', 'gzip; q=0.000', 'x-gzipped'])(
    'is plain for %s',
    async (accepted) => {
      const answer = await setup().get(
        accepted === undefined ? {} : { 'accept-encoding': accepted },
      );

      expect(answer.headers).not.toHaveProperty('content-encoding');
      expect(JSON.parse(answer.body ?? '')).toEqual(document);
    },
  );

  it('is 304 for a client that has it', async () => {
    const { get, loaded } = setup();
    const { headers } = await get();
    const etag = String(headers?.['etag']);
    const statusOf = async (tag: string) => (await get({ 'if-none-match': tag })).statusCode;

    expect(headers?.['cache-control']).toMatch(/^public, max-age=\d+$/);
    expect(await statusOf(etag)).toBe(304);
    expect(await statusOf(`"other", ${etag}`)).toBe(304);
    expect(await statusOf('*')).toBe(304);
    expect(await statusOf('"other"')).toBe(200);
    expect(loaded()).toBe(1);
  });
});
