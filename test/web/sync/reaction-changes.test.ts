import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it, test } from 'vitest';
import { ApiError } from '#client/http/api-error.ts';
import { createReactionChanges, withReaction } from '#client/sync/reaction-changes.ts';
import { createQueryCache, keys } from '#site/sync/query-cache.ts';
import { aMessage, CONVERSATION, ME, PEER } from '#test/web/support/builders.ts';
import { createFakeCall } from '#test/web/support/fake-call.ts';
import { settle } from '#test/web/support/fake-timers.ts';
import { aPlace } from '#test/web/support/pending-place.ts';

const PUT = 'PUT /api/messages/{id}/reaction';
const DELETE = 'DELETE /api/messages/{id}/reaction';
const offline = new ApiError(0, 'network');
const theirs = { user_id: PEER, emoji: '🎉' };

const setup = () => {
  const client = new QueryClient();
  client.setQueryData(keys.messages(CONVERSATION), {
    messages: [aMessage(1, { reactions: [theirs] })],
    cursor: null,
    upTo: null,
    logSeq: 1,
  });
  const cache = createQueryCache(client);
  let failure: Error | null = null;
  let rev = 1;
  const answerWith = (emoji: string | null) => {
    if (failure) throw failure;
    rev += 1;
    const own = emoji === null ? [] : [{ user_id: ME, emoji }];
    return aMessage(1, { rev, reactions: [theirs, ...own] });
  };
  const server = createFakeCall({
    [PUT]: ({ body }) => answerWith((body as { emoji: string }).emoji),
    [DELETE]: () => answerWith(null),
  });
  const reactions = createReactionChanges({ call: server.call, place: aPlace(), cache });
  return {
    cache,
    reactions,
    sent: () =>
      server.asked.map(
        ({ input }) => (input.body as { emoji?: string } | undefined)?.emoji ?? null,
      ),
    fail: (next: Error | null) => {
      failure = next;
    },
    stored: () => cache.window(CONVERSATION),
  };
};

it('a reaction is shown at once, and then part of the server’s message', async () => {
  const { reactions, stored } = setup();
  reactions.react('m1', '👍');
  expect(reactions.store.getState().pending).toEqual({ m1: '👍' });
  await settle();

  expect(reactions.store.getState()).toEqual({ pending: {}, refused: null });
  expect(stored()).toMatchObject({
    logSeq: 2,
    messages: [{ rev: 2, reactions: [theirs, { user_id: ME, emoji: '👍' }] }],
  });
});

it('offline reactions are shown, and the last one is sent when the server can be reached', async () => {
  const { reactions, sent, fail, stored } = setup();
  fail(offline);
  reactions.react('m1', '👍');
  await settle();
  reactions.react('m1', null);
  reactions.react('m1', '😮');
  await settle();
  expect(reactions.store.getState().pending).toEqual({ m1: '😮' });
  const before = sent().length;

  fail(null);
  reactions.resume();
  await settle();

  expect(sent().slice(before)).toEqual(['😮']);
  expect(reactions.store.getState().pending).toEqual({});
  expect(stored()?.messages[0]?.reactions.at(-1)).toEqual({ user_id: ME, emoji: '😮' });
});

it('a choice that follows a sent one is sent after it', async () => {
  const { reactions, sent, stored } = setup();
  reactions.react('m1', '👍');
  reactions.react('m1', '😮');
  reactions.react('m1', null);
  await settle();

  expect(sent()).toEqual(['👍', null]);
  expect(stored()?.messages[0]).toMatchObject({ rev: 3, reactions: [theirs] });
});

it('a refused reaction is undone, with its reason until that is dismissed', async () => {
  const { reactions, fail, stored } = setup();
  fail(new ApiError(403, 'blocked'));
  reactions.react('m1', '👍');
  await settle();

  expect(reactions.store.getState()).toEqual({
    pending: {},
    refused: { messageId: 'm1', code: 'blocked' },
  });
  expect(stored()).toMatchObject({ logSeq: 1, messages: [{ rev: 1 }] });
  reactions.dismiss();
  expect(reactions.store.getState().refused).toBeNull();
});

it('nothing is sent after a stop', async () => {
  const { reactions, sent, fail } = setup();
  fail(offline);
  reactions.react('m1', '👍');
  await settle();
  reactions.stop();
  fail(null);
  reactions.resume();
  await settle();

  expect(sent()).toEqual(['👍']);
});

describe('withReaction', () => {
  const mine = { user_id: ME, emoji: '👍' };

  test.each([
    ['adds the choice', [theirs], '👍', [theirs, mine]],
    ['replaces it in its place', [{ ...mine, emoji: '😮' }, theirs], '👍', [mine, theirs]],
    ['removes it', [mine, theirs], null, [theirs]],
    ['removes nothing if there is none', [theirs], null, [theirs]],
  ])('%s', (_, reactions, choice, expected) => {
    expect(withReaction(reactions, ME, choice)).toEqual(expected);
  });

  test('returns the same list without a choice', () => {
    const reactions = [theirs];
    expect(withReaction(reactions, ME, undefined)).toBe(reactions);
  });
});
