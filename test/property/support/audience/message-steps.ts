import { deepStrictEqual } from 'node:assert/strict';
import { forever } from '#core/domain/member-settings.ts';
import type { ConversationModel, Expected, MessageModel, Model } from './model.ts';
import {
  between,
  haveBothWritten,
  isBlockedBetween,
  passes,
  personOf,
  presenceOfBoth,
  toMembers,
  toReaders,
} from './model.ts';
import type { Step } from './steps.ts';
import type { World } from './world.ts';

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
    settings: new Map(),
    request: by === to ? null : { to, isDeclined: false },
  };
  model.conversations.push(opened);
  return toMembers(model, opened, by, 'conversation');
};

/** The events after both users have written: presence becomes visible to both. */
const acquaintance = (model: Model, conversation: ConversationModel): Expected[] =>
  passes(model, conversation, 'presence') ? presenceOfBoth(model, conversation) : [];

export const send = async (world: World, step: Step & { kind: 'send' }): Promise<Expected[]> => {
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
    if (conversation.request?.to === by) conversation.request = null;
    const seq = ++conversation.seq;
    const { id } = message;
    conversation.messages.push({
      ...{ id, seq, sender: by, receiver: to, clientId, isDeleted: false, reactions: new Map() },
      isRead: by === to,
    });
  }
  const isFirstReply = by !== to && wereStrangers && haveBothWritten(conversation);
  const acquainted = isFirstReply ? acquaintance(model, conversation) : [];
  return [...opened, ...toMembers(model, conversation, by, `message ${message.id}`), ...acquainted];
};

/** By the member for whom it waits. */
const accepted = (model: Model, conversation: ConversationModel, by: number): Expected[] => {
  if (conversation.request?.to !== by) return [];
  conversation.request = null;
  return toMembers(model, conversation, by, 'conversation');
};

export const open = async ({ server, ...world }: World, step: Step & { kind: 'open' }) => {
  const [one, other] = [personOf(world.model, step.by), personOf(world.model, step.to)];
  const opened = await server.open(server.callerOf(one.id), other.id);
  if (!opened.ok) return [];
  const known = between(world.model, step.by, step.to);
  if (known) return accepted(world.model, known, step.by);
  return modelOpened({ server, ...world }, step.by, step.to, opened.value.conversation.id);
};

export const answer = async (
  { model, server }: World,
  { by, to, isAccepted }: Step & { kind: 'answer' },
): Promise<Expected[]> => {
  const conversation = between(model, by, to);
  if (!conversation) return [];
  const { ok } = await server.answer(server.callerOf(personOf(model, by).id), {
    conversationId: conversation.id,
    answer: isAccepted ? 'accepted' : 'declined',
  });
  if (!ok) return [];
  if (isAccepted) return accepted(model, conversation, by);
  if (conversation.request?.isDeclined) return [];
  conversation.request = { to: by, isDeclined: true };
  return [{ to: by, event: 'conversation' }];
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

const updated = ({ id, reactions }: MessageModel): string => `${id} ${[...reactions.values()]}`;

export const changeMessage = async (
  world: World,
  step: Step & { kind: 'edit' | 'delete' | 'read' },
): Promise<Expected[]> => {
  const { model, server } = world;
  const found = picked(world, step.message);
  if (!found) return [];
  const { conversation, message } = found;
  const { id } = message;
  const caller = server.callerOf(personOf(model, step.by).id);
  const logged = (event: string, what = id) => {
    conversation.seq++;
    return toMembers(model, conversation, step.by, `${event} ${what}`);
  };
  if (step.kind === 'edit') {
    const edited = await server.edit(caller, { id, content: `words ${++world.count}` });
    return edited.ok ? logged('update', updated(message)) : [];
  }
  if (step.kind === 'delete') {
    const deleted = await server.remove(caller, { id, onlyUnread: false });
    if (!deleted.ok) return [];
    const wereAcquainted = haveBothWritten(conversation);
    message.isDeleted = true;
    message.reactions.clear();
    const [one, other] = conversation.members;
    const isLastOne =
      wereAcquainted && !haveBothWritten(conversation) && !isBlockedBetween(model, one, other);
    const hidden = isLastOne && one !== other ? presenceOfBoth(model, conversation) : [];
    return [...logged('delete'), ...hidden];
  }
  const wasRead = message.isRead || message.seq <= (conversation.marks.get(message.receiver) ?? 0);
  const read = await server.read(caller, id);
  if (!read.ok || wasRead) return [];
  message.isRead = true;
  conversation.seq++;
  return toReaders(model, conversation, step.by, `read ${id}`);
};

/** A reaction is emitted like an edit, and only if it is another one. */
export const react = async (
  world: World,
  { by, message: index, emoji }: Step & { kind: 'react' },
): Promise<Expected[]> => {
  const { model, server } = world;
  const found = picked(world, index);
  if (!found) return [];
  const { conversation, message } = found;
  const caller = server.callerOf(personOf(model, by).id);
  const reacted = await (emoji === null
    ? server.unreact(caller, message.id)
    : server.react(caller, { id: message.id, emoji }));
  const isSame = (message.reactions.get(by) ?? null) === emoji;
  if (!reacted.ok || isSame) return [];
  if (emoji === null) message.reactions.delete(by);
  else message.reactions.set(by, emoji);
  conversation.seq++;
  return toMembers(model, conversation, by, `update ${updated(message)}`);
};

export const readUpTo = async (world: World, step: Step & { kind: 'read-up-to' }) => {
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

export const typing = async (
  world: World,
  step: Step & { kind: 'typing' },
): Promise<Expected[]> => {
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

/** Goes to the member's own devices, and only if something changes. */
export const updateSettings = async (
  { model, server }: World,
  { by, to, isArchived, isMuted }: Step & { kind: 'settings' },
): Promise<Expected[]> => {
  const conversation = between(model, by, to);
  if (!conversation) return [];
  const updated = await server.updateSettings(server.callerOf(personOf(model, by).id), {
    conversationId: conversation.id,
    isArchived,
    mutedUntil: isMuted ? forever : null,
  });
  if (!updated.ok) return [];
  const known = conversation.settings.get(by) ?? { ver: 0, archivedSeq: null, isMuted: false };
  const archivedSeq = isArchived ? conversation.seq : null;
  if (known.archivedSeq === archivedSeq && known.isMuted === isMuted) return [];
  const ver = known.ver + 1;
  conversation.settings.set(by, { ver, archivedSeq, isMuted });
  return [{ to: by, event: `settings ${ver}` }];
};
