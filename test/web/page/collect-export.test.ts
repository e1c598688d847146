import { expect, it } from 'vitest';
import { ApiError } from '#client/http/api-error.ts';
import type { ExportItem } from '#contracts/http/export.ts';
import { collectExport } from '#site/features/settings/model/collect-export.ts';
import { aConversation, aMessage, ME } from '#test/web/support/builders.ts';

const at = '2026-03-04T05:06:07.000Z';
const profile: ExportItem = {
  type: 'profile',
  profile: {
    id: ME,
    username: 'ada',
    display_name: null,
    about: null,
    photo: null,
    is_active: true,
    privacy: { presence: true, read_receipts: true },
    created_at: at,
    updated_at: at,
  },
};
const signIn: ExportItem = {
  type: 'event',
  event: { id: 'signed_in#1', type: 'signed_in', at, device: 'curl', address: '192.0.2.0/24' },
};
const invitation = { id: 'one', created_at: at, expires_at: at };
const conversation = (id: string): ExportItem => ({
  type: 'conversation',
  conversation: aConversation({ id }),
});
const message = (seq: number): ExportItem => ({ type: 'message', message: aMessage(seq) });

const pages: Record<string, { items: ExportItem[]; next_cursor: string | null }> = {
  start: {
    items: [
      profile,
      { type: 'block', user_id: ME },
      signIn,
      { type: 'invitation', invitation },
      conversation('first'),
      message(3),
    ],
    next_cursor: 'more',
  },
  more: { items: [message(2), message(1), conversation('second')], next_cursor: 'last' },
  last: { items: [message(9), message(8)], next_cursor: null },
};

const setup = (failures: Error[] = []) => {
  const asked: string[] = [];
  const slept: number[] = [];
  const progress: number[][] = [];
  const collected = collectExport({
    readPage: async (cursor = 'start') => {
      asked.push(cursor);
      const failure = cursor === 'more' ? failures.shift() : undefined;
      if (failure) throw failure;
      return pages[cursor] as (typeof pages)[string];
    },
    sleep: async (milliseconds) => void slept.push(milliseconds),
    now: () => Date.parse(at),
    onProgress: ({ conversations, messages }) => progress.push([conversations, messages]),
  });
  return { asked, slept, progress, collected };
};

it('the export is read to the end, with messages in their conversations, oldest first', async () => {
  const { asked, progress, collected } = setup();

  const file = await collected;

  expect(asked).toEqual(['start', 'more', 'last']);
  expect(file.exported_at).toBe(at);
  expect(file.profile?.username).toBe('ada');
  expect(file.blocked_user_ids).toEqual([ME]);
  expect(file.account_events).toMatchObject([{ type: 'signed_in', device: 'curl' }]);
  expect(file.open_invitations).toEqual([invitation]);
  expect(file.conversations.map(({ id }) => id)).toEqual(['first', 'second']);
  expect(file.conversations.map(({ messages }) => messages.map(({ seq }) => seq))).toEqual([
    [1, 2, 3],
    [8, 9],
  ]);
  expect(progress).toEqual([
    [1, 1],
    [2, 3],
    [2, 5],
  ]);
});

it('the export waits as long as the server requests, and repeats the same page', async () => {
  const busy = new ApiError(429, 'gateway', { retryAfterSeconds: 7 });
  const { asked, slept, collected } = setup([busy, new ApiError(0, 'network')]);

  const file = await collected;

  expect(asked).toEqual(['start', 'more', 'more', 'more', 'last']);
  expect(slept).toEqual([7_000, 2_000]);
  expect(file.conversations[0]?.messages).toHaveLength(3);
});

it('the export ends at once when the server refuses', async () => {
  const refusal = new ApiError(401, 'unauthenticated');
  const { asked, collected } = setup([refusal]);

  await expect(collected).rejects.toBe(refusal);
  expect(asked).toEqual(['start', 'more']);
});

it('the export ends after some attempts when the server stays unreachable', async () => {
  const { asked, collected } = setup(Array.from({ length: 9 }, () => new ApiError(503, 'busy')));

  await expect(collected).rejects.toThrow('503');
  expect(asked.filter((cursor) => cursor === 'more')).toHaveLength(6);
});
