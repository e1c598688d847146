import type middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 as HttpResult } from 'aws-lambda';
import type { HttpEvent } from './http-event.ts';

/** Does the client accept gzip? `gzip;q=0` refuses it (RFC 9110, 12.5.3). */
export const takesGzip = (accepted = ''): boolean =>
  accepted.split(',').some((part) => {
    const [name = '', ...parameters] = part.toLowerCase().split(';');
    const isRefused = parameters.some((parameter) => /^\s*q\s*=\s*0(\.0*)?\s*$/.test(parameter));
    return name.trim() === 'gzip' && !isRefused;
  });

/** In characters. A smaller body fits into the first packet anyway. */
const shortest = 1_000;

const compress = async (text: string): Promise<string> => {
  // Loaded with the first long response: most functions never send one.
  const [{ gzip }, { promisify }] = await Promise.all([import('node:zlib'), import('node:util')]);
  return (await promisify(gzip)(text)).toString('base64');
};

const compressLong = async (
  request: middy.Request<HttpEvent, HttpResult>,
  response: HttpResult,
  body: string,
): Promise<void> => {
  const headers = { ...response.headers, vary: 'accept-encoding' };
  request.response = takesGzip(request.event.headers['accept-encoding'])
    ? {
        ...response,
        headers: { ...headers, 'content-encoding': 'gzip' },
        body: await compress(body),
        isBase64Encoded: true,
      }
    : { ...response, headers };
};

/**
 * Compresses long responses for clients that accept gzip (ADR 22). Only for routes that require a token:
 * pages of other sites cannot call them, so they cannot measure how well a secret compresses next to a guess.
 */
export const compressed: middy.MiddlewareObj<HttpEvent, HttpResult> = {
  after: (request) => {
    const { response } = request;
    if (!response?.body || response.isBase64Encoded || response.body.length < shortest) return;
    return compressLong(request, response, response.body);
  },
};
