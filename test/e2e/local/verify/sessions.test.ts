import { limitChecks } from '#scripts/verify/checks/limits.ts';
import { sessionChecks } from '#scripts/verify/checks/sessions.ts';
import { dropping, failing, instead, onAnswer, onJson } from '../../../support/verify/breaks.ts';
import { type Break, provesChecks, sabotagedHere } from '../../../support/verify/sabotaged.ts';

const sabotaged = sabotagedHere();

const refresh = /^POST \/api\/auth\/refresh/;
const me = /^GET \/api\/users\/me$/;

const sessionBreaks: readonly Break[] = [
  [
    ['sessions.rotation', 'sessions.theft'],
    'a spent token is refused at once',
    (() => {
      const spent = new Set<string>();
      return {
        ask: ({ method, path, body }) => {
          if (!refresh.test(`${method} ${path}`)) return undefined;
          if (spent.has(String(body))) return { ...failing, status: 401 };
          spent.add(String(body));
          return undefined;
        },
      };
    })(),
  ],
  [
    'sessions.theft',
    'the reason is not said',
    onJson(refresh, (body) => {
      if (body.reason === 'token_reused') delete body.reason;
    }),
  ],
  [
    [
      'sessions.theft',
      'sessions.sign-out',
      'sessions.elsewhere',
      'sessions.passwords',
      'sessions.everywhere',
      'sessions.deactivation',
    ],
    'ended access tokens are taken until they expire',
    onAnswer(me, (given) => {
      if (given.status === 401) given.status = 200;
    }),
  ],
  ['sessions.sign-out', 'the socket gets no reason', dropping('error')],
  ['sessions.sign-out', 'the socket stays open', { close: () => null }],
  [
    'sessions.elsewhere',
    'the list is empty',
    onJson(/\/auth\/sessions$/, (body) => {
      body.items = [];
    }),
  ],
  [
    'sessions.passwords',
    'passwords are read as Latin-1 in forms',
    {
      ask: (asked) => {
        if (!asked.headers['content-type']?.includes('urlencoded')) return undefined;
        asked.body = Buffer.from(String(asked.body).replace(/%F0%9F%8E%88/g, '%3F'));
        return undefined;
      },
    },
  ],
  [
    'sessions.second-factor',
    'a code may be used twice',
    onAnswer(/^POST \/api\/auth\/token\/code$/, (given) => {
      if (given.status === 403) Object.assign(given, { status: 200, body: Buffer.from('{}') });
    }),
  ],
  [
    ['sessions.passkeys', 'sessions.second-factor'],
    'a code opens nothing',
    instead(/\/auth\/factor\/proof$/, failing),
  ],
  [
    'sessions.second-factor',
    'the earlier recovery codes stay',
    instead(/\/auth\/factor\/recovery-codes$/, failing),
  ],
  [
    'sessions.passkeys',
    'a signature without verification signs in',
    onAnswer(/^POST \/api\/auth\/passkeys\/token$/, (given) => {
      if (given.status === 401) Object.assign(given, { status: 200, body: Buffer.from('{}') });
    }),
  ],
  ['sessions.passkeys', 'a passkey stays', instead(/\/auth\/passkeys\/.*\/removal$/, failing)],
  [
    'sessions.everywhere',
    'a token is refused that is of the same second as the sign-out',
    (() => {
      let isSignedOut = false;
      return {
        ask: ({ method, path, body }) => {
          if (path.endsWith('/logout')) isSignedOut = String(body).includes('everywhere');
          if (path.endsWith('/register')) isSignedOut = false;
          return isSignedOut && me.test(`${method} ${path}`)
            ? { ...failing, status: 401 }
            : undefined;
        },
      };
    })(),
  ],
  [
    'sessions.deactivation',
    'its name is free',
    onAnswer(/^POST \/api\/auth\/register/, (given) => {
      if (given.status === 409) given.status = 422;
    }),
  ],
];

const limitBreaks: readonly Break[] = [
  [
    'limits.body',
    'the edge refuses large bodies in its own way',
    onAnswer(/^POST \/api\/messages$/, (given) => {
      if (String(given.body).includes('payload_too_large')) given.status = 403;
    }),
  ],
  [
    'limits.gateway-body',
    'another answer to very large bodies',
    onAnswer(/^POST \/api\/messages$/, (given) => {
      if (String(given.body).includes('Request Entity')) given.body = Buffer.from('{}');
    }),
  ],
  [
    'limits.guesses',
    'Retry-After is stripped',
    onAnswer(/./, ({ headers }) => {
      delete headers['retry-after'];
    }),
  ],
  [
    'limits.guesses',
    'guesses are not counted',
    onAnswer(/^POST \/api\/auth\/token$/, (given) => {
      if (given.status === 429) given.status = 401;
    }),
  ],
];

provesChecks('sessions', sessionChecks, sessionBreaks, sabotaged);
provesChecks('limits', limitChecks, limitBreaks, sabotaged);
