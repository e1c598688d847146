import { deepStrictEqual, ok } from 'node:assert/strict';
import * as fc from 'fast-check';
import { disappearingSeconds } from '#contracts/http/disappearing/times.ts';
import type { Message } from '#core/domain/message.ts';
import {
  aPair,
  deleteMessage,
  readMessage,
  readUpTo,
  send,
} from '../../../support/ports/actions.ts';
import { everySeen, removeExpired, set } from '../../../support/ports/expiring.ts';
import type { Stores } from '../../../support/ports/stores.ts';

type Op =
  | { readonly kind: 'send'; readonly by: number }
  | { readonly kind: 'set'; readonly by: number; readonly after: Message['notice'] }
  | { readonly kind: 'delete' | 'read'; readonly pick: number }
  | { readonly kind: 'read up to'; readonly by: number }
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'sweep' };

const [day, week, quarter] = disappearingSeconds;
const by = fc.nat({ max: 1 });
const kind = <K extends Op['kind']>(...names: K[]) => fc.constantFrom(...names);
const after = fc
  .constantFrom(null, day, week, quarter)
  .map((seconds) => ({ kind: 'disappearing' as const, after: seconds }));
/** Also to the second in which a message expires. */
const seconds = fc.constantFrom(1, 3_600, day - 1, day, week, quarter);
const op: fc.Arbitrary<Op> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: kind('send'), by }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('set'), by, after }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('delete', 'read'), pick: fc.nat(50) }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('read up to'), by }) },
  { weight: 4, arbitrary: fc.record({ kind: kind('wait'), seconds }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('sweep') }) },
);

/** A message, or a notice: then the text is null. */
interface Known {
  readonly stored: Message;
  readonly text: string | null;
  readonly expiresAt: number;
  isDeleted: boolean;
  isRead: boolean;
}

interface World {
  readonly stores: Stores;
  readonly members: readonly [string, string];
  readonly conversationId: string;
  readonly messages: Known[];
  after: (typeof disappearingSeconds)[number] | null;
}

const isThere = ({ stores }: World, { text, expiresAt, isDeleted }: Known): boolean =>
  text !== null && !isDeleted && expiresAt > stores.clock.now();

const sendOne = async (world: World, senderId: string): Promise<void> => {
  const { stores, conversationId, messages } = world;
  const text = `secret ${messages.length}`;
  const { message } = await send(stores, conversationId, { senderId, content: text });
  const now = stores.clock.now();
  const expiresAt = world.after === null ? Number.POSITIVE_INFINITY : now + world.after * 1_000;
  messages.push({ stored: message, text, expiresAt, isDeleted: false, isRead: false });
};

const setTime = async (world: World, memberId: string, next: World['after']): Promise<void> => {
  const { stores, conversationId, messages } = world;
  const notice = await set(stores, conversationId, memberId, next);
  deepStrictEqual(notice === null, next === world.after, 'a notice for each change');
  world.after = next;
  if (!notice) return;
  const never = Number.POSITIVE_INFINITY;
  messages.push({ stored: notice, text: null, expiresAt: never, isDeleted: true, isRead: true });
};

const performs: {
  readonly [K in Op['kind']]: (world: World, op: Extract<Op, { kind: K }>) => Promise<void>;
} = {
  send: (world, { by }) => sendOne(world, world.members[by] ?? ''),
  set: (world, { by, after }) => setTime(world, world.members[by] ?? '', after?.after ?? null),
  delete: (world, step) => changeOne(world, step),
  read: (world, step) => changeOne(world, step),
  'read up to': async ({ stores, conversationId, members, messages }, { by }) => {
    const last = messages.at(-1)?.stored.seq ?? 0;
    await readUpTo(stores, conversationId, members[by] ?? '', last);
    for (const known of messages) {
      if (known.stored.receiverId === members[by]) known.isRead = true;
    }
  },
  wait: async ({ stores }, step) => stores.clock.advance(step.seconds * 1_000),
  sweep: async (world) => {
    await removeExpired(world.stores);
    const stored = await world.stores.everythingStored();
    for (const known of world.messages) {
      const isGone = known.text !== null && !isThere(world, known);
      ok(!(isGone && stored.includes(`${known.text}"`)), `${known.text} is still stored`);
    }
  },
};

const changeOne = async (
  world: World,
  { kind, pick }: Extract<Op, { kind: 'delete' | 'read' }>,
): Promise<void> => {
  const there = world.messages.filter((known) => isThere(world, known));
  const known = there[pick % Math.max(1, there.length)];
  if (!known || (kind === 'read' && known.isRead)) return;
  const current = await world.stores.conversations.getMessage(
    world.conversationId,
    known.stored.seq,
  );
  if (!current) throw new Error('a message is missing');
  if (kind === 'delete') await deleteMessage(world.stores, current);
  else await readMessage(world.stores, current);
  if (kind === 'delete') known.isDeleted = true;
  else known.isRead = true;
};

const compare = async (world: World, userId: string): Promise<void> => {
  const { stores, conversationId, messages } = world;
  const { log: _, ...seen } = await everySeen(stores, userId, conversationId);
  const there = messages.filter((known) => isThere(world, known));
  const texts = (list: readonly Known[]) => list.map(({ text }) => text);
  const received = there.filter(({ stored }) => stored.receiverId === userId);
  const unread = received.filter(({ isRead }) => !isRead);
  const last = messages.findLast(({ text }) => text !== null);
  const preview = last && (isThere(world, last) ? last.text : '');
  deepStrictEqual(seen, {
    history: messages.map((known) => (isThere(world, known) ? known.text : null)).toReversed(),
    all: texts(received),
    unread: texts(unread),
    read: texts(received.filter(({ isRead }) => isRead)),
    sent: texts(there.filter(({ stored }) => stored.senderId === userId)),
    found: texts(there).toReversed(),
    foundHere: texts(there).toReversed(),
    unreadCount: unread.length,
    previews: [preview, preview],
  });
};

/** For any actions of two people and any jumps of the clock, nobody sees what has expired, and everybody the rest. */
export const hidesExpired = (open: () => Promise<Stores>) =>
  fc.asyncProperty(fc.array(op, { minLength: 4, maxLength: 20, size: 'max' }), async (steps) => {
    const stores = await open();
    const { ann, bob, conversation } = await aPair(stores);
    const world: World = {
      stores,
      members: [ann.id, bob.id],
      conversationId: conversation.id,
      messages: [],
      after: null,
    };
    for (const step of steps) {
      stores.clock.advance(1);
      const perform = performs[step.kind] as (world: World, step: Op) => Promise<void>;
      await perform(world, step);
      await compare(world, ann.id);
      await compare(world, bob.id);
    }
    await performs.sweep(world, { kind: 'sweep' });
    await compare(world, bob.id);
  });
