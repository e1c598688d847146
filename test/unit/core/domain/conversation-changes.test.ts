import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { newConversation, stateOf } from '#core/domain/conversation.ts';
import { previewOf } from '#core/domain/message.ts';
import { readUpToChange } from '#core/domain/read.ts';
import { type Draft, sendChange } from '#core/domain/send.ts';
import { countReached } from '#test/support/bounds.ts';

const draftOf = (senderId: string, content = 'hi'): Draft => ({
  senderId,
  content,
  attachments: [],
  replyToId: null,
  clientId: 'client',
  requestHash: 'hash',
});

const setup = () => newConversation('conversation', ['ada', 'bob'], 1_000);

describe('sendChange', () => {
  test('takes the next sequence and counts for both members', () => {
    const change = sendChange(setup(), draftOf('ada'), 2_000);

    expect(change.insert).toMatchObject({ seq: 1, rev: 1, receiverId: 'bob', createdAt: 2_000 });
    expect(change.conversation).toMatchObject({ ver: 2, seq: 1, updatedAt: 2_000 });
    expect(stateOf(change.conversation, 'ada')).toMatchObject({ sent: 1, unread: 0, received: 0 });
    expect(stateOf(change.conversation, 'bob')).toMatchObject({ sent: 0, unread: 1, received: 1 });
  });

  test('uses times that never decrease, whatever the clock', () => {
    const first = sendChange(setup(), draftOf('ada'), 5_000);
    const second = sendChange(first.conversation, draftOf('bob'), 3_000);
    expect(second.insert.createdAt).toBe(5_000);
  });

  test('counts a note to oneself as sent, received and read', () => {
    const { insert, conversation } = sendChange(
      newConversation('notes', ['ada', 'ada'], 1_000),
      draftOf('ada'),
      2_000,
    );
    expect(insert.readAt).toBe(2_000);
    expect(stateOf(conversation, 'ada')).toEqual({ sent: 1, received: 1, unread: 0, readSeq: 0 });
  });
});

describe('readUpToChange', () => {
  test('keeps the unread count equal to a recount, in any order of sends and reads', () => {
    const step = fc.oneof(
      fc.record({ send: fc.constantFrom('ada', 'bob') }),
      fc.record({ read: fc.constantFrom('ada', 'bob'), upTo: fc.integer({ min: 0, max: 30 }) }),
    );
    const reached = countReached('25 steps', 'a mark beyond the end', 'some unread');
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30, size: 'max' }), (steps) => {
        reached.note('25 steps', steps.length >= 25);
        let conversation = setup();
        const senders: string[] = [];
        const unreadIn = (reader: string, from: number, to: number) =>
          senders.filter(
            (sender, index) => sender !== reader && index + 1 > from && index + 1 <= to,
          ).length;
        for (const action of steps) {
          if ('send' in action) {
            conversation = sendChange(conversation, draftOf(action.send), 2_000).conversation;
            senders.push(action.send);
            continue;
          }
          const { readSeq } = stateOf(conversation, action.read);
          reached.note('a mark beyond the end', action.upTo > senders.length);
          const covered = unreadIn(action.read, readSeq, action.upTo);
          conversation =
            readUpToChange(conversation, action.read, action.upTo, covered, 2_000)?.conversation ??
            conversation;
        }
        for (const member of ['ada', 'bob']) {
          const { readSeq, unread } = stateOf(conversation, member);
          reached.note('some unread', unread > 0);
          expect(unread).toBe(unreadIn(member, readSeq, senders.length));
        }
        expect(conversation.seq).toBe(senders.length);
      }),
    );
    reached.expectAll();
  });
});

describe('previewOf', () => {
  test('is one line, bounded in characters and bytes', () => {
    expect(previewOf(' a\n\n b ')).toBe('a b');
    expect(previewOf(null)).toBe('');
    expect([...previewOf('x'.repeat(500))]).toHaveLength(200);
    const { maxLength, maxBytes } = limits.preview;
    const reached = countReached('all characters', 'nearly all bytes', 'whole', 'cut');
    const content = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 600, size: 'max' }),
      fc.string({ unit: fc.constantFrom('a', 'b', 'ä'), maxLength: 260, size: 'max' }),
      fc.string({ unit: fc.constantFrom('€', '🎉', 'ä'), maxLength: 260, size: 'max' }),
    );
    fc.assert(
      fc.property(content, (text) => {
        const preview = previewOf(text);
        const [length, bytes] = [[...preview].length, Buffer.byteLength(preview)];
        expect(length).toBeLessThanOrEqual(maxLength);
        expect(bytes).toBeLessThanOrEqual(maxBytes);
        expect(preview.isWellFormed()).toBe(text.isWellFormed());
        const isCut = preview.endsWith('…');
        reached.note('all characters', length === maxLength);
        reached.note('nearly all bytes', isCut && bytes > maxBytes - 8);
        reached.note('whole', !isCut && length > 0);
        reached.note('cut', isCut);
      }),
      { numRuns: 300 },
    );
    reached.expectAll();
  });
});
