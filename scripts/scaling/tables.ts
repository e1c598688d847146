import { prices } from '#scripts/bench/prices.ts';
import type { MeasuredUnits } from '#scripts/cost/model.ts';
import { stageConfig } from '../../lib/config.ts';
import { busyMinutes, type Second } from './busy-minutes.ts';
import { peakOf, people } from './people.ts';
import { atOnce, hottest, quotas, reachedAt } from './quotas.ts';
import { seeded } from './random.ts';
import { reconnectStorm } from './reconnect-storm.ts';

const sizes = [1_000, 10_000, 100_000, 1_000_000] as const;
const newConnections = 500;
const { throttles } = stageConfig(() => undefined, {});

/** Rounded to two digits: more would suggest a precision that the model does not have. */
const rounded = (value: number): string => {
  if (value === 0) return '0';
  if (!Number.isFinite(value)) return 'never';
  const digits = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return (
    value < 10 ? Math.round(value * 10) / 10 : Math.round(value / digits) * digits
  ).toLocaleString('en');
};
const row = (...cells: (string | number)[]): string => `| ${cells.join(' | ')} |`;

const sizeTable = (results: readonly Second[], seed: number): string[] => {
  const line = (what: string, of: (second: Second, users: number) => number): string =>
    row(what, ...results.map((second, index) => rounded(of(second, sizes[index] ?? 0))));
  const storm = (what: string, tickets: number, share: 'half' | 'nearlyAll' | 'attempts'): string =>
    row(
      what,
      ...sizes.map((users) => {
        const handshakes = {
          rate: Math.min(throttles.socket.rate, newConnections),
          burst: throttles.socket.burst,
        };
        const bounds = { tickets: { rate: tickets, burst: 2 * tickets }, handshakes };
        return rounded(
          reconnectStorm(Math.round(peakOf(users).sockets), bounds, seeded(seed))[share],
        );
      }),
    );
  const minutes = (users: number): number =>
    users * people.onlineMinutesAMonth * (1 + people.secondDevice);
  const { rate } = throttles.default;
  return [
    row('users a month', ...sizes.map((users) => users.toLocaleString('en'))),
    row('---', ...sizes.map(() => '---')),
    line('open sockets', (_, users) => peakOf(users).sockets),
    line('messages a second', ({ sends }) => sends),
    line('calls of the HTTP API a second', ({ httpCalls }) => httpCalls),
    line('frames from clients a second', ({ framesIn }) => framesIn),
    line('events to sockets a second', ({ posts }) => posts),
    line('new connections a second', ({ connects }) => connects),
    line('functions at once', ({ functions }) => atOnce(functions)),
    line('write units a second', ({ writeUnits }) => writeUnits),
    line('read units a second', ({ readUnits }) => readUnits),
    line('connection minutes a month, in millions', (_, users) => minutes(users) / 1e6),
    line('dollars for them', (_, users) => minutes(users) * prices.socketMinute),
    storm('all sockets lost: attempts in the worst second', rate, 'attempts'),
    storm('half are back after, seconds', rate, 'half'),
    storm('99 of 100 are back after, seconds', rate, 'nearlyAll'),
    storm('the same with `throttles.default` at 2,000', 2_000, 'nearlyAll'),
  ];
};

const quotaTable = (perMillion: Second): string[] => [
  row('quota', 'at most', 'reached at users a month', 'then, and what moves it'),
  row('---', '---', '---', '---'),
  ...quotas
    .map((quota) => ({ quota, users: reachedAt(quota, perMillion) }))
    .sort((a, b) => a.users - b.users)
    .map(({ quota: { name, limit, moves, source, isUnread }, users }) =>
      row(
        `[${name}](${source})`,
        `${limit.toLocaleString('en')}${isUnread ? ' (*)' : ''}`,
        rounded(users),
        moves,
      ),
    ),
];

/** The generated part of docs/scaling.md. The same seed gives the same tables. */
export const scalingTables = (units: MeasuredUnits, seed: number): string => {
  const results = sizes.map((users) => busyMinutes(users, units, seeded(seed)));
  const perMillion = results.at(-1);
  if (!perMillion) throw new Error('there are sizes');
  return [
    `The busiest second of the busiest five minutes, simulated person by person (seed ${seed}):`,
    '',
    ...sizeTable(results, seed),
    '',
    'Each quota, by the number of users at which that second reaches it, in proportion to a million users (by chance, the worst second of a small stage is worse than its share):',
    '',
    ...quotaTable(perMillion),
    '',
    `One partition takes 1,000 write units a second: ${hottest(units)} messages a second in one conversation.`,
  ].join('\n');
};
