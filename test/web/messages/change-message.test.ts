import { beforeEach, describe, expect, it } from 'vitest';
import { ApiError } from '#client/http/api-error.ts';
import { changeMessage } from '#site/features/messages/api/change-message.ts';
import { useChanges } from '#site/features/messages/model/message-change.ts';
import { noDraft, useDrafts } from '#site/sync/drafts.ts';
import { aMessage } from '#test/web/support/builders.ts';

beforeEach(() => {
  useChanges.getState().clear();
  useDrafts.getState().clear();
});

const message = aMessage(1);
const edit = { kind: 'edit', content: 'a better text' } as const;

const fail = async (error: unknown, request: Parameters<typeof changeMessage>[2] = edit) => {
  const call = () => Promise.reject(error);
  await changeMessage({ call: call as never, cache: {} as never }, message, request);
  return useChanges.getState().changes[message.id];
};
const draft = (): string => (useDrafts.getState().drafts[message.conversation_id] ?? noDraft).text;

describe('an edit that can never succeed', () => {
  it.each([
    [409, 'message_deleted'],
    [409, 'too_many_edits'],
    [403, 'not_author'],
    [404, 'message_not_found'],
    [422, 'validation_failed'],
  ] as const)(
    'becomes a draft after %i %s, with the reason and without a retry',
    async (status, code) => {
      const change = await fail(new ApiError(status, code));

      expect(change).toMatchObject({ ...edit, state: 'failed', canRetry: false });
      expect(change?.reason).not.toBe('');
      expect(draft()).toBe('a better text');
    },
  );

  it('does not overwrite another draft', async () => {
    useDrafts.getState().change(message.conversation_id, { text: 'something else' });

    await fail(new ApiError(409, 'too_many_edits'));

    expect(draft()).toBe('something else');
  });
});

it.each([
  [0, 'network'],
  [429, 'too_many_attempts'],
  [500, 'internal_error'],
  [503, 'busy'],
  [502, 'gateway'],
  [403, 'blocked'],
] as const)('an edit that gets %i %s can be retried, and is kept', async (status, code) => {
  expect(await fail(new ApiError(status, code))).toMatchObject({ ...edit, canRetry: true });
  expect(draft()).toBe('');
});

it('a refused deletion becomes no draft', async () => {
  const change = await fail(new ApiError(403, 'not_author'), { kind: 'delete' });

  expect(change).toMatchObject({ kind: 'delete', state: 'failed', canRetry: false });
  expect(draft()).toBe('');
});

it('the refused edit of a message that has expired leaves no text', async () => {
  const expired = aMessage(1, { expires_at: '2026-01-02T00:00:00.000Z' });
  const call = () => Promise.reject(new ApiError(404, 'message_not_found'));

  await changeMessage({ call: call as never, cache: {} as never }, expired, edit);

  expect(useChanges.getState().changes).toEqual({});
  expect(draft()).toBe('');
});
