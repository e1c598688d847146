import { deepStrictEqual } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyStructuredResultV2 as HttpResult } from 'aws-lambda';
import { type ErrorCode, Problem } from '#contracts/errors.ts';
import type { Route } from '#contracts/route.ts';
import { folderOf, type RouteName, routes } from '#contracts/routes.ts';

type Handler = (event: unknown, context: object) => Promise<HttpResult>;

export interface Request {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: object;
}
/** A successful answer by status and body, or the code of a refusal. */
export type Reply = { readonly status: number; readonly body: unknown } | ErrorCode;
/** Calls an operation as a user whose token the gateway has accepted. */
export type Call = (userId: string, name: KnownRoute, request?: Request) => Promise<Reply>;

/** API Gateway's event, as far as handlers read it. */
const eventOf = (userId: string, route: Route, { params, query = {}, body }: Request) => ({
  version: '2.0',
  routeKey: `${route.method} ${route.path}`,
  rawPath: route.path,
  rawQueryString: new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString(),
  headers: {
    host: 'parley.test',
    accept: 'application/json',
    ...(body && { 'content-type': 'application/json' }),
  },
  ...(params && { pathParameters: params }),
  requestContext: {
    requestId: randomUUID(),
    http: { method: route.method, path: route.path, sourceIp: '127.0.0.1' },
    authorizer: {
      jwt: {
        claims: {
          username: userId,
          token_use: 'access',
          iat: String(Math.floor(Date.now() / 1_000)),
        },
      },
    },
  },
  ...(body && { body: JSON.stringify(body) }),
  isBase64Encoded: false,
});

const context = { functionName: 'property', getRemainingTimeInMillis: () => 30_000 };

/** Vite resolves a dynamic import with one variable, one level deep: so each folder has an import. */
const load = async (name: RouteName): Promise<Handler> => {
  const loaded = folderOf(name).startsWith('mailbox/')
    ? await import(`../../../functions/http/mailbox/${name}/handler.ts`)
    : await import(`../../../functions/http/${name}/handler.ts`);
  return (loaded as { handler: Handler }).handler;
};

/** An answer must match its contract, without unknown fields. */
const replyOf = (name: RouteName, { statusCode = 0, body = '' }: HttpResult): Reply => {
  const { responses }: Route = routes[name];
  const value: unknown = body === '' ? null : JSON.parse(body);
  if (!(statusCode in responses)) return Problem.parse(value).code;
  const parsed = responses[statusCode]?.parse(value) ?? null;
  deepStrictEqual(parsed, value);
  return { status: statusCode, body: value };
};

/** The operations that the model knows. */
const known = [
  'open-conversation',
  'list-conversations',
  'get-conversation',
  'list-messages',
  'read-log',
  'read-up-to',
  'update-settings',
  'answer-request',
  'change-marks',
  'get-marks',
  'list-starred',
  'post-message',
  'send-message',
  'get-message',
  'edit-message',
  'delete-message',
  'put-reaction',
  'delete-reaction',
  'read-message',
  'list-inbox',
  'list-outbox',
  'get-me',
  'update-me',
  'delete-me',
  'get-user',
  'search-users',
  'search-messages',
  'block-user',
  'unblock-user',
  'list-blocks',
  'get-attachment',
  'create-invitation',
  'list-invitations',
  'revoke-invitation',
  'accept-invitation',
] as const satisfies RouteName[];
export type KnownRoute = (typeof known)[number];

/** The real handlers, in this process, on the home that `#backend` and the environment select. */
export const loadHandlers = async (): Promise<Call> => {
  const loaded = known.map(async (name) => [name, await load(name)] as const);
  const handlers = new Map(await Promise.all(loaded));
  return async (userId, name, request = {}) => {
    const handler = handlers.get(name);
    if (!handler) throw new Error(`${name} is not loaded`);
    return replyOf(name, await handler(eventOf(userId, routes[name], request), context));
  };
};
