import { deepStrictEqual } from 'node:assert/strict';
import type { ServerEvent } from '#contracts/realtime.ts';
import type { Stores } from '#test/support/ports/stores.ts';
import type { ConversationModel, Expected, MessageModel, Model } from './model.ts';
import {
  announced,
  between,
  haveBothWritten,
  isBlockedBetween,
  onSockets,
  passes,
  personOf,
  presenceOfBoth,
  toMembers,
  toReaders,
} from './model.ts';
import type { Server } from './server.ts';
import type { Step } from './steps.ts';

export interface World {
  readonly model: Model;
  readonly server: Server;
  readonly stores: Stores;
  /** Unique to this run, because the stores are shared. */
  readonly prefix: string;
  /** Numbers texts, names and sockets. */
  count: number;
}

const clientIdOf = ({ prefix }: World, sender: number, clientId: number): string =>
  `${prefix}-${sender}-${clientId}`;

const modelOpened = (world: World, by: number, to: number, id: string): Expected[] => {
  const { model } = world;
  if (between(model, by, to)) return [];
  const opened: ConversationModel = {
    members: [by, to],
    id,
    seq: 0,
    messages: [],
    marks: new Map(),
  };
  model.conversations.push(opened);
  return toMembers(model, opened, by, 'conversation');
};

/** The events when two users have both written: they then see each other's presence. */
const acquaintance = (model: Model, conversation: ConversationModel): Expected[] =>
  passes(model, conversation, 'presence') ? presenceOfBoth(model, conversation) : [];

const send = async (world: World, step: Step & { kind: 'send' }): Promise<Expected[]> => {
  const { model, server } = world;
  const { by, to, clientId } = step;
  const [sender, receiver] = [personOf(model, by), personOf(model, to)];
  const answer = await server.send.toUser(server.callerOf(sender.id), receiver.id, {
    content: 'the same words each time',
    clientId: clientIdOf(world, by, clientId),
  });
  if (!answer.ok) return [];
  const { message, created } = answer.value;
  const opened = modelOpened(world, by, to, message.conversation_id);
  const conversation = between(model, by, to);
  if (!conversation) throw new Error('a send opens its conversation');
  const sent = conversation.messages.find((one) => one.sender === by && one.clientId === clientId);
  deepStrictEqual(created, sent === undefined, 'a repeat makes no second message');
  const wereStrangers = !haveBothWritten(conversation);
  if (!sent) {
    const seq = ++conversation.seq;
    const { id } = message;
    conversation.messages.push({
      ...{ id, seq, sender: by, receiver: to, clientId, isDeleted: false },
      isRead: by === to,
    });
  }
  const isFirstReply = by !== to && wereStrangers && haveBothWritten(conversation);
  const acquainted = isFirstReply ? acquaintance(model, conversation) : [];
  return [...opened, ...toMembers(model, conversation, by, `message ${message.id}`), ...acquainted];
};

const open = async ({ server, ...world }: World, step: Step & { kind: 'open' }) => {
  const [one, other] = [personOf(world.model, step.by), personOf(world.model, step.to)];
  const opened = await server.open(server.callerOf(one.id), other.id);
  return opened.ok
    ? modelOpened({ server, ...world }, step.by, step.to, opened.value.conversation.id)
    : [];
};

const picked = (
  { model }: World,
  index: number,
): { conversation: ConversationModel; message: MessageModel } | undefined => {
  const all = model.conversations.flatMap((conversation) =>
    conversation.messages.map((message) => ({ conversation, message })),
  );
  return all[index % Math.max(1, all.length)];
};

const changeMessage = async (
  world: World,
  step: Step & { kind: 'edit' | 'delete' | 'read' },
): Promise<Expected[]> => {
  const { model, server } = world;
  const found = picked(world, step.message);
  if (!found) return [];
  const { conversation, message } = found;
  const { id } = message;
  const caller = server.callerOf(personOf(model, step.by).id);
  const told = (event: string) => {
    conversation.seq++;
    return toMembers(model, conversation, step.by, `${event} ${id}`);
  };
  if (step.kind === 'edit') {
    const edited = await server.edit(caller, { id, content: `words ${++world.count}` });
    return edited.ok ? told('edit') : [];
  }
  if (step.kind === 'delete') {
    const deleted = await server.remove(caller, { id, onlyUnread: false });
    if (!deleted.ok) return [];
    const wereAcquainted = haveBothWritten(conversation);
    message.isDeleted = true;
    const [one, other] = conversation.members;
    const isLastOne =
      wereAcquainted && !haveBothWritten(conversation) && !isBlockedBetween(model, one, other);
    const hidden = isLastOne && one !== other ? presenceOfBoth(model, conversation) : [];
    return [...told('delete'), ...hidden];
  }
  const wasRead = message.isRead || message.seq <= (conversation.marks.get(message.receiver) ?? 0);
  const read = await server.read(caller, id);
  if (!read.ok || wasRead) return [];
  message.isRead = true;
  conversation.seq++;
  return toReaders(model, conversation, step.by, `read ${id}`);
};

