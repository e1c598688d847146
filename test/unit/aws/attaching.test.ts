import { describe, expect, it } from 'vitest';
import type { Attachment } from '#core/domain/attachment.ts';
import { attachmentItem } from '#functions/adapters/aws/dynamodb/attachments/attachment-item.ts';
import { conversationItem } from '#functions/adapters/aws/dynamodb/conversations/conversation-item.ts';
import { aConversation, anAttachment } from '../../support/builders.ts';
import { sendWith } from '../../support/ports/actions.ts';
import { cancelled, done, found, scriptedStores } from '../../support/ports/scripted-stores.ts';

const conversation = aConversation();
const [senderId] = conversation.members;

describe('a send whose attachment was attached to another message meanwhile', () => {
  const complete = anAttachment({ ownerId: senderId, state: 'complete' });
  const sent = {
    ...complete,
    state: 'sent',
    sentIn: { conversationId: 'another', seq: 7 },
  } as const;
  const read = (...attachments: Attachment[]) =>
    found(conversationItem(conversation), ...attachments.map(attachmentItem));
  const taken = cancelled('None', 'None', 'ConditionalCheckFailed', 'None');

  it.each([
    ['was sent elsewhere', [sent]],
    ['was swept away', []],
  ])('is decided again if the attachment %s, and refused', async (_, now) => {
    const reads = [read(complete), read(...now)];
    const { conversations, clock, operations } = await scriptedStores(({ operation }) =>
      operation === 'BatchGetItem' ? reads.shift() : taken,
    );

    const answer = await sendWith(
      { conversations, clock } as never,
      conversation.id,
      { senderId },
      [complete.id],
    );

    expect(answer).toBeNull();
    expect(operations()).toEqual(['BatchGetItem', 'TransactWriteItems', 'BatchGetItem']);
  });

  it('succeeds after a lost race for the conversation, if the attachment is still there', async () => {
    const writes = [cancelled('None', 'None', 'None', 'ConditionalCheckFailed'), done];
    const { server, conversations, clock } = await scriptedStores(({ operation }) =>
      operation === 'BatchGetItem' ? read(complete) : writes.shift(),
    );

    const answer = await sendWith(
      { conversations, clock } as never,
      conversation.id,
      { senderId },
      [complete.id],
    );

    expect(answer?.created).toBe(true);
    const written = server.calls
      .filter(({ operation }) => operation === 'TransactWriteItems')
      .map(({ body }) => (body as { TransactItems: { Update?: object }[] }).TransactItems);
    expect(written).toHaveLength(2);
    for (const items of written) {
      expect(items.flatMap(({ Update = [] }) => Update)).toMatchObject([
        { ConditionExpression: 'st = :complete AND exp > :now' },
      ]);
    }
  });
});
