import { describe, expect, test } from 'vitest';
import type { ServerEvent } from '#contracts/realtime.ts';
import type { Broadcaster, Connection } from '#core/ports/sockets.ts';
import { makePush, toAll } from '#core/push.ts';

const event: ServerEvent = { type: 'pong', payload: {} };
const now = 100_000;

const connectionOf = (id: string, more: Partial<Connection> = {}): Connection => ({
  id,
  userId: 'ada',
  sessionId: null,
  conversationId: null,
  connectedAt: 0,
  expiresAt: now * 2,
  isVisible: false,
  ...more,
});

const setup = (
  connections: Connection[],
  post: Broadcaster['post'],
  asked: (readonly string[])[] = [],
  failure?: Error,
  signals: (AbortSignal | undefined)[] = [],
) => {
  const removed: string[] = [];
  const push = makePush({
    connections: {
      add: async () => undefined,
      get: async () => null,
      listByUsers: async (ids) => {
        asked.push(ids);
        if (failure) throw failure;
        return connections.filter(({ userId }) => ids.includes(userId));
      },
      renew: async () => undefined,
      setVisible: async () => undefined,
      remove: async (id) => {
        removed.push(id);
        return null;
      },
    },
    broadcaster: { post, disconnect: async () => undefined },
    clock: {
      now: () => now,
      sleep: (milliseconds, signal) =>
        new Promise((resolve) => {
          signals.push(signal);
          const timer = setTimeout(resolve, milliseconds / 20);
          signal?.addEventListener('abort', () => {
            clearTimeout(timer);
            resolve();
          });
        }),
    },
  });
  return { push, removed };
};

describe('push', () => {
  test('removes exactly the registration of a closed socket, and only an old one', async () => {
    const old = connectionOf('old');
    const young = connectionOf('young', { connectedAt: now - 29_000 });
    const live = connectionOf('live');
    const { push, removed } = setup([old, young, live], async (id) =>
      id === 'live' ? 'sent' : 'gone',
    );

    await push(toAll(['ada'], event));

    expect(removed).toEqual(['old']);
  });

  test('is not delayed by a post that throws or hangs', async () => {
    const posted: string[] = [];
    const { push } = setup(
      [connectionOf('throws'), connectionOf('hangs'), connectionOf('works')],
      async (id) => {
        if (id === 'throws') throw new Error('network');
        if (id === 'hangs') return new Promise(() => undefined);
        posted.push(id);
        return 'sent';
      },
    );

    await push(toAll(['ada'], event));

    expect(posted).toEqual(['works']);
  });

  test('sends only its conversation’s events to a filtered socket', async () => {
    const posted: ServerEvent[] = [];
    const { push } = setup([connectionOf('one', { conversationId: 'c1' })], async (_id, sent) => {
      posted.push(sent);
      return 'sent';
    });
    const typing = (id: string): ServerEvent => ({
      type: 'presence:typing',
      conversation_id: id,
      payload: { user_id: 'bob', state: 'start' },
    });

    await push([...toAll(['ada'], typing('c1')), ...toAll(['ada'], typing('c2'))]);

    expect(posted).toEqual([typing('c1')]);
  });

  test('skips the named socket, of its own user only', async () => {
    const posted: string[] = [];
    const { push } = setup(
      [connectionOf('phone'), connectionOf('laptop'), connectionOf('other', { userId: 'bob' })],
      async (id) => {
        posted.push(id);
        return 'sent';
      },
    );

    await push([
      { userId: 'ada', event, exceptSocket: 'phone' },
      { userId: 'bob', event, exceptSocket: 'phone' },
    ]);
    expect(posted).toEqual(['laptop', 'other']);
    await push([{ userId: 'ada', event, exceptSocket: 'other' }, ...toAll(['bob'], event)]);

    expect(posted.slice(2).sort()).toEqual(['laptop', 'other', 'phone']);
  });

  test('sends the events of each user once per socket', async () => {
    const posted: [string, ServerEvent][] = [];
    const asked: (readonly string[])[] = [];
    const { push } = setup(
      [
        connectionOf('phone'),
        connectionOf('laptop'),
        connectionOf('other', { userId: 'bob' }),
        connectionOf('stranger', { userId: 'cem' }),
      ],
      async (id, sent) => {
        posted.push([id, sent]);
        return 'sent';
      },
      asked,
    );
    const second: ServerEvent = { type: 'error', payload: { code: 1, detail: '' } };

    await push([...toAll(['ada', 'bob'], event), ...toAll(['ada'], second)]);

    expect(asked).toEqual([['ada', 'bob']]);
    expect(posted).toEqual([
      ['phone', event],
      ['phone', second],
      ['laptop', event],
      ['laptop', second],
      ['other', event],
    ]);
  });

  test('sends no event without a conversation to a filtered socket', async () => {
    const posted: string[] = [];
    const { push } = setup([connectionOf('one', { conversationId: 'c1' })], async (id) => {
      posted.push(id);
      return 'sent';
    });

    await push(toAll(['ada'], event));

    expect(posted).toEqual([]);
  });

  test('treats a closed socket as old after half a minute, and keeps one that only failed', async () => {
    const edge = connectionOf('edge', { connectedAt: now - 30_000 });
    const young = connectionOf('young', { connectedAt: now - 29_999 });
    const dead = setup([edge, young], async () => 'gone');
    await dead.push(toAll(['ada'], event));
    expect(dead.removed).toEqual(['edge']);

    const failing = setup([edge], async () => 'failed');
    await failing.push(toAll(['ada'], event));
    expect(failing.removed).toEqual([]);
  });

  test('ignores a failure to list registrations', async () => {
    const { push } = setup([], async () => 'sent', [], new Error('busy'));

    await expect(push(toAll(['ada'], event))).resolves.toBeUndefined();
  });

  test('ends its wait when all posts have ended', async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const { push } = setup([], async () => 'sent', [], undefined, signals);

    await push(toAll(['ada'], event));

    expect(signals.map((signal) => signal?.aborted)).toEqual([true]);
  });
});
