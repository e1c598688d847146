import { factorLimits } from '#contracts/http/factor/factor-limits.ts';
import { limits } from '#contracts/limits.ts';
import { appCode } from '../../../test/support/factor/app-code.ts';
import type { Row } from '../row.ts';
import { rules, tally, times } from '../row.ts';
import { type Target, testPassword } from '../target.ts';

/** In 2001:db8::/32, reserved for documentation: `host` selects the address within one /64. */
const inOneNetwork = (network: number, host: number): string =>
  `2001:db8:${network.toString(16)}::${(host + 1).toString(16)}`;
const from = (address: string) => ({ 'x-forwarded-for': address });

const signIn = (target: Target, username: string, password: string, address: string) =>
  target.client.call('POST', '/auth/token', {
    json: { username, password },
    headers: from(address),
  });

const manySignIns: Row = {
  id: 'S5',
  title: '40 right sign-ins at once',
  run: async (target) => {
    const { check, broken } = rules();
    const stranger = await target.register();
    const answers = await times(40, (index) =>
      signIn(target, stranger.username, testPassword, `203.0.113.${index + 1}`),
    );
    const statuses = answers.map(({ status }) => status);
    check(
      statuses.every((status) => [200, 429, 503].includes(status)),
      `each is taken or put off, not ${tally(statuses)}`,
    );
    check(statuses.includes(200), 'some are taken');
    check(
      answers.every(({ status, headers }) => status === 200 || headers.has('retry-after')),
      'who is put off learns until when',
    );
    return { requests: answers.length, broken };
  },
};

const oneNetwork: Row = {
  id: 'S6',
  title: 'guesses from as many addresses of one IPv6 network, until it is refused',
  run: async (target) => {
    const { check, broken } = rules();
    const statuses: number[] = [];
    // Enough for one window of the limit, also if another one begins meanwhile.
    const most = 2 * limits.attempts.perAddress + 1;
    for (let index = 0; index < most && !statuses.includes(429); index++) {
      const name = `nobody-${index % 50}`;
      statuses.push((await signIn(target, name, 'Wrong-Guess-1', inOneNetwork(6, index))).status);
    }
    check(statuses.includes(429), `a network has a limit: ${tally(statuses)}`);
    return { requests: statuses.length, broken };
  },
};

const lockOut: Row = {
  id: 'S7',
  title: '50 wrong guesses for a name from 10 addresses, then its owner',
  run: async (target) => {
    const { check, broken } = rules();
    const owner = await target.register();
    const guesses: number[] = [];
    for (let index = 0; index < 50; index++) {
      const address = `192.0.2.${(index % 10) + 1}`;
      guesses.push((await signIn(target, owner.username, 'Wrong-Guess-1', address)).status);
    }
    check(!guesses.includes(200), 'no guess is right');
    const deadline = Date.now() + 20_000;
    let owned = await signIn(target, owner.username, testPassword, '198.51.100.20');
    while (owned.status === 429 && Date.now() < deadline) {
      const seconds = Math.min(5, Number(owned.headers.get('retry-after') ?? 1));
      await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
      owned = await signIn(target, owner.username, testPassword, '198.51.100.20');
    }
    check(owned.status === 200, `the owner gets in within 20 s, not ${owned.status}`);
    return { requests: guesses.length, broken };
  },
};

