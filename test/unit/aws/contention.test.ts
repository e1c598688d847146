import { describe, expect, it } from 'vitest';
import type { Message } from '#core/domain/message.ts';
import { editChange } from '#core/domain/message-changes.ts';
import { BusyError } from '#core/errors.ts';
import { conversationItem } from '#functions/adapters/aws/dynamodb/conversations/conversation-item.ts';
import { messageItem } from '#functions/adapters/aws/dynamodb/conversations/message-item.ts';
import { profileKey } from '#functions/adapters/aws/dynamodb/table/keys.ts';
import { profileItem } from '#functions/adapters/aws/dynamodb/users/user-item.ts';
import { aConversation, aMessage, aRegistration, aUser } from '../../support/builders.ts';
import { editMessage, send } from '../../support/ports/actions.ts';
import { type AwsCall, awsError, type Script } from '../../support/ports/scripted-aws.ts';
import { cancelled, done, found, scriptedStores } from '../../support/ports/scripted-stores.ts';
import { wireItem } from '../../support/ports/wire-item.ts';

const conversation = aConversation();
const [senderId] = conversation.members;

const setup = async (script: Script) => {
  const stores = await scriptedStores(script);
  const { conversations, clock } = stores;
  const sendOne = () => send({ conversations, clock } as never, conversation.id, { senderId });
  return { ...stores, sendOne };
};

/**
 * Answers reads with the conversation, and writes with the given answers in order; the last one
 * repeats.
 */
const writesAnswered = (...answers: { status: number; body?: unknown }[]): Script => {
  let writes = 0;
  return ({ operation }) => {
    if (operation === 'BatchGetItem') return found(conversationItem(conversation));
    return answers[Math.min(writes++, answers.length - 1)];
  };
};

describe('a change with concurrent changes', () => {
  it.each([
    ['a lost race', cancelled('None', 'None', 'ConditionalCheckFailed')],
    ['another transaction', cancelled('None', 'TransactionConflict', 'None')],
    ['a throttle within the transaction', cancelled('ThrottlingError', 'None', 'None')],
    ['a throttle', awsError('ThrottlingException')],
    ['the end of a throughput', awsError('ProvisionedThroughputExceededException')],
  ])('reads and decides again after %s', async (_, refusal) => {
    const { operations, sendOne, clock } = await setup(writesAnswered(refusal, refusal, done));

    const { created } = await sendOne();

    expect(created).toBe(true);
    const round = ['BatchGetItem', 'TransactWriteItems'];
    expect(operations()).toEqual([...round, ...round, ...round]);
    expect(clock.slept).toHaveLength(2);
  });

  it('ends with BusyError after a bounded number of attempts, each pause random within a growing bound', async () => {
    const lost = cancelled('None', 'None', 'ConditionalCheckFailed');
    const { operations, sendOne, clock } = await setup(writesAnswered(lost));

    await expect(sendOne()).rejects.toBeInstanceOf(BusyError);

    expect(operations().filter((name) => name === 'TransactWriteItems')).toHaveLength(12);
    expect(clock.slept).toHaveLength(11);
    for (const [index, pause] of clock.slept.entries()) {
      expect(pause).toBeLessThanOrEqual(Math.min(400, 20 * 2 ** index));
    }
    expect(new Set(clock.slept).size).toBe(11);
  });

  it('does not retry errors that are permanent', async () => {
    const refusal = awsError('ValidationException');
    const { operations, sendOne } = await setup(writesAnswered(refusal));

    await expect(sendOne()).rejects.toMatchObject({ name: 'ValidationException' });

    expect(operations()).toEqual(['BatchGetItem', 'TransactWriteItems']);
  });
});

