import { describe, expect, it, test } from 'vitest';
import { applyEvent } from '#client/sync/apply-event.ts';
import { foldSettings, mergeConversation, pinnedFirst } from '#client/sync/conversation-index.ts';
import { isArchived, isMarkedUnread, isMuted } from '#client/sync/member-settings.ts';
import { createMemoryCache } from '#client/sync/memory-cache.ts';
import { unlisted } from '#client/sync/unlisted.ts';
import type { Conversation } from '#contracts/http/conversations.ts';
import type { ServerEvent } from '#contracts/realtime.ts';
import {
  aConversation,
  aMessage,
  CONVERSATION,
  ME,
  newMessage,
  noSettings,
} from '#test/web/support/builders.ts';

type Me = Conversation['me'];
const now = Date.parse('2026-03-14T09:26:53.589Z');
const later = '2026-03-14T09:27:00.000Z';
const withMe = (me: Partial<Me>, change: Partial<Conversation> = {}): Conversation =>
  aConversation({ ...change, me: { ...noSettings, ...me } });
const setting = (me: Partial<Me>): Extract<ServerEvent, { type: 'conversation:settings' }> => ({
  type: 'conversation:settings',
  conversation_id: CONVERSATION,
  payload: { ...noSettings, ...me },
});

describe('settings', () => {
  it('and the conversation are merged separately, in any order of the answers', () => {
    const pinned = withMe({ ver: 2, is_pinned: true }, { ver: 3, unread_count: 1 });
    const read = withMe({ ver: 1 }, { ver: 4, unread_count: 0 });
    const both = { ...read, me: pinned.me };

    for (const [first, second] of [
      [pinned, read],
      [read, pinned],
    ] as const) {
      const index = mergeConversation(mergeConversation({}, first), second);
      expect(index[CONVERSATION]).toEqual(both);
      expect(mergeConversation(index, first)).toEqual(index);
    }
  });

  it('of an older event change nothing', () => {
    const index = { [CONVERSATION]: withMe({ ver: 2, is_pinned: true }) };

    expect(foldSettings(index, setting({ ver: 2 }))).toBe(index);
    expect(foldSettings({}, setting({ ver: 9 }))).toEqual({});
    const changed = foldSettings(index, setting({ ver: 3, muted_until: 'forever' }));
    expect(changed[CONVERSATION]?.me).toEqual({
      ...noSettings,
      ver: 3,
      muted_until: 'forever',
    });
  });

  it('of a conversation that is not loaded are requested', () => {
    const cache = createMemoryCache(() => Promise.reject(new Error('no request')));
    expect(applyEvent(cache, setting({ ver: 1 }), ME)).toBe('list');
    cache.mergeList([aConversation({ id: 'other' })]);
    expect(applyEvent(cache, setting({ ver: 1 }), ME)).toEqual({ conversationId: CONVERSATION });
    cache.mergeList([aConversation()]);
    expect(applyEvent(cache, setting({ ver: 1, is_pinned: true }), ME)).toBeNull();
    expect(cache.conversation(CONVERSATION)?.me.is_pinned).toBe(true);
  });

  it('are kept when a message arrives, which unarchives the conversation', () => {
    const cache = createMemoryCache(() => Promise.reject(new Error('no request')));
    cache.mergeList([withMe({ ver: 1, archived_seq: 0, is_pinned: true })]);
    const shown = () => cache.conversation(CONVERSATION) as Conversation;
    expect(isArchived(shown(), now)).toBe(true);

    applyEvent(cache, newMessage(aMessage(1), 2), ME);

    expect(shown().me).toMatchObject({ ver: 1, archived_seq: 0, is_pinned: true });
    expect(isArchived(shown(), now)).toBe(false);
  });
});

