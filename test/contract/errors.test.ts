import { afterAll, describe, expect, test } from 'vitest';
import type { ErrorCode } from '#contracts/errors.ts';
import { errorStatus } from '#contracts/errors.ts';
import { limits } from '#contracts/limits.ts';
import { codesOf, gatewayStatusesOf } from '#contracts/openapi/responses.ts';
import { openApiDocument } from '#contracts/openapi.ts';
import type { Route } from '#contracts/route.ts';
import { type RouteName, routes } from '#contracts/routes.ts';
import { BusyError } from '#core/errors.ts';
import { httpHandler } from '../../functions/runtime/http.ts';
import { logger } from '../../functions/runtime/logger.ts';
import type { Answer } from '../support/client.ts';
import { exampleRequest } from '../support/openapi/example-request.ts';
import { makeSchemaChecker } from '../support/openapi/schema-checker.ts';
import { makeWorld } from '../support/openapi/world.ts';
import { provocations } from './errors.provocations.ts';
import type { Provocation } from './provocation.ts';

// Longer than any test takes: 600 refused registrations are the slowest.
const timeout = 180_000;

const document = openApiDocument('closed');
const checker = makeSchemaChecker(document);
const table = Object.entries(routes) as [RouteName, Route][];
const world = makeWorld();
// Failures on purpose would fill the test report.
logger.setLogLevel('SILENT');
afterAll(() => world.close(), timeout);

const withoutApi = (path: string): string => path.replace(/^\/api/, '');

let revoked: Promise<string> | undefined;
const revokedToken = (): Promise<string> => {
  const revoke = async () => {
    const client = await world.client();
    const { token } = await client.register();
    await client.call('POST', '/auth/logout', { token, json: { everywhere: true } });
    return token;
  };
  revoked ??= revoke();
  return revoked;
};

/** A valid request with a revoked token. */
const withRevokedToken =
  (route: Route): Provocation =>
  async () => {
    const { method, path, query, json } = exampleRequest(document, route);
    return (await world.client()).call(method, `${withoutApi(path)}?${query}`, {
      token: await revokedToken(),
      ...(json !== undefined && { json }),
    });
  };

const brokenRequest =
  (route: Route): Provocation =>
  async () => {
    const { client, ada } = await world.scene();
    const { method, path } = exampleRequest(document, route);
    const body = route.body ? { raw: { type: 'application/json', body: '{"' } } : {};
    const bad = route.params ? route.path.replace(/\{[^}]+\}/g, '!') : path;
    return client.call(method, `${withoutApi(bad)}?twice=1&twice=2`, { token: ada.token, ...body });
  };

const largeBody =
  (route: Route): Provocation =>
  async () => {
    const { client, ada } = await world.scene();
    const { method, path } = exampleRequest(document, route);
    const json = 'x'.repeat(limits.body.jsonBytes);
    return client.call(method, withoutApi(path), { token: ada.token, json });
  };

/** The same request to a handler whose use case fails. */
const failing =
  (route: Route, error: Error): Provocation =>
  async () => {
    const { method, path, pathParameters, query, json } = exampleRequest(document, route);
    const http = { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: '' };
    const event = {
      version: '2.0',
      routeKey: `${method} ${route.path}`,
      rawPath: path,
      rawQueryString: query,
      headers: { 'content-type': 'application/json' },
      pathParameters,
      ...(json !== undefined && { body: JSON.stringify(json) }),
      isBase64Encoded: false,
      requestContext: {
        http,
        requestId: 'request',
        authorizer: { jwt: { claims: { username: 'someone', iat: '1', token_use: 'access' } } },
      },
    };
    const handler = httpHandler(route, () => Promise.reject(error));
    const context = { getRemainingTimeInMillis: () => 30_000 };
    const result = await handler(...([event, context] as unknown as Parameters<typeof handler>));
    const { statusCode = 0, headers = {}, body = '' } = result;
    const named = Object.entries(headers).map(([name, value]): [string, string] => [
      name,
      String(value),
    ]);
    return { status: statusCode, headers: new Headers(named), body: JSON.parse(body) };
  };

const whileReadOnly =
  (route: Route): Provocation =>
  async (scene) => {
    process.env['READ_ONLY'] = 'on';
    try {
      return await failing(route, new Error('the handler was called'))(scene);
    } finally {
      delete process.env['READ_ONLY'];
    }
  };

