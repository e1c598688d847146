import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { windowOf } from '#client/sync/message-window.ts';
import { aConversation, aMessage, CONVERSATION, ME, PEER } from '#test/web/support/builders.ts';

const stored = vi.hoisted(() => new Map<string, readonly [unknown, unknown]>());
vi.mock('idb-keyval', () => ({
  createStore: () => ({}),
  del: async (key: unknown) => void stored.delete(JSON.stringify(key)),
  entries: async () => [...stored.values()],
  set: async (key: unknown, value: unknown) =>
    void stored.set(JSON.stringify(key), [key, value] as const),
}));

const { expireAnswers } = await import('#site/sync/cache-answer.ts');
const { COPY_VERSION } = await import('#site/sync/offline-copy.ts');

const now = Date.UTC(2026, 5, 1);
beforeEach(() => void vi.useFakeTimers({ now, toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

const put = (
  key: readonly string[],
  data: unknown,
  { at = Date.now(), version = COPY_VERSION, difference = 0 } = {},
): void => void stored.set(JSON.stringify(key), [key, { at, version, difference, data }]);

it('the stored copies of conversations that are not open lose what has expired, and nothing else', async () => {
  const at = (days: number) => new Date(now + days * 86_400_000).toISOString();
  const items = [
    aMessage(3, { content: 'secret of tomorrow', expires_at: at(1) }),
    aMessage(2, { content: 'secret of yesterday', expires_at: at(-1) }),
    aMessage(1, { content: 'for good' }),
  ];
  const last_message = {
    id: 'm2',
    seq: 2,
    sender_id: PEER,
    preview: 'secret of yesterday',
    has_attachments: false,
    deleted: false,
    created_at: at(-2),
    expires_at: at(-1),
  };
  put([ME, 'messages', CONVERSATION], windowOf({ items, next_cursor: null }, 3));
  put([ME, 'conversations'], { [CONVERSATION]: aConversation({ last_message }) });
  put([PEER, 'messages', CONVERSATION], windowOf({ items, next_cursor: null }, 3));
  const others = JSON.stringify(stored.get(JSON.stringify([PEER, 'messages', CONVERSATION])));

  await expireAnswers(ME);

  const own = JSON.stringify([...stored.values()].filter(([key]) => (key as string[])[0] === ME));
  expect(own).not.toContain('secret of yesterday');
  expect(own).toContain('secret of tomorrow');
  expect(own).toContain('for good');
  expect(JSON.stringify(stored.get(JSON.stringify([PEER, 'messages', CONVERSATION])))).toBe(others);
});

it('copies that are not used any more are deleted: nobody can say what in them has expired', async () => {
  stored.clear();
  const month = 31 * 86_400_000;
  put([ME, 'messages', 'a'], ['secret of another version'], { version: COPY_VERSION - 1 });
  put([ME, 'messages', 'b'], ['secret of last month'], { at: Date.now() - month });
  put([ME, 'messages', CONVERSATION], windowOf({ items: [aMessage(1)], next_cursor: null }, 1));

  await expireAnswers(ME);

  expect(JSON.stringify([...stored.values()])).not.toContain('secret');
  expect([...stored.keys()]).toEqual([JSON.stringify([ME, 'messages', CONVERSATION])]);
});

it.each([
  ['is five hours fast', -5, false],
  ['is five hours slow', 5, true],
])(
  'a device without a connection whose clock %s goes by the time of the server',
  async (_, hours, isGone) => {
    stored.clear();
    const hour = 3_600_000;
    const expires_at = new Date(now + (hours > 0 ? 3 : -3) * hour).toISOString();
    const items = [aMessage(1, { content: 'secret', expires_at })];
    const difference = hours * hour;
    put([ME, 'messages', CONVERSATION], windowOf({ items, next_cursor: null }, 1), { difference });

    await expireAnswers(ME);

    expect(!JSON.stringify([...stored.values()]).includes('secret')).toBe(isGone);
  },
);
