import { apiChecks } from '#scripts/verify/checks/api.ts';
import { edgeChecks } from '#scripts/verify/checks/edge.ts';
import { page } from '../../../support/verify/breaks.ts';
import { type Break, provesChecks, sabotagedHere } from '../../../support/verify/sabotaged.ts';
import type { Asked, Given } from '../../../support/verify/saboteur.ts';

const sabotaged = sabotagedHere([]);

const isApi = ({ path }: Asked): boolean => path.startsWith('/api/');
const onApi = (change: (given: Given, asked: Asked) => void) => ({
  answer: (given: Given, asked: Asked) => {
    if (isApi(asked)) change(given, asked);
  },
});

/** Gives every later caller the response of the first one, like a cache that does not vary. */
const cachingErrors = () => {
  const stored = new Map<string, Given>();
  return {
    ask: ({ method, path }: Asked) => (method === 'GET' ? stored.get(path) : undefined),
    answer: (given: Given, { method, path }: Asked) => {
      if (method === 'GET' && given.status === 404) stored.set(path, { ...given });
    },
  };
};

const apiBreaks: readonly Break[] = [
  [
    'api.health',
    'the table is away',
    onApi((given, { path }) => {
      if (path === '/api/health')
        Object.assign(given, { body: Buffer.from('{"status":"error","db":"unavailable"}') });
    }),
  ],
  [
    'api.not-found',
    'the page stands in for errors',
    onApi((given, { path }) => {
      if (path.startsWith('/api/nothing'))
        Object.assign(given, {
          status: 200,
          body: page,
          headers: { ...given.headers, 'content-type': 'text/html' },
        });
    }),
  ],
  [
    'api.methods',
    'Allow is stripped',
    onApi(({ headers }) => {
      delete headers['allow'];
    }),
  ],
  [
    'api.headers',
    'private answers may be stored',
    onApi((given, { path }) => {
      if (path === '/api/users/me') delete given.headers['cache-control'];
    }),
  ],
  [
    'api.compression',
    'the description is not compressed',
    {
      ask: (asked) => {
        if (asked.path === '/api/openapi.json') delete asked.headers['accept-encoding'];
      },
    },
  ],
  [
    'api.private-compression',
    'Accept-Encoding does not pass',
    {
      ask: (asked) => {
        if (asked.path.endsWith('/export')) delete asked.headers['accept-encoding'];
        return undefined;
      },
    },
  ],
  ['api.errors-not-cached', 'a 404 is cached', cachingErrors()],
  [
    'api.slashes',
    'a trailing slash is another path',
    {
      ask: ({ path }) => (/\/(\?|$)/.test(path) ? { status: 404 } : undefined),
    },
  ],
  [
    'api.challenge',
    'WWW-Authenticate is stripped',
    onApi(({ headers }) => {
      delete headers['www-authenticate'];
    }),
  ],
  [
    'api.unauthorized',
    'a 401 has another body',
    onApi((given) => {
      if (given.status === 401 && String(given.body).includes('Unauthorized'))
        given.body = Buffer.from('{}');
    }),
  ],
  [
    'api.cors',
    'every site may read',
    onApi(({ headers }) => {
      headers['access-control-allow-origin'] = '*';
    }),
  ],
];

const edgeBreaks: readonly Break[] = [
  [
    'edge.cookie-mode',
    'cookies do not pass',
    {
      ask: ({ headers }) => {
        delete headers.cookie;
      },
    },
  ],
  [
    'edge.cookie-mode',
    'a cookie is open to scripts',
    onApi(({ headers }) => {
      headers['set-cookie'] =
        headers['set-cookie']?.map((one) => one.replace('; HttpOnly', '')) ?? [];
    }),
  ],
  [
    'edge.foreign-origin',
    'Origin does not pass',
    {
      ask: ({ headers }) => {
        if (headers.origin === 'https://stranger.example') delete headers.origin;
      },
    },
  ],
  [
    'edge.viewer-address',
    'the address of the viewer is believed',
    {
      answer: (given, { path }) => {
        if (path !== '/api/auth/sessions') return;
        given.body = Buffer.from(String(given.body).replaceAll('127.0.0.0/24', '203.0.113.0/24'));
      },
    },
  ],
  [
    'edge.query-and-bytes',
    'texts are decoded as Latin-1',
    {
      ask: (asked) => {
        if (asked.path.endsWith('/messages'))
          asked.body = Buffer.from(asked.body.toString('latin1'));
      },
    },
  ],
];

provesChecks('api', apiChecks, apiBreaks, sabotaged);
provesChecks('edge', edgeChecks, edgeBreaks, sabotaged);