const readUpTo = async (world: World, step: Step & { kind: 'read-up-to' }) => {
  const { model, server } = world;
  const conversation = between(model, step.by, step.to);
  if (!conversation) return [];
  const { id: conversationId, seq } = conversation;
  const caller = server.callerOf(personOf(model, step.by).id);
  const read = await server.readUpTo(caller, { conversationId, seq });
  if (!read.ok || (conversation.marks.get(step.by) ?? 0) >= seq) return [];
  conversation.marks.set(step.by, seq);
  return toReaders(model, conversation, step.by, `read up to ${seq} by ${step.by}`);
};

const typing = async (world: World, step: Step & { kind: 'typing' }): Promise<Expected[]> => {
  const { model, server } = world;
  const conversation = between(model, step.by, step.to);
  const socket = personOf(model, step.by).sockets[0];
  if (!conversation || !socket) return [];
  await server.setTyping(socket, conversation.id, 'start');
  if (!passes(model, conversation, 'presence')) return [];
  return toMembers(model, conversation, step.by, `typing of ${step.by}`).filter(
    ({ to }) => to !== step.by,
  );
};

const connect = async (world: World, step: Step & { kind: 'connect' }): Promise<Expected[]> => {
  const { model, server, stores } = world;
  const person = personOf(model, step.by);
  const socket = `${world.prefix}-socket-${++world.count}`;
  const outcome = await server.connect(socket, { token: person.id });
  deepStrictEqual(outcome, person.isActive ? 'accepted' : 'unauthenticated');
  if (outcome !== 'accepted') return [];
  person.sockets.push(socket);
  return person.sockets.length === 1 ? announced(model, step.by, true, stores.clock.now()) : [];
};

const disconnect = async (world: World, step: Step & { kind: 'disconnect' }) => {
  const { model, server, stores } = world;
  const person = personOf(model, step.by);
  const socket = person.sockets[step.socket % Math.max(1, person.sockets.length)];
  if (!socket) return [];
  await server.disconnect(socket);
  person.sockets = person.sockets.filter((one) => one !== socket);
  return person.sockets.length === 0 ? announced(model, step.by, false, stores.clock.now()) : [];
};

const deactivate = async (world: World, step: Step & { kind: 'deactivate' }) => {
  const { model, server, stores } = world;
  const person = personOf(model, step.by);
  const gone = await server.deactivate(server.callerOf(person.id));
  if (!gone.ok) return [];
  const wasOnline = person.sockets.length > 0;
  person.isActive = false;
  person.sockets = [];
  return wasOnline ? announced(model, step.by, false, stores.clock.now()) : [];
};

const changePrivacy = async (
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

const block = async (world: World, step: Step & { kind: 'block' | 'unblock' }) => {
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

/** Performs a step on server and model; resolves to the frames that the model expects. */
const perform = async (world: World, step: Step): Promise<Expected[]> => {
  switch (step.kind) {
    case 'send':
      return send(world, step);
    case 'open':
      return open(world, step);
    case 'edit':
    case 'delete':
    case 'read':
      return changeMessage(world, step);
    case 'read-up-to':
      return readUpTo(world, step);
    case 'typing':
      return typing(world, step);
    case 'connect':
      return connect(world, step);
    case 'disconnect':
      return disconnect(world, step);
    case 'block':
    case 'unblock':
      return block(world, step);
    case 'deactivate':
      return deactivate(world, step);
    case 'privacy':
      return changePrivacy(world, step);
    case 'rename': {
      const username = `${world.prefix}-${++world.count}`;
      const caller = world.server.callerOf(personOf(world.model, step.by).id);
      await world.server.update(caller, { username });
      return [];
    }
    case 'wait':
      world.stores.clock.advance(step.seconds * 1_000);
      return [];
  }
};

/** A frame in the model's notation; null for frames about the socket itself. */
const named = ({ people }: Model, event: ServerEvent): string | null => {
  const person = (id: string) => people.findIndex((one) => one.id === id);
  switch (event.type) {
    case 'message:new':
      return `message ${event.payload.id}`;
    case 'message:update':
      return `edit ${event.payload.id}`;
    case 'message:delete':
      return `delete ${event.payload.id}`;
    case 'message:read':
      return 'message_id' in event.payload
        ? `read ${event.payload.message_id}`
        : `read up to ${event.payload.up_to_seq} by ${person(event.payload.user_id)}`;
    case 'conversation:new':
      return 'conversation';
    case 'presence:typing':
      return `typing of ${person(event.payload.user_id)}`;
    case 'presence:update':
      return `presence of ${person(event.payload.user_id)}: ${event.payload.online}`;
    default:
      return null;
  }
};

/**
 * Performs the step, then compares every frame on every socket with the model.
 * @throws at a difference
 */
export const performAndCompare = async (world: World, step: Step): Promise<void> => {
  const expected = await perform(world, step);
  const posted = world.server.takePosted().flatMap(({ socket, event }) => {
    const name = named(world.model, event);
    return name === null ? [] : [`${socket}: ${name}`];
  });
  deepStrictEqual(posted.sort(), onSockets(world.model, expected).sort(), JSON.stringify(step));
};
