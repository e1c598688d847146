import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { followUnread, showBadge } from '../../web/src/app/unread-badge.ts';
import { createCache, keys } from '../../web/src/realtime/cache.ts';
import { aConversation } from './support/builders.ts';

const setup = () => {
  const client = new QueryClient();
  const shown: number[] = [];
  const stop = followUnread(client, (count) => shown.push(count));
  const setUnread = (counts: Record<string, number>, ver = 1): void =>
    createCache(client).mergeList(
      Object.entries(counts).map(([id, unread_count]) => aConversation({ id, unread_count, ver })),
    );
  return { client, shown, stop, setUnread };
};

it('shows how many messages are unread in all conversations, when that changes', () => {
  const { client, shown, setUnread } = setup();
  setUnread({ one: 2, two: 3 });
  setUnread({ one: 2, two: 3 }, 2);
  client.setQueryData(keys.search('x'), {});
  setUnread({ two: 0 }, 3);

  expect(shown).toEqual([5, 2]);
});

it('shows none any more when it stops', () => {
  const { shown, stop, setUnread } = setup();
  setUnread({ one: 1 });
  stop();
  setUnread({ one: 9 }, 2);

  expect(shown).toEqual([1, 0]);
});

it('puts the number on the icon of the tab, and takes it away', () => {
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
