import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Peer } from './peer.ts';

/** What the gateway knows of a request when it builds the event. */
export interface Received {
  readonly request: IncomingMessage;
  readonly routeKey: string;
  readonly rawPath: string;
  readonly rawQueryString: string;
  readonly pathParameters: Record<string, string | undefined>;
  readonly claims: Record<string, unknown> | null;
  readonly body: Buffer;
}

/** Headers in payload 2.0 format: lower case, repeated values joined, without cookies. */
const headersOf = (headers: IncomingHttpHeaders, more: Record<string, string>) => {
  const joined: Record<string, string> = {};
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    if (value === undefined || name === 'cookie') continue;
    joined[name] = Array.isArray(value) ? value.join(',') : value;
  }
  return Object.assign(joined, more);
};

const forwardedFor = (before: string | string[] | undefined, sourceIp: string): string =>
  before === undefined ? sourceIp : [before, sourceIp].flat().join(', ');

const cookiesOf = (headers: IncomingHttpHeaders): string[] | undefined =>
  headers.cookie
    ?.split(';')
    .map((cookie) => cookie.trim())
    .filter((cookie) => cookie !== '');

/** Joins repeated parameters with a comma, as API Gateway does. */
const queryOf = (rawQueryString: string): Record<string, string> | undefined => {
  if (rawQueryString === '') return undefined;
  const query: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(rawQueryString)) {
    query[name] = Object.hasOwn(query, name) ? `${query[name]},${value}` : value;
  }
  return query;
};

const textType = /^(text\/.+|application\/(json|javascript|xml|[^;]+\+(json|xml)))\s*(;|$)/i;

/** Text is passed unchanged; everything else (forms, and bytes that are not UTF-8) as base64. */
const bodyOf = (body: Buffer, contentType: string | undefined) => {
  if (body.length === 0) return { isBase64Encoded: false };
  return textType.test(contentType ?? '') && isUtf8(body)
    ? { body: body.toString('utf8'), isBase64Encoded: false }
    : { body: body.toString('base64'), isBase64Encoded: true };
};

const asStrings = (claims: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, String(value)]));

/**
 * String claims by verified claims object: the authorizer returns the same object for each request with a
 * token.
 */
const writtenClaims = new WeakMap<object, Record<string, string>>();

/** API Gateway passes claims as strings. */
const authorizerOf = (claims: Record<string, unknown> | null) => {
  if (!claims) return null;
  const written = writtenClaims.get(claims) ?? asStrings(claims);
  writtenClaims.set(claims, written);
  return { authorizer: { jwt: { claims: { ...written }, scopes: null } } };
};

let lastSecond = { second: Number.NaN, text: '' };

/** `22/Nov/2026:03:04:05 +0000` for epoch milliseconds. Cached for each second. */
const commonLogTime = (milliseconds: number): string => {
  const second = Math.floor(milliseconds / 1_000);
  if (second !== lastSecond.second) {
    const [, day, month, year, clock] = new Date(milliseconds).toUTCString().split(' ');
    lastSecond = { second, text: `${day}/${month}/${year}:${clock} +0000` };
  }
  return lastSecond.text;
};

/** An API Gateway HTTP API event, payload format 2.0. */
export const httpEvent = (received: Received, peer: Peer): APIGatewayProxyEventV2 => {
  const { request, routeKey, rawPath, rawQueryString } = received;
  const sourceIp = peer.address;
  const host = peer.host ?? 'localhost';
  const cookies = cookiesOf(request.headers);
  const query = queryOf(rawQueryString);
  const timeEpoch = Date.now();
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString,
    ...(cookies && { cookies }),
    headers: headersOf(request.headers, {
      ...(peer.host !== undefined && { host: peer.host }),
      'x-forwarded-for': forwardedFor(request.headers['x-forwarded-for'], sourceIp),
      'x-forwarded-proto': peer.isHttps ? 'https' : 'http',
    }),
    ...(query && { queryStringParameters: query }),
    ...(Object.keys(received.pathParameters).length > 0 && {
      pathParameters: received.pathParameters,
    }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: host,
      domainPrefix: host.split('.')[0] ?? host,
      http: {
        method: request.method ?? 'GET',
        path: rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp,
        userAgent: request.headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey,
      stage: '$default',
      time: commonLogTime(timeEpoch),
      timeEpoch,
      ...authorizerOf(received.claims),
    },
    ...bodyOf(received.body, request.headers['content-type']),
  };
};
