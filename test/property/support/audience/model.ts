import { limits } from '#contracts/limits.ts';

/** The model's state of a message: enough to decide whether a read changes anything. */
export interface MessageModel {
  /** Set by the answer to the send. */
  id: string;
  readonly seq: number;
  readonly sender: number;
  readonly receiver: number;
  readonly clientId: number;
  isRead: boolean;
  isDeleted: boolean;
  /** By user. */
  readonly reactions: Map<number, string>;
}

export interface ConversationModel {
  readonly members: readonly [number, number];
  /** Set by the first answer that names it. */
  id: string;
  seq: number;
  readonly messages: MessageModel[];
  /** By user. */
  readonly marks: Map<number, number>;
  /** Until `to` accepts. */
  request: { readonly to: number; readonly isDeclined: boolean } | null;
  readonly settings: Map<number, { ver: number; archivedSeq: number | null; isMuted: boolean }>;
}

export interface PersonModel {
  readonly id: string;
  isActive: boolean;
  sockets: string[];
  readonly blocked: Set<number>;
  shows: { presence: boolean; readReceipts: boolean };
  /** Time of the last presence announcement. */
  announcedAt: number;
}

export interface Model {
  readonly people: readonly PersonModel[];
  readonly conversations: ConversationModel[];
}

/** An event in the model's notation: its type, its subject, and its content. */
export type Expected = { readonly to: number; readonly event: string };

export const newModel = (ids: readonly string[]): Model => ({
  people: ids.map((id) => ({
    id,
    isActive: true,
    sockets: [],
    blocked: new Set(),
    shows: { presence: true, readReceipts: true },
    announcedAt: Number.NEGATIVE_INFINITY,
  })),
  conversations: [],
});

export const personOf = ({ people }: Model, person: number): PersonModel => {
  const found = people[person];
  if (!found) throw new Error(`there is no person ${person}`);
  return found;
};

export const isBlockedBetween = (model: Model, one: number, other: number): boolean =>
  personOf(model, one).blocked.has(other) || personOf(model, other).blocked.has(one);

export const between = (model: Model, one: number, other: number): ConversationModel | undefined =>
  model.conversations.find(
    ({ members }) =>
      (members[0] === one && members[1] === other) || (members[0] === other && members[1] === one),
  );

const hasWritten = ({ messages }: ConversationModel, person: number): boolean =>
  messages.some(({ sender, isDeleted }) => sender === person && !isDeleted);

export const haveBothWritten = (conversation: ConversationModel): boolean =>
  conversation.members.every((member) => hasWritten(conversation, member));

/** Whether it may be emitted between the members. */
export const passes = (
  model: Model,
  conversation: ConversationModel,
  what: 'presence' | 'readReceipts',
): boolean => {
  const [one, other] = conversation.members;
  return (
    !isBlockedBetween(model, one, other) &&
    haveBothWritten(conversation) &&
    conversation.members.every((member) => personOf(model, member).shows[what])
  );
};

export const peerOf = ({ members: [one, other] }: ConversationModel, person: number): number =>
  one === person ? other : one;

const hasDeclined = ({ request }: ConversationModel, person: number): boolean =>
  request?.to === person && request.isDeclined;

/** To the actor's own devices, and to the other member's if neither blocks the other, nor has declined. */
export const toMembers = (
  model: Model,
  conversation: ConversationModel,
  actor: number,
  event: string,
): Expected[] => {
  const peer = peerOf(conversation, actor);
  const own = { to: actor, event };
  return peer === actor || isBlockedBetween(model, actor, peer) || hasDeclined(conversation, peer)
    ? [own]
    : [own, { to: peer, event }];
};

/** A read goes to the reader's own devices, and to the other member if receipts are shown. */
export const toReaders = (
  model: Model,
  conversation: ConversationModel,
  reader: number,
  event: string,
): Expected[] =>
  passes(model, conversation, 'readReceipts')
    ? toMembers(model, conversation, reader, event)
    : [{ to: reader, event }];

/** Presence of both members for each other, shown or hidden. */
export const presenceOfBoth = (model: Model, conversation: ConversationModel): Expected[] => {
  const isShown = passes(model, conversation, 'presence');
  const [one, other] = conversation.members;
  const isOnline = (person: number) => isShown && personOf(model, person).sockets.length > 0;
  return [
    { to: one, event: `presence of ${other}: ${isOnline(other)}` },
    { to: other, event: `presence of ${one}: ${isOnline(one)}` },
  ];
};

/** A presence announcement to all who may receive it, if one is due. */
export const announced = (
  model: Model,
  actor: number,
  isOnline: boolean,
  now: number,
): Expected[] => {
  const person = personOf(model, actor);
  if (now - person.announcedAt < limits.presence.emitEverySeconds * 1_000) return [];
  person.announcedAt = now;
  return model.conversations
    .filter(({ members }) => members.includes(actor))
    .filter((conversation) => peerOf(conversation, actor) !== actor)
    .filter((conversation) => passes(model, conversation, 'presence'))
    .map((conversation) => ({
      to: peerOf(conversation, actor),
      event: `presence of ${actor}: ${isOnline}`,
    }));
};

/** One frame for each socket of each recipient. */
export const onSockets = (model: Model, expected: readonly Expected[]): string[] =>
  expected.flatMap(({ to, event }) =>
    personOf(model, to).sockets.map((socket) => `${socket}: ${event}`),
  );
