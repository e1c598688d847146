import { limits } from '../../../../functions/contracts/limits.ts';

/** What the model knows of a message: enough to say whether reading it is news. */
export interface MessageModel {
  /** Learnt from the answer to the send. */
  id: string;
  readonly seq: number;
  readonly sender: number;
  readonly receiver: number;
  readonly clientId: number;
  isRead: boolean;
  isDeleted: boolean;
}

export interface ConversationModel {
  readonly members: readonly [number, number];
  /** Learnt from the first answer that names it. */
  id: string;
  seq: number;
  readonly messages: MessageModel[];
  /** By person. */
  readonly marks: Map<number, number>;
}

export interface PersonModel {
  readonly id: string;
  isActive: boolean;
  sockets: string[];
  readonly blocked: Set<number>;
  /** When presence was announced for the last time. */
  announcedAt: number;
}

export interface Model {
  readonly people: readonly PersonModel[];
  readonly conversations: ConversationModel[];
}

/** An event as the model names it: its type, whom it is about, and what it says. */
export type Expected = { readonly to: number; readonly event: string };

export const newModel = (ids: readonly string[]): Model => ({
  people: ids.map((id) => ({
    id,
    isActive: true,
    sockets: [],
    blocked: new Set(),
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

const peerOf = ({ members: [one, other] }: ConversationModel, person: number): number =>
  one === person ? other : one;

/** To the actor's own devices, and to the other member's where nothing is between them. */
export const toMembers = (
  model: Model,
  conversation: ConversationModel,
  actor: number,
  event: string,
): Expected[] => {
  const peer = peerOf(conversation, actor);
  const own = { to: actor, event };
  return peer === actor || isBlockedBetween(model, actor, peer)
    ? [own]
    : [own, { to: peer, event }];
};

/** Where presence may be announced now, to everybody who may receive it. */
export const announced = (
  model: Model,
  actor: number,
  isOnline: boolean,
  now: number,
): Expected[] => {
  const person = personOf(model, actor);
  if (now - person.announcedAt < limits.presence.tellEverySeconds * 1_000) return [];
  person.announcedAt = now;
  return model.conversations
    .filter(({ members }) => members.includes(actor))
    .map((conversation) => peerOf(conversation, actor))
    .filter((peer) => peer !== actor && !isBlockedBetween(model, actor, peer))
    .map((peer) => ({ to: peer, event: `presence of ${actor}: ${isOnline}` }));
};

/** One frame for each socket of each recipient. */
export const onSockets = (model: Model, expected: readonly Expected[]): string[] =>
  expected.flatMap(({ to, event }) =>
    personOf(model, to).sockets.map((socket) => `${socket}: ${event}`),
  );
