import { QueryClient } from '@tanstack/react-query';
import { expect, it, vi } from 'vitest';
import { createStore } from '#client/platform/store.ts';
import { followUnread, showBadge } from '#site/boot/unread-badge.ts';
import { createQueryCache, keys } from '#site/sync/query-cache.ts';
import { aConversation } from '#test/web/support/builders.ts';

const none = { loaded: 0, total: 0, count: 0 };

const setup = ({ inAll = 0 } = {}) => {
  const client = new QueryClient();
  const shown: number[] = [];
  const countAll = vi.fn(async () => inAll);
  const seen = createStore<{ seen: Readonly<Record<string, number>> }>(() => ({ seen: {} }));
  const stop = followUnread(client, (count) => shown.push(count), countAll, { seen });
  const setUnread = (counts: Record<string, number>, ver = 1): void =>
    createQueryCache(client).mergeList(
      Object.entries(counts).map(([id, unread_count]) => aConversation({ id, unread_count, ver })),
    );
  return { client, shown, stop, setUnread, countAll, seen };
};

it('the badge shows the unread messages of all conversations, whenever the number changes', () => {
  const { client, shown, setUnread } = setup();
  setUnread({ one: 2, two: 3 });
  setUnread({ one: 2, two: 3 }, 2);
  client.setQueryData(keys.search('x'), {});
  setUnread({ two: 0 }, 3);

  expect(shown).toEqual([5, 2]);
});

it('messages that this page has seen are not counted, although their read mark was not sent yet', () => {
  const { shown, setUnread, seen } = setup();
  setUnread({ one: 2, two: 3 });
  seen.setState({ seen: { one: 0 } });
  seen.setState({ seen: {} });

  expect(shown).toEqual([5, 3, 5]);
});

it('the total is requested if only a part of the list is loaded', async () => {
  const { client, shown, setUnread, countAll } = setup({ inAll: 12 });
  createQueryCache(client).setListExtent({ loaded: 1, total: 2, archived: none, requests: none });
  setUnread({ one: 2, two: 3 });
  await vi.waitFor(() => expect(shown).toEqual([5, 12]));
  setUnread({ one: 0 }, 2);

  expect(shown).toEqual([5, 12, 10]);
  expect(countAll).toHaveBeenCalledOnce();
});

it('no request is sent if the whole list is loaded; without an answer the loaded number is used', async () => {
  const { client, shown, setUnread, countAll } = setup();
  countAll.mockRejectedValue(new Error('no network'));
  setUnread({ one: 2 });
  expect(countAll).not.toHaveBeenCalled();
  createQueryCache(client).setListExtent({ loaded: 1, total: 2, archived: none, requests: none });
  setUnread({ two: 3 });
  await vi.waitFor(() => expect(countAll).toHaveBeenCalledOnce());

  expect(shown).toEqual([2, 5]);
});

it('a stopped badge shows no number', () => {
  const { shown, stop, setUnread } = setup();
  setUnread({ one: 1 });
  stop();
  setUnread({ one: 9 }, 2);

  expect(shown).toEqual([1, 0]);
});

it('the number is drawn on the icon of the tab, and removed at zero', () => {
  const link = document.createElement('link');
  link.rel = 'icon';
  document.head.append(link);

  showBadge(12);
  expect(decodeURIComponent(link.href)).toContain('>12</text>');
  showBadge(100);
  expect(decodeURIComponent(link.href)).toContain('>∞</text>');
  showBadge(0);
  expect(link.getAttribute('href')).toBe('/favicon.svg');
  link.remove();
});

it('the badge of the worker stays until the conversations are loaded, and is then corrected', () => {
  const { shown, setUnread } = setup();
  expect(shown).toEqual([]);
  setUnread({ one: 0 });
  expect(shown).toEqual([0]);
});
