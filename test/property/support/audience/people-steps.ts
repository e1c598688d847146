import { deepStrictEqual } from 'node:assert/strict';
import type { Expected } from './model.ts';
import {
  announced,
  between,
  haveBothWritten,
  isBlockedBetween,
  personOf,
  presenceOfBoth,
} from './model.ts';
import type { Step } from './steps.ts';
import type { World } from './world.ts';

export const connect = async (
  world: World,
  step: Step & { kind: 'connect' },
): Promise<Expected[]> => {
  const { model, server, stores } = world;
  const person = personOf(model, step.by);
  const socket = `${world.prefix}-socket-${++world.count}`;
  const outcome = await server.connect(socket, { token: person.id });
  deepStrictEqual(outcome, person.isActive ? 'accepted' : 'unauthenticated');
  if (outcome !== 'accepted') return [];
  person.sockets.push(socket);
  return person.sockets.length === 1 ? announced(model, step.by, true, stores.clock.now()) : [];
};

export const disconnect = async (world: World, step: Step & { kind: 'disconnect' }) => {
  const { model, server, stores } = world;
  const person = personOf(model, step.by);
  const socket = person.sockets[step.socket % Math.max(1, person.sockets.length)];
  if (!socket) return [];
  await server.disconnect(socket);
  person.sockets = person.sockets.filter((one) => one !== socket);
  return person.sockets.length === 0 ? announced(model, step.by, false, stores.clock.now()) : [];
};

export const deactivate = async (world: World, step: Step & { kind: 'deactivate' }) => {
  const { model, server, stores } = world;
  const person = personOf(model, step.by);
  const gone = await server.deactivate(server.callerOf(person.id));
  if (!gone.ok) return [];
  const wasOnline = person.sockets.length > 0;
  person.isActive = false;
  person.sockets = [];
  return wasOnline ? announced(model, step.by, false, stores.clock.now()) : [];
};

export const changePrivacy = async (
  world: World,
  { by, presence, readReceipts }: Step & { kind: 'privacy' },
): Promise<Expected[]> => {
  const { model, server } = world;
  const person = personOf(model, by);
  const changed = await server.update(server.callerOf(person.id), {
    privacy: { presence, readReceipts },
  });
  if (!changed.ok) return [];
  const isNew = person.shows.presence !== presence;
  person.shows = { presence, readReceipts };
  if (!isNew) return [];
  return model.conversations
    .filter(({ members }) => members.includes(by) && members[0] !== members[1])
    .filter(({ members: [one, other] }) => !isBlockedBetween(model, one, other))
    .filter(haveBothWritten)
    .flatMap((conversation) => presenceOfBoth(model, conversation));
};

export const block = async (world: World, step: Step & { kind: 'block' | 'unblock' }) => {
  const { model, server } = world;
  const [one, other] = [personOf(model, step.by), personOf(model, step.to)];
  const done = await server[step.kind](server.callerOf(one.id), other.id);
  if (!done.ok) return [];
  if (step.kind === 'block') one.blocked.add(step.to);
  else one.blocked.delete(step.to);
  const conversation = between(model, step.by, step.to);
  if (!conversation || step.by === step.to || !haveBothWritten(conversation)) return [];
  return presenceOfBoth(model, conversation);
};

/** To the own sockets, and to those of all peers unless one has blocked the other. */
export const rename = async (world: World, { by }: Step & { kind: 'rename' }) => {
  const { model, server } = world;
  const username = `${world.prefix}-${++world.count}`;
  const caller = server.callerOf(personOf(model, by).id);
  const done = await server.update(caller, { username });
  if (!done.ok) return [];
  const peers = model.conversations
    .filter(({ members }) => members.includes(by))
    .filter(({ members: [one, other] }) => one === other || !isBlockedBetween(model, one, other))
    .flatMap(({ members }) => members);
  return [...new Set([by, ...peers])].map((to) => ({ to, event: `face of ${by}` }));
};