/** More parallel requests than the bucket allows. */
const burst =
  (route: Route): Provocation =>
  async () => {
    const { client, user } = await world.throttled();
    const { method, path, query, json } = exampleRequest(document, route);
    const call = () =>
      client.call(method, `${withoutApi(path)}?${query}`, {
        token: user.token,
        ...(json !== undefined && { json }),
      });
    const answers = await Promise.all(Array.from({ length: 8 }, call));
    const refused = answers.find(({ body }) => body?.code === 'too_many_requests');
    if (!refused) throw new Error('all calls of the burst were let through');
    return refused;
  };

const alike: { [C in ErrorCode]?: (route: Route) => Provocation } = {
  unauthenticated: withRevokedToken,
  validation_failed: brokenRequest,
  payload_too_large: largeBody,
  too_many_requests: burst,
  internal_error: (route) => failing(route, new Error('a bug')),
  busy: (route) => failing(route, new BusyError()),
  read_only: whileReadOnly,
};

const expectDocumented = (name: RouteName, { status, headers, body }: Answer): void => {
  const type = headers.get('content-type');
  expect(checker.checkAnswer(name, { status, type, body })).toEqual([]);
};

const documented = table.flatMap(([name, route]) =>
  codesOf(route).map((code) => ({ name, route, code, act: provocations[name]?.[code] })),
);

test('every documented error of every route can be provoked, and no other error is returned', () => {
  const missing = documented.filter(({ code, act }) => !act && !alike[code]);
  const undocumented = table.flatMap(([name, route]) =>
    Object.keys(provocations[name] ?? {}).filter(
      (code) => !codesOf(route).includes(code as ErrorCode),
    ),
  );

  expect(missing.map(({ name, code }) => `${name} ${code}`)).toEqual([]);
  expect(undocumented).toEqual([]);
});

describe.each(table)('%s refuses with', (name) => {
  const own = documented.filter((pair) => pair.name === name);

  test.each(own)(
    '$code',
    async ({ route, code, act }) => {
      const answer = await (act ?? alike[code]?.(route))?.(world);

      expect([answer?.status, answer?.body.code]).toEqual([errorStatus[code], code]);
      if (answer) expectDocumented(name, answer);
      if ([429, 503].includes(errorStatus[code])) {
        expect(Number(answer?.headers.get('retry-after'))).toBeGreaterThan(0);
      }
    },
    timeout,
  );
});

const tooLarge = new Uint8Array(limits.body.gatewayBytes + 1);

// The gateway's 429 and 503 come from throttles and timeouts: test/infra/api.test.ts tests the first.
describe('the gateway by itself', () => {
  test.each(table.filter(([, route]) => gatewayStatusesOf(route).includes(401)))(
    '%s: 401 without a token, before anything else',
    async (name, route) => {
      const client = await world.client();
      const { method, path } = exampleRequest(document, route);
      const raw = route.body ? { raw: { body: 'no JSON' } } : {};

      const answer = await client.call(method, withoutApi(path), raw);

      expect([answer.status, answer.body]).toEqual([401, { message: 'Unauthorized' }]);
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
      expectDocumented(name, answer);
    },
  );

  test.each(table.filter(([, route]) => gatewayStatusesOf(route).includes(413)))(
    '%s: 413 for a body above its limit',
    async (name, route) => {
      const { client, ada } = await world.scene();
      const { method, path } = exampleRequest(document, route);

      const answer = await client.call(method, withoutApi(path), {
        token: ada.token,
        raw: { type: 'application/json', body: tooLarge },
      });

      expect([answer.status, answer.body]).toEqual([413, { message: 'Request Entity Too Large' }]);
      expectDocumented(name, answer);
    },
  );

  test('unknown paths and methods get problem documents, too', async () => {
    const client = await world.client();
    const problem = { $ref: '#/components/schemas/Problem' };

    const unknown = await client.call('GET', '/nothing');
    const wrong = await client.call('DELETE', '/health');

    expect([unknown.status, unknown.body.code]).toEqual([404, 'route_not_found']);
    expect([wrong.status, wrong.body.code]).toEqual([405, 'method_not_allowed']);
    expect(wrong.headers.get('allow')).toBe('GET');
    expect([
      ...checker.check(problem, unknown.body),
      ...checker.check(problem, wrong.body),
    ]).toEqual([]);
  });
});
