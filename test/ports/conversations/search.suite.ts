import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordsOf } from '#contracts/texts/find-words.ts';
import type { Message } from '#core/domain/message.ts';
import { type Having, matcherOf, matcherOfKind } from '#core/domain/message-search.ts';
import type { MessagePlace, MessageSearch } from '#core/ports/conversations.ts';
import { anAttachment, unlimited } from '#test/support/builders.ts';
import {
  attachTo,
  deleteMessage,
  editMessage,
  send,
  sendWith,
} from '#test/support/ports/actions.ts';
import type { OpenStores, Stores } from '#test/support/ports/stores.ts';
import { byTime, expectedList, setup, step, take } from './mailbox.suite.ts';

const forAll = { matches: 1_000, messages: 10_000, milliseconds: 60_000 };

const search = (
  { conversations }: Stores,
  userId: string,
  q: string,
  more: Partial<MessageSearch> = {},
) => conversations.search(userId, { matches: matcherOf(wordsOf(q)), stopAfter: forAll, ...more });

/** All matches, in requests that stop as asked; each request but the last says where it stopped. */
const searchOn = async (
  stores: Stores,
  userId: string,
  q: string,
  stopAfter: MessageSearch['stopAfter'],
  more: Partial<MessageSearch> = {},
) => {
  const messages: Message[] = [];
  let requests = 0;
  let before: MessagePlace | undefined;
  do {
    const part = await search(stores, userId, q, { stopAfter, ...more, ...(before && { before }) });
    messages.push(...part.items.map(({ message }) => message));
    before = part.searchedTo ?? undefined;
    requests++;
  } while (before);
  return { messages, requests };
};

const contentsOf = ({ items }: Awaited<ReturnType<typeof search>>) =>
  items.map(({ message }) => message.content);

