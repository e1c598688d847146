import { randomUUID } from 'node:crypto';
import { errorStatus } from '#contracts/errors.ts';
import { apiHeaders } from '#contracts/headers/api-headers.ts';
import { note } from '../../../test/support/attachments.ts';
import { type Check, holds, same } from '../check.ts';
import type { Person } from '../people.ts';

const isProblem = (headers: Headers): boolean =>
  headers.get('content-type')?.startsWith('application/problem+json') ?? false;

/** Invalid tokens: none, no JWT, and one with another signature. */
const badTokens = ({ token }: Pick<Person, 'token'>): [string, string | undefined][] => {
  const [head, claims, signature = ''] = token.split('.');
  const flipped = (signature[5] === 'A' ? 'B' : 'A') + signature.slice(6);
  const forged = `${head}.${claims}.${signature.slice(0, 5)}${flipped}`;
  return [
    ['no token', undefined],
    ['garbage', 'a.b.c'],
    ['a forged token', forged],
  ];
};

export const apiChecks: readonly Check[] = [
  {
    id: 'api.health',
    title: 'the API and its table answer',
    assumes: 'The site routes /api/* to the HTTP API, whose functions reach the table.',
    remedy:
      "503 with db 'unavailable': check the log of the function get-health. HTML or 403: check the behaviour '/api/*' of CloudFront.",
    run: async ({ call }) => {
      const { status, body } = await call('GET', '/health');
      same('status', status, 200);
      same('answer', [body.status, body.db], ['ok', 'ok']);
      return `version ${body.version}`;
    },
  },
  {
    id: 'api.not-found',
    title: 'an unknown path of the API is 404 in JSON',
    assumes:
      'CloudFront does not change errors of the API: a 404 is not replaced by a page of the site.',
    remedy:
      'The distribution may not have custom error responses with a page (lib/constructs/one-origin.ts).',
    run: async ({ call }) => {
      const path = `/nothing/${randomUUID()}`;
      const { status, headers, body } = await call('GET', path);
      same('status', status, 404);
      holds(isProblem(headers), `content-type ${headers.get('content-type')}`);
      same('code', body.code, 'route_not_found');
      return '404 route_not_found';
    },
  },
  {
    id: 'api.methods',
    title: 'a wrong method is 405 with Allow',
    assumes: 'The gateway forwards all methods, and the header Allow reaches the client.',
    remedy: "CloudFront's behaviour '/api/*' must allow all methods.",
    run: async ({ call }) => {
      const { status, headers } = await call('DELETE', '/conversations');
      same('status', status, 405);
      same('Allow', headers.get('allow'), 'GET, POST');
      return `405, Allow: ${headers.get('allow')}`;
    },
  },
  {
    id: 'api.headers',
    title: 'answers of the API are neither rendered nor stored',
    assumes: 'The security headers and cache-control of the API reach the client.',
    remedy:
      'Check functions/contracts/headers/api-headers.ts, and whether a policy at the edge removes headers.',
    needs: ['accounts'],
    run: async ({ call, people }) => {
      const { ada } = await people.shared();
      for (const path of ['/health', '/users/me', `/nothing/${randomUUID()}`]) {
        const { headers } = await call('GET', path, { token: ada.token });
        for (const [name, value] of Object.entries(apiHeaders)) {
          same(`${path}: ${name}`, headers.get(name), value);
        }
        holds(
          /no-store/.test(headers.get('cache-control') ?? ''),
          `${path}: ${headers.get('cache-control')}`,
        );
      }
      return `no-store, ${Object.keys(apiHeaders).join(', ')}`;
    },
  },
  {
    id: 'api.compression',
    title: 'the API description is compressed, cacheable and validated',
    assumes:
      'Binary answers of functions (base64) arrive as bytes, with content-encoding, ETag and 304.',
    remedy: 'Check the response of the function get-openapi: API Gateway decodes isBase64Encoded.',
    run: async ({ get }) => {
      const { status, headers, text } = await get('/api/openapi.json');
      same('status', status, 200);
      holds(
        /^(gzip|br)$/.test(headers.get('content-encoding') ?? ''),
        `content-encoding ${headers.get('content-encoding')}`,
      );
      holds(JSON.parse(text).openapi !== undefined, 'it is no API description');
      holds(
        /max-age=[1-9]/.test(headers.get('cache-control') ?? ''),
        `cache-control ${headers.get('cache-control')}`,
      );
      const etag = headers.get('etag') ?? '';
      const again = await get('/api/openapi.json', { headers: { 'if-none-match': etag } });
      same('status with the ETag', again.status, 304);
      return `${headers.get('content-encoding')}, then 304`;
    },
  },
  {
    id: 'api.private-compression',
    title: 'long private answers are compressed',
    assumes: 'Accept-Encoding reaches the function, and its compressed answer the client.',
    remedy:
      'The origin request policy of /api/* must forward Accept-Encoding (ADR 22); otherwise responses are not compressed, and cost more.',
    needs: ['accounts'],
    run: async ({ get, people }) => {
      const { ada } = await people.shared();
      const authorization = `Bearer ${ada.token}`;
      const { status, headers, text } = await get('/api/users/me/export', {
        headers: { authorization },
      });
      same('status', status, 200);
      holds(Array.isArray(JSON.parse(text).items), 'it is no export');
      const encoding = headers.get('content-encoding');
      holds(
        /^(gzip|br)$/.test(encoding ?? ''),
        `${text.length} characters, content-encoding ${encoding}`,
      );
      return `${text.length} characters as ${encoding}`;
    },
  },
  {
    id: 'api.errors-not-cached',
    title: 'no error is cached: a stranger gets 404, then the owner 200',
    assumes:
      'CloudFront caches no answer and no error of the API (by default it keeps errors for 10 s).',
    remedy:
      'The distribution needs an error cache TTL of 0 for each status, and caching disabled for /api/* (lib/constructs/one-origin.ts).',
    needs: ['accounts'],
    run: async ({ call, people, uploads }) => {
      const { ada, eve, conversationId } = await people.shared();
      const attachment = await uploads.attach(ada, note('not cached'));
      for (const path of [`/attachments/${attachment}`, `/conversations/${conversationId}`]) {
        const headers = { accept: 'application/json' };
        const seen = [
          (await call('GET', path, { headers })).status,
          (await call('GET', path, { headers, token: eve.token })).status,
          (await call('GET', path, { headers, token: ada.token })).status,
          (await call('GET', path, { headers, token: eve.token })).status,
        ];
        same(
          `${path.split('/')[1]} of nobody, a stranger, the owner, the stranger`,
          seen,
          [401, 404, 200, 404],
        );
      }
      return '401, 404, 200, 404 for an attachment and a conversation';
    },
  },
  {
    id: 'api.slashes',
    title: 'a trailing slash makes no difference',
    assumes:
      "CloudFront's function of the API removes slashes at the end, with and without a query.",
    remedy: 'Check lib/edge/api-request.js and its association with /api/*.',
    needs: ['trailing-slash', 'accounts'],
    run: async ({ call, people }) => {
      const { ada } = await people.shared();
      const paths = ['/health/', '/users/me/', '/conversations/?size=1'];
      for (const path of paths) {
        same(`status of ${path}`, (await call('GET', path, { token: ada.token })).status, 200);
      }
      return paths.join(', ');
    },
  },
  {
    id: 'api.unauthorized',
    title: 'a missing or invalid token is 401',
    assumes: "The gateway's JWT authorizer answers 401 {message: Unauthorized}.",
    remedy:
      'Clients use the status. If the body differs, check whether the route still has its authorizer.',
    needs: ['accounts'],
    run: async ({ call, people }) => {
      const { ada } = await people.shared();
      for (const [what, token] of badTokens(ada)) {
        const { status, body } = await call('GET', '/users/me', { token });
        same(`status of ${what}`, status, errorStatus.unauthenticated);
        same(`answer to ${what}`, body, { message: 'Unauthorized' });
      }
      return '401 for none, garbage and a forged one';
    },
  },
  {
    id: 'api.challenge',
    title: 'a 401 has WWW-Authenticate',
    assumes: 'The 401 of the gateway has WWW-Authenticate: Bearer, also through CloudFront.',
    remedy: 'Clients use the status. If the header is missing, report it, and correct docs/api.md.',
    needs: ['challenge', 'accounts'],
    run: async ({ call, people }) => {
      const { ada } = await people.shared();
      for (const [what, token] of badTokens(ada)) {
        const { headers } = await call('GET', '/users/me', { token });
        const challenge = headers.get('www-authenticate');
        holds(/^Bearer/i.test(challenge ?? ''), `${what}: WWW-Authenticate ${challenge}`);
      }
      return 'Bearer for none, garbage and a forged one';
    },
  },
  {
    id: 'api.cors',
    title: 'other sites get no CORS headers',
    assumes: 'Only origins in corsOrigins of the stage may read answers of the API from a browser.',
    remedy: 'Check the CORS settings of the HTTP API and at `corsOrigins` in cdk.json.',
    needs: ['cors'],
    run: async ({ get }) => {
      const origin = 'https://stranger.example';
      for (const init of [
        { headers: { origin } },
        {
          method: 'OPTIONS',
          headers: {
            origin,
            'access-control-request-method': 'GET',
            'access-control-request-headers': 'authorization',
          },
        },
      ]) {
        const { headers } = await get('/api/health', init);
        same('access-control-allow-origin', headers.get('access-control-allow-origin'), null);
      }
      return 'none for a request and a preflight';
    },
  },
];
