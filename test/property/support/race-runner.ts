import { deepStrictEqual } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Message } from '#contracts/http/messages.ts';
import type { Chance } from '../../simulator/support/random.ts';
import { checkNoDrift } from './drift.ts';
import type { KnownRoute, Reply, Request } from './handlers.ts';
import type { PropertyHome } from './run.ts';

interface Runner {
  readonly who: string;
  readonly name: KnownRoute;
  readonly request: Request;
}
type Start = (who: string, name: KnownRoute, request: Request) => Runner;
export const start: Start = (who, name, request) => ({ who, name, request });
export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** A race in a home, randomised by `chance`; it checks its own result. */
export type Race = (home: PropertyHome, chance: Chance) => Promise<void>;

export const newName = (who = 'runner'): string => `${who}-${randomUUID().slice(0, 13)}`;
export const pair = async ({ register }: PropertyHome) => ({
  ada: await register(newName('ada')),
  bob: await register(newName('bob')),
});

/**
 * All at once, in a random order. A call that lost too many races has changed nothing and is
 * repeated.
 */
export const run = async (
  { call }: PropertyHome,
  chance: Chance,
  runners: readonly Runner[],
): Promise<Map<Runner, Reply>> => {
  const settle = async ({ who, name, request }: Runner): Promise<Reply> => {
    const reply = await call(who, name, request);
    return reply === 'busy' ? settle({ who, name, request }) : reply;
  };
  const order = runners
    .map((runner) => ({ runner, place: chance.next() }))
    .sort((one, other) => one.place - other.place);
  const replies = order.map(async ({ runner }) => [runner, await settle(runner)] as const);
  return new Map(await Promise.all(replies));
};

export const outcome = (reply: Reply | undefined): number | string =>
  typeof reply === 'object' ? reply.status : String(reply);
export const bodyOf = (reply: Reply | undefined): Message =>
  (typeof reply === 'object' ? reply.body : {}) as Message;

/** How often these callers got each outcome. */
export const tally = (
  replies: Map<Runner, Reply>,
  runners: readonly Runner[],
): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const runner of runners) {
    const key = outcome(replies.get(runner));
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
};

export const only = (
  counts: Record<string, number>,
  allowed: readonly string[],
  what: string,
): void =>
  deepStrictEqual(
    Object.keys(counts).filter((key) => !allowed.includes(key)),
    [],
    what,
  );

export const opened = async (home: PropertyHome) => {
  const { ada, bob } = await pair(home);
  const reply = await home.call(ada, 'open-conversation', { body: { peer_id: bob } });
  const id = bodyOf(reply).id;
  await home.call(bob, 'open-conversation', { body: { peer_id: ada } });
  const send = async (): Promise<Message> => {
    const body = { text: 'hello', receiver_id: bob };
    return bodyOf(await home.call(ada, 'send-message', { body }));
  };
  const settled = () =>
    Promise.all([ada, bob].map((person) => checkNoDrift(home.call, person, id)));
  return { ada, bob, id, send, settled };
};
