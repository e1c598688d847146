import { describe, expect, test } from 'vitest';
import type { Conversation } from '#contracts/http/conversations.ts';
import type { Attachment } from '#contracts/http/messages.ts';
import { forwardedCopy, obstacleTo } from '#site/pages/forward/forwarding.ts';
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
  expect(forwardedCopy(aMessage(1, { content: '*Yes*', reply_to_id: 'm0' }))).toEqual({
    content: '*Yes*',
    isForwarded: true,
  });
  expect(forwardedCopy(withFile)).toEqual({ content: '', isForwarded: true, copies: [file] });
});
