import { gunzipSync } from 'node:zlib';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { route } from '#contracts/route.ts';
import { httpHandler, reply } from '#functions/runtime/http.ts';

const routeOf = (access: 'public' | 'bearer') =>
  route({
    method: 'GET',
    path: '/api/test',
    access,
    tag: 'system',
    summary: 'A test.',
    responses: { 200: z.object({ text: z.string() }) },
    errors: [],
  });

const claims = { username: 'u', iat: '1', token_use: 'access' };

const answerTo = async (
  text: string,
  accepted: string | undefined,
  access: 'public' | 'bearer' = 'bearer',
): Promise<APIGatewayProxyStructuredResultV2> => {
  const event = {
    headers: accepted === undefined ? {} : { 'accept-encoding': accepted },
    rawQueryString: '',
    requestContext: { requestId: 'r', authorizer: { jwt: { claims } } },
  };
  const handler = httpHandler(routeOf(access), async () => reply(200, { text }));
  return (await handler(event as never, {} as never)) as APIGatewayProxyStructuredResultV2;
};

const long = 'A page of messages. '.repeat(200);

describe('a long response', () => {
  it('is compressed for a client that accepts gzip, with the header', async () => {
    const answer = await answerTo(long, 'br, gzip');

    const bytes = Buffer.from(answer.body ?? '', 'base64');
    expect(answer.isBase64Encoded).toBe(true);
    expect(answer.headers).toMatchObject({
      'content-encoding': 'gzip',
      'content-type': 'application/json',
      vary: 'accept-encoding',
    });
    expect(bytes.length).toBeLessThan(long.length / 10);
    expect(JSON.parse(gunzipSync(bytes).toString())).toEqual({ text: long });
  });

  it.each([undefined, 'br', 'gzip;q=0'])('is plain for %s', async (accepted) => {
    const answer = await answerTo(long, accepted);

    expect(answer.headers).not.toHaveProperty('content-encoding');
    expect(answer.headers).toMatchObject({ vary: 'accept-encoding' });
    expect(JSON.parse(answer.body ?? '')).toEqual({ text: long });
  });

  it('is plain on a public route, whose responses may contain tokens', async () => {
    expect(await answerTo(long, 'gzip', 'public')).not.toHaveProperty('isBase64Encoded');
  });
});

describe('a short response', () => {
  it('is plain', async () => {
    const answer = await answerTo('Hello', 'gzip');

    expect(answer.headers).not.toHaveProperty('vary');
    expect(JSON.parse(answer.body ?? '')).toEqual({ text: 'Hello' });
  });
});
