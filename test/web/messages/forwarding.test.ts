import { describe, expect, test } from 'vitest';
import type { Conversation } from '#contracts/http/conversations.ts';
import type { Attachment } from '#contracts/http/messages.ts';
import { forwardedCopies, obstacleTo } from '#site/pages/forward/forwarding.ts';
import { aConversation, aMessage } from '#test/web/support/builders.ts';

const file: Attachment = {
  id: 'a1',
  filename: 'plan.pdf',
  mime: 'application/pdf',
  size_bytes: 15,
};
const text = aMessage(1);
const withFile = aMessage(2, { content: null, attachments: [file] });
const { peer } = aConversation();
const requested = (messages_left: number): Conversation =>
  aConversation({ request: { state: 'sent', messages_left } });

describe('messages can be forwarded', () => {
  test.each([
    ['to a conversation', aConversation(), [text, withFile], false, null],
    ['not to a blocked person', aConversation(), [text], true, 'blocked'],
    [
      'not to a deactivated account',
      aConversation({ peer: { ...peer, is_active: false } }),
      [text],
      false,
      'inactive',
    ],
    ['as texts to somebody who has not accepted', requested(1), [text], false, null],
    ['not with files to them', requested(9), [text, withFile], false, 'files'],
    ['not in a larger number than they take', requested(1), [text, text], false, 'full'],
  ] as const)('%s', (_, conversation, messages, isBlocked, obstacle) => {
    expect(obstacleTo(conversation, messages, isBlocked)).toBe(obstacle);
  });
});

test('a forwarded message has the text and the files, not the reply', () => {
  const reply = aMessage(1, { content: '*Yes*', reply_to_id: 'm0' });
  expect(forwardedCopies([reply, withFile], undefined, 0)).toEqual([
    { content: '*Yes*', isForwarded: true },
    { content: '', isForwarded: true, copies: [file] },
  ]);
});

test('what has expired, was deleted or was removed meanwhile is not forwarded', () => {
  const expiring = aMessage(3, { expires_at: '2026-01-02T00:00:00.000Z' });
  const deleted = aMessage(1, { content: null, deleted_at: '2026-01-01T00:00:00.000Z' });
  const marks = { ver: 1, hidden: [4], starred: [], clearedSeq: 0 };
  const sent = (now: string) =>
    forwardedCopies(
      [text, withFile, expiring, aMessage(4)],
      { messages: [deleted, aMessage(2, { content: 'edited' })], marks },
      Date.parse(now),
    ).map(({ content }) => content);

  expect(sent('2026-01-01T12:00:00Z')).toEqual(['edited', 'message 3']);
  expect(sent('2026-01-02T00:00:00Z')).toEqual(['edited']);
});
