import { deepStrictEqual } from 'node:assert/strict';
import type { searchMessages } from '#contracts/http/search.ts';
import type { AnswerOf } from '#contracts/route.ts';
import type { Model } from './model.ts';
import { isDeleted, isVisible, listedOf, messagesOf } from './model.ts';
import type { Ask } from './pages.ts';

type Hits = AnswerOf<typeof searchMessages>;

/** In many of the texts, and not in all. */
const query = 'e';

/** Exactly the present texts of all conversations that have the query, newest first. */
export const compareSearch = async (model: Model, by: number, ask: Ask, limit: number) => {
  const found: Hits['items'] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Hits = await ask('search-messages', {
      query: { q: query, limit, ...(cursor && { cursor }) },
    });
    found.push(...page.items);
    cursor = page.next_cursor;
  }
  const expected = listedOf(model, by)
    .flatMap((one) => messagesOf(one).filter((message) => isVisible(one, by, message)))
    .filter((message) => !isDeleted(message) && message.content?.toLowerCase().includes(query));
  deepStrictEqual(
    found
      .filter(({ found_in }) => found_in === 'text')
      .map(({ message_id }) => message_id)
      .sort(),
    expected.map(({ id }) => id).sort(),
    'search-messages',
  );
  const times = found.map(({ created_at }) => created_at);
  deepStrictEqual(times, times.toSorted().reverse(), 'the search runs forwards');
};