test('a mute lasts until its end time, or without a time until it is ended', () => {
  expect(isMuted(withMe({ muted_until: later }), now)).toBe(true);
  expect(isMuted(withMe({ muted_until: later }), Date.parse(later))).toBe(false);
  expect(isMuted(withMe({ muted_until: 'forever' }), Number.MAX_SAFE_INTEGER)).toBe(true);
  expect(isMuted(withMe({}), now)).toBe(false);
});

test('a muted conversation stays archived for as long as it is muted', () => {
  const last_message = { seq: 5 } as Conversation['last_message'];
  const one = withMe({ archived_seq: 4, muted_until: later }, { last_message });

  expect(isArchived(one, now)).toBe(true);
  expect(isArchived(one, Date.parse(later))).toBe(false);
});

test('a mark as unread lasts until a newer message is read', () => {
  expect(isMarkedUnread(withMe({ marked_unread_seq: 4 }, { my_read_seq: 4 }))).toBe(true);
  expect(isMarkedUnread(withMe({ marked_unread_seq: 4 }, { my_read_seq: 5 }))).toBe(false);
  expect(isMarkedUnread(withMe({}))).toBe(false);
});

test('pinned conversations are first, in their order', () => {
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((id, at) => withMe({ is_pinned: at > 1 }, { id }));

  expect(pinnedFirst([a, b, c, d] as Conversation[]).map(({ id }) => id)).toEqual([
    'c',
    'd',
    'a',
    'b',
  ]);
});

describe('a list that was loaded again', () => {
  const at = (minute: number) => `2026-01-01T00:${String(minute).padStart(2, '0')}:00.000Z`;
  const one = (id: string, minute: number, me: Partial<Me> = {}): Conversation =>
    withMe(me, { id, created_at: at(minute) });
  const indexOf = (...all: Conversation[]) => Object.fromEntries(all.map((c) => [c.id, c]));
  const extent = (loaded: number, total: number, archived = { loaded: 0, total: 0, count: 0 }) => ({
    loaded,
    total,
    archived,
    requests: { loaded: 1, total: 1, count: 1 },
  });
  const main = [one('pinned', 1, { is_pinned: true }), one('new', 9), one('old', 5)];

  it('shows which conversations must have changed, since it would contain them', () => {
    const known = indexOf(
      ...main,
      one('between', 7),
      one('beyond', 3),
      one('was-pinned', 2, { is_pinned: true }),
      one('was-archived', 2, { archived_seq: 0 }),
    );
    const fetched = { main, archived: [], requests: [], extent: extent(1, 2) };

    expect(unlisted(known, fetched, now).sort()).toEqual(['between', 'was-archived', 'was-pinned']);
  });

  it('contains all conversations when it is loaded to its end', () => {
    const known = indexOf(...main, one('beyond', 3));

    expect(
      unlisted(known, { main, archived: [], requests: [], extent: extent(1, 1) }, now),
    ).toEqual(['beyond']);
    expect(
      unlisted(indexOf(...main), { main, archived: [], requests: [], extent: extent(1, 1) }, now),
    ).toEqual([]);
  });

  it('reaches as far into the archived ones as before', () => {
    const archived = [one('archived', 6, { archived_seq: 0 })];
    const known = indexOf(
      one('newer', 8, { archived_seq: 0 }),
      one('older', 4, { archived_seq: 0 }),
    );
    const pages = { loaded: 1, total: 2, count: 120 };

    expect(
      unlisted(known, { main, archived, requests: [], extent: extent(1, 2, pages) }, now),
    ).toEqual(['newer']);
  });

  it('has a request that was accepted or declined elsewhere in another list, or in none', () => {
    const received = { state: 'received', messages_left: 9 } as const;
    const declined = { state: 'declined', messages_left: 9 } as const;
    const known = indexOf(
      { ...one('waits', 8), request: received },
      { ...one('answered', 8), request: received },
      { ...one('declined', 8), request: declined },
    );
    const requests = [{ ...one('waits', 8), request: received }];

    expect(unlisted(known, { main, archived: [], requests, extent: extent(1, 1) }, now)).toEqual([
      'answered',
    ]);
  });
});