export const describeSearch = (open: OpenStores): void => {
  describe('search', () => {
    it('finds messages by the kinds of their files, and those with links', async () => {
      const { stores, ann, withBob } = await setup(open);
      const recording = { durationMs: 900, waveform: [0, 9] };
      const files = [
        { filename: 'a.png', mime: 'image/png', width: 8, height: 6 },
        { filename: 'b.mp4', mime: 'video/mp4' },
        { filename: 'c.weba', mime: 'audio/webm', recording },
        { filename: 'd.pdf', mime: 'application/pdf' },
      ].map((file) =>
        anAttachment({
          ...file,
          id: stores.ids.uuid(),
          ownerId: ann.id,
          state: 'complete',
          expiresAt: stores.clock.now() + 60_000,
        }),
      );
      await stores.attachments.put(files, unlimited);
      for (const { id, filename } of files) {
        const draft = { senderId: ann.id, content: filename.slice(0, 1) };
        await sendWith(stores, withBob.id, draft, [id]);
      }
      await send(stores, withBob.id, { senderId: ann.id, content: 'see https://parley.example' });
      await send(stores, withBob.id, { senderId: ann.id, content: 'nothing. At all' });
      const found = async (kind: Having) =>
        contentsOf(
          await stores.conversations.search(ann.id, {
            matches: matcherOfKind(kind),
            conversationId: withBob.id,
            stopAfter: forAll,
          }),
        );

      expect(await found('media')).toEqual(['b', 'a']);
      expect(await found('voice')).toEqual(['c']);
      expect(await found('files')).toEqual(['d']);
      expect(await found('links')).toEqual(['see https://parley.example']);
    });

    it('finds sent and received messages in all conversations of the user only, newest first', async () => {
      const { stores, ann, bob, cas, withBob, withCas, notes, conversations } = await setup(open);
      const say = (conversation: { id: string }, senderId: string, content: string) => {
        stores.clock.advance(1);
        return send(stores, conversation.id, { senderId, content });
      };
      await say(withBob, bob.id, 'Tea at five');
      await say(withCas, ann.id, 'No coffee, tea');
      await say(notes, ann.id, 'buy TEA');
      await say(withBob, ann.id, 'Coffee');
      const strangers = conversations[3] ?? withBob;
      await say(strangers, cas.id, 'tea for two');

      const found = await search(stores, ann.id, 'tea');

      expect(contentsOf(found)).toEqual(['buy TEA', 'No coffee, tea', 'Tea at five']);
      expect(found.searchedTo).toBeNull();
      expect(found.items[0]?.conversation).toEqual(await stores.conversations.get(notes.id));
      const inOne = await search(stores, ann.id, 'tea', { conversationId: withBob.id });
      expect(contentsOf(inOne)).toEqual(['Tea at five']);
    });

    it('finds the current text of edited messages and names of sent files, but no deleted message', async () => {
      const { stores, ann, bob, withBob } = await setup(open);
      const { message } = await send(stores, withBob.id, { senderId: bob.id, content: 'first' });
      await editMessage(stores, message, 'second');
      const { message: gone } = await send(stores, withBob.id, {
        senderId: bob.id,
        content: 'third',
      });
      await deleteMessage(stores, gone);
      const [plan] = await attachTo(stores, bob, 'Grundriß.pdf');
      await sendWith(stores, withBob.id, { senderId: bob.id, content: 'the plan' }, [
        plan?.id ?? '',
      ]);
      await attachTo(stores, bob, 'draft-grundriss.pdf');

      expect(contentsOf(await search(stores, ann.id, 'first'))).toEqual([]);
      expect(contentsOf(await search(stores, ann.id, 'second'))).toEqual(['second']);
      expect(contentsOf(await search(stores, ann.id, 'third'))).toEqual([]);
      expect(contentsOf(await search(stores, ann.id, 'grundriss plan'))).toEqual(['the plan']);
    });

    it('returns where it stopped, and continues there while new messages arrive', async () => {
      const { stores, ann, bob, withBob, withCas } = await setup(open);
      for (let n = 1; n <= 12; n++) {
        stores.clock.advance(n % 3);
        const { id } = n % 4 === 0 ? withCas : withBob;
        await send(stores, id, { senderId: ann.id, content: `word ${n}` });
      }
      const first = await search(stores, ann.id, 'word', { stopAfter: { ...forAll, matches: 5 } });
      await send(stores, withBob.id, { senderId: bob.id, content: 'a later word' });
      const rest = await search(stores, ann.id, 'word', {
        ...(first.searchedTo && { before: first.searchedTo }),
      });

      const expected = Array.from({ length: 12 }, (_, n) => `word ${n + 1}`);
      const found = [...contentsOf(first), ...contentsOf(rest)];
      expect(first.items).toHaveLength(5);
      expect([...found].sort()).toEqual([...expected].sort());
      expect(rest.searchedTo).toBeNull();
    });

    it('stops after a number of messages or a time, also without a match', async () => {
      const { stores, ann, withBob } = await setup(open);
      for (let n = 0; n < 7; n++)
        await send(stores, withBob.id, { senderId: ann.id, content: `${n}` });

      const few = { ...forAll, messages: 3 };
      expect(await searchOn(stores, ann.id, 'none', few)).toEqual({ messages: [], requests: 3 });
      const late = await search(stores, ann.id, 'none', {
        stopAfter: { ...forAll, milliseconds: 0 },
      });
      expect(late.items).toEqual([]);
      expect(late.searchedTo).not.toBeNull();
    });

    it('is empty without conversations, in an empty conversation, and before the first message', async () => {
      const { stores, ann, bob, withBob } = await setup(open);
      const empty = { items: [], searchedTo: null };
      expect(await search(stores, ann.id, 'a')).toEqual(empty);
      expect(await search(stores, ann.id, 'a', { conversationId: withBob.id })).toEqual(empty);
      const { message } = await send(stores, withBob.id, { senderId: bob.id, content: 'a' });
      const before = { createdAt: message.createdAt, conversationId: withBob.id, seq: message.seq };
      expect(await search(stores, ann.id, 'a', { before })).toEqual(empty);
      expect(await search(stores, ann.id, 'a', { before, conversationId: withBob.id })).toEqual(
        empty,
      );
      expect(await search(stores, 'nobody', 'a')).toEqual(empty);
    });

    it('continues without overlap or loss, after any changes by any user', async () => {
      const { stores, ann, bob, withCas, conversations } = await setup(open);
      const property = fc.asyncProperty(
        fc.array(step, { minLength: 10, maxLength: 20, size: 'max' }),
        fc.integer({ min: 1, max: 7 }),
        fc.constantFrom('matches' as const, 'messages' as const),
        async (steps, size, by) => {
          for (const one of steps) await take(stores, conversations, one);
          for (const { id } of [ann, bob]) {
            const [sent, received] = [
              await expectedList(stores, conversations, id, 'sent'),
              await expectedList(stores, conversations, id, 'all'),
            ];
            const own = received.filter(({ senderId }) => senderId !== id);
            const expected = [...sent, ...own].toSorted(byTime).reverse();
            const stopAfter = { ...forAll, [by]: size };
            const all = await searchOn(stores, id, 'e', stopAfter);
            const isMatch = ({ content }: Message) => content?.includes('e') ?? false;
            expect(all.messages).toEqual(expected.filter(isMatch));
            const conversationId = withCas.id;
            const one = await searchOn(stores, ann.id, 'e', stopAfter, { conversationId });
            const inOne = (
              await stores.conversations.listMessages(conversationId, { limit: 1_000 })
            ).filter(({ deletedAt }) => deletedAt === null);
            expect(one.messages).toEqual(inOne.filter(isMatch));
          }
        },
      );
      await fc.assert(property, { numRuns: 6, seed: 20_261_129, endOnFailure: true });
    });
  });
};
