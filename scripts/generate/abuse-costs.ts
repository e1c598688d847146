import { limits } from '#contracts/limits.ts';
import { callCost, gbOfKb, logCost, prices, refusedSignIn } from '#scripts/bench/prices.ts';
import { stageConfig } from '../../lib/config.ts';
import { partCommand } from './part-command.ts';

const secondsADay = 86_400;
const { throttles, userStorageMb } = stageConfig(() => undefined, {});
/** Cognito Essentials, per user who signs in within a month, above the free 10,000. */
const cognitoUser = 0.015;

/** Cognito's quota for the sign-ins of an account and region, unless it was raised. */
const cognitoSignIns = 120;

interface Abuse {
  readonly what: string;
  /** Calls per day; null if nothing limits them. */
  readonly callsADay: number | null;
  readonly bound: string;
  /** Dollars per call. */
  readonly each: number;
}

/** CloudFront's cost: the request and the bytes it sends. */
const edge = (kilobytes: number): number => prices.edgeRequest + kilobytes * gbOfKb * prices.edgeGb;
const units = (write: number, read: number): number =>
  write * prices.writeUnit + read * prices.readUnit;
const small = (milliseconds: number) => callCost({ milliseconds, memoryGb: 0.25 }) + logCost;
const medium = (milliseconds: number) => callCost({ milliseconds, memoryGb: 0.5 }) + logCost;
const aDay = ({ rate }: { rate: number }): number => rate * secondsADay;
const { perUserADay } = limits.attachment;

const abuses: readonly Abuse[] = [
  {
    what: 'requests of `/api/health`',
    callsADay: aDay(throttles.public),
    bound: `throttle \`public\`, ${throttles.public.rate} per second`,
    each: edge(1) + small(10) + units(0, 0.5),
  },
  {
    what: 'requests of `/api/openapi.json`, 11 KB compressed',
    callsADay: aDay(throttles.public),
    bound: `throttle \`public\`, ${throttles.public.rate} per second`,
    each: edge(12) + small(5),
  },
  {
    what: 'unknown paths',
    callsADay: aDay(throttles.default),
    bound: `throttle \`default\`, ${throttles.default.rate} per second`,
    each: edge(1) + small(5),
  },
  {
    what: 'invalid refresh tokens',
    callsADay: aDay(throttles.default),
    bound: `throttle \`default\`, ${throttles.default.rate} per second`,
    each: edge(1) + medium(10) + units(0, 1),
  },
  {
    what: 'wrong passwords, on both routes',
    callsADay: 2 * aDay(throttles.credentials),
    bound: `throttle \`credentials\`, ${throttles.credentials.rate} per second and route`,
    each: edge(1) + medium(300) + units(refusedSignIn.write, refusedSignIn.read),
  },
  {
    what: 'options of a sign-in with a passkey',
    callsADay: aDay(throttles.credentials),
    bound: `throttle \`credentials\`, ${throttles.credentials.rate} per second`,
    each: edge(1) + small(10) + units(1, 0),
  },
  {
    what: 'refused passkeys, each with its challenge used up',
    callsADay: aDay(throttles.credentials),
    bound: `throttle \`credentials\`, ${throttles.credentials.rate} per second`,
    each: edge(1) + medium(50) + units(3, 2),
  },
  {
    what: 'sign-ins by passkey at Cognito itself, which get no tokens (the client id is in every token)',
    callsADay: aDay({ rate: cognitoSignIns }),
    bound: `Cognito’s quota, ${cognitoSignIns} per second`,
    each: 2 * (small(5) - prices.httpRequest) + units(1, 0),
  },
  {
    what: 'registrations, if registration is open',
    callsADay: limits.registrations.perDay,
    bound: `${limits.registrations.perDay.toLocaleString('en')} per day in total`,
    each: edge(1) + medium(1_000) + units(60, 10) + cognitoUser,
  },
  {
    what: 'socket handshakes without a ticket',
    callsADay: aDay(throttles.socket),
    bound: `throttle \`socket\`, ${throttles.socket.rate} per second`,
    each: edge(1) + prices.socketMessage + medium(20) - prices.httpRequest + units(1, 0),
  },
  {
    what: 'calls that bypass CloudFront',
    callsADay: aDay(throttles.default),
    bound: `refused by the function; throttle \`default\`, ${throttles.default.rate} per second and route`,
    each: small(2),
  },
  {
    what: 'requests that CloudFront or the gateway answers (site, 401, 429), for each 1,000 per second',
    callsADay: 1_000 * secondsADay,
    bound: 'no limit of Parley: use a rate rule of AWS WAF, and a budget alarm',
    each: edge(1),
  },
  {
    what: 'with an account: continuous messages',
    callsADay: aDay(throttles.default),
    bound: `throttle \`default\`, ${throttles.default.rate} per second and route`,
    each:
      edge(2) +
      callCost({ milliseconds: 25, memoryGb: 1 }) +
      logCost +
      units(8, 7) +
      2 * prices.socketMessage,
  },
  {
    what: `with an account: ${perUserADay} files, sent and deleted again`,
    callsADay: perUserADay,
    bound: `${perUserADay} per day and user`,
    each: 4 * edge(1) + 4 * medium(50) + units(32, 17) + 2 * prices.objectWrite,
  },
  {
    what: 'with an account: as many stored files as allowed',
    callsADay: 1 / 30,
    bound: `${userStorageMb.toLocaleString('en')} MB per user`,
    each: (userStorageMb / 1_024) * prices.objectGbMonth,
  },
  {
    what: 'with an account: downloads of its own file, for each 100 Mbit/s',
    callsADay: 1,
    bound: 'no limit of Parley: restrict registration, and set a budget alarm',
    each: ((100 / 8) * secondsADay * prices.objectGbOut) / 1_024,
  },
];

const rowOf = ({ what, callsADay, bound, each }: Abuse): string =>
  `| ${what} | ${bound} | $${((callsADay ?? 0) * each).toFixed(2)} |`;

await partCommand({
  name: 'generate -- abuse-costs',
  summary: 'Writes the table of what a stranger can cost on AWS into docs/security.md.',
  file: 'docs/security.md',
  part: 'abuse-costs',
  text: [
    '| what a stranger does all day | limit | dollars per day, at most |',
    '|---|---|---|',
    ...abuses.map(rowOf),
  ].join('\n'),
});