describe('a message that was read earlier than its conversation', () => {
  const stale = aMessage({ conversationId: conversation.id, senderId, content: 'first' });
  const current = { ...stale, rev: 2, content: 'second', edits: 1 };
  const after = { ...conversation, ver: 3, seq: 2 };
  const read = (message: Message) => found(conversationItem(after), messageItem(message));

  it('is decided again, since the write is conditional on the revision that was read', async () => {
    const reads = [read(stale), read(current)];
    const writes = [cancelled('ConditionalCheckFailed', 'None', 'None'), done];
    const { server, conversations, clock } = await setup(({ operation }) =>
      operation === 'BatchGetItem' ? reads.shift() : writes.shift(),
    );

    const edited = await editMessage({ conversations, clock } as never, stale, 'third');

    expect(edited).toMatchObject({ content: 'third', edits: 2, rev: 3 });
    const updates = server.calls
      .filter(({ operation }) => operation === 'TransactWriteItems')
      .map(({ body }) => (body as { TransactItems: { Put: object }[] }).TransactItems[0]?.Put);
    const condition = { ConditionExpression: 'rev = :read' };
    expect(updates).toMatchObject([
      { ...condition, ExpressionAttributeValues: { ':read': { N: '1' } } },
      { ...condition, ExpressionAttributeValues: { ':read': { N: '2' } } },
    ]);
  });

  it('cannot be changed if it was not read at all', async () => {
    const { conversations, operations } = await setup(() => read(current));
    const change = editChange(after, current, 'third', 1);

    const unread = conversations.change({ conversationId: conversation.id }, () =>
      change ? { change, result: null } : { result: null },
    );

    await expect(unread).rejects.toThrow('was not read');
    expect(operations()).toEqual(['BatchGetItem']);
  });
});

describe('a batch with unprocessed keys', () => {
  const profile = (id: string) => wireItem(profileItem(aUser({ id })));
  const keyOf = (id: string) => wireItem(profileKey(id));
  const answer = (items: object[], rest: object[]) => ({
    status: 200,
    body: {
      Responses: { chat: items },
      UnprocessedKeys: rest.length > 0 ? { chat: { Keys: rest } } : {},
    },
  });
  const asked = (server: { calls: AwsCall[] }) =>
    server.calls.map(
      ({ body }) => (body as { RequestItems: { chat: { Keys: object[] } } }).RequestItems.chat,
    );

  it('requests the rest, and only the rest', async () => {
    const answers = [answer([profile('x')], [keyOf('y')]), answer([profile('y')], [])];
    const { server, users, clock } = await setup(() => answers.shift());

    const answered = await users.getMany(['x', 'y', 'x']);

    expect(answered.map(({ id }) => id)).toEqual(['x', 'y']);
    expect(clock.slept).toHaveLength(1);
    const keys = asked(server).map(({ Keys }) => Keys);
    expect(keys).toEqual([[keyOf('x'), keyOf('y')], [keyOf('y')]]);
  });

  it('ends with BusyError if the rest is never returned', async () => {
    const { users } = await setup(() => answer([], [keyOf('x')]));

    await expect(users.getMany(['x'])).rejects.toBeInstanceOf(BusyError);
  });

  it('reads an item consistently that was too new for an eventually consistent read', async () => {
    const answers = [answer([profile('x')], []), answer([profile('y')], [])];
    const { server, users } = await setup(() => answers.shift());

    const answered = await users.getMany(['x', 'y']);

    expect(answered.map(({ id }) => id)).toEqual(['x', 'y']);
    expect(asked(server)).toMatchObject([
      { ConsistentRead: false },
      { ConsistentRead: true, Keys: [keyOf('y')] },
    ]);
  });
});

describe('single calls under load', () => {
  it('read again after a throttle', async () => {
    const answers = [awsError('ThrottlingException'), done];
    const { users, clock } = await setup(() => answers.shift());

    expect(await users.get('x')).toBeNull();
    expect(clock.slept).toHaveLength(1);
  });

  it('end with BusyError if the throttling persists', async () => {
    const { users } = await setup(() => awsError('RequestLimitExceeded'));

    await expect(users.get('x')).rejects.toBeInstanceOf(BusyError);
  });

  it('claim again after a conflict, which does not mean that the name is taken', async () => {
    const answers = [cancelled('TransactionConflict', 'None'), done];
    const { users } = await setup(() => answers.shift());

    expect(await users.claim(aRegistration())).toBe('claimed');
  });
});