const guessedCodes: Row = {
  id: 'S30',
  title: '60 wrong codes with the right password from 60 networks, then the owner',
  run: async (target) => {
    const { check, broken } = rules();
    const owner = await target.register();
    const token = { token: owner.token };
    const { body } = await target.client.call('POST', '/auth/factor', {
      ...token,
      json: { password: testPassword },
      headers: from('198.51.100.30'),
    });
    const code = (steps: number) => appCode(body.secret, Date.now(), steps);
    await target.client.call('PUT', '/auth/factor', { ...token, json: { code: code(0) } });
    const known = '198.51.100.30';
    const enter = async (typed: string, address: string): Promise<number> => {
      const asked = await signIn(target, owner.username, testPassword, address);
      if (asked.body.code !== 'second_factor_required') return asked.status;
      const json = { challenge: asked.body.challenge, code: typed };
      const headers = from(address);
      return (await target.client.call('POST', '/auth/token/code', { json, headers })).status;
    };
    check((await enter(code(1), known)) === 200, 'the owner gets in with a code');
    const guesses: number[] = [];
    for (let index = 0; index < 60; index++) {
      guesses.push(await enter('000000', inOneNetwork(0x3000 + index * 256, 1)));
    }
    const tried = guesses.filter((status) => status === 403).length;
    const { free } = factorLimits.strangers;
    // The day of the limit may end meanwhile.
    check(tried >= free && tried <= 2 * (free + 2), `about ${free} are tried, not ${tried}`);
    check(guesses.includes(429), `the others are refused: ${tally(guesses)}`);
    const last = await enter('000000', known);
    check(last === 403, `the owner's network may still try, not ${last}`);
    return { requests: 2 * guesses.length, broken };
  },
};

const waiting: Row = {
  id: 'S8',
  title: '300 wrong guesses for one name at once',
  run: async (target) => {
    const { check, broken } = rules();
    const start = performance.now();
    const answers = await times(300, (index) =>
      signIn(target, 'nobody-waits', 'Wrong-Guess-1', inOneNetwork(8, index)),
    );
    const seconds = (performance.now() - start) / 1_000;
    const statuses = answers.map(({ status }) => status);
    check(
      statuses.every((status) => [401, 429, 503].includes(status)),
      `each is refused, not ${tally(statuses)}`,
    );
    check(seconds < 30, `nobody waits longer than 30 s: ${seconds.toFixed(1)} s`);
    return { requests: answers.length, broken };
  },
};

const registrations: Row = {
  id: 'S6b',
  title: '100 registrations from one network',
  isLong: true,
  run: async (target) => {
    const { check, broken } = rules();
    const statuses: number[] = [];
    for (let index = 0; index < 100; index++) {
      const { status } = await target.client.call('POST', '/auth/register', {
        json: { username: `many-${index}-${process.pid}`, password: testPassword },
        headers: from(inOneNetwork(0x6b, index)),
      });
      statuses.push(status);
    }
    check(
      statuses.every((status) => [201, 429, 503].includes(status)),
      `each is made or put off, not ${tally(statuses)}`,
    );
    return { requests: statuses.length, broken };
  },
};

const crossSite: Row = {
  id: 'S13',
  title: 'registration and sign-in from a page of another site',
  run: async (target) => {
    const { check, broken } = rules();
    const json = JSON.stringify({ username: `cross-${process.pid}`, password: testPassword });
    const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    const answers = [
      await target.client.call('POST', '/auth/register', {
        raw: { body: new TextEncoder().encode(json) },
        headers: foreign,
      }),
      await target.client.call('POST', '/auth/register', {
        raw: { type: 'text/plain', body: json },
        headers: foreign,
      }),
      await target.client.call('POST', '/auth/token', {
        raw: {
          type: 'application/x-www-form-urlencoded',
          body: `username=${target.bystanders.ada.username}&password=${testPassword}`,
        },
        headers: foreign,
      }),
      await target.client.call('POST', '/auth/register', {
        raw: { body: new TextEncoder().encode(json) },
      }),
    ];
    const statuses = answers.map(({ status }) => status);
    check(
      statuses.every((status) => status >= 400 && status < 500),
      `each is refused, not ${tally(statuses)}`,
    );
    return { requests: statuses.length, broken };
  },
};

export const signInRows: readonly Row[] = [
  manySignIns,
  oneNetwork,
  lockOut,
  guessedCodes,
  waiting,
  registrations,
  crossSite,
];
