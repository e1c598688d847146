import type { Plural } from '../plural.ts';

/** Strings of the search in messages, which lazy modules show. */
export const search = (plural: Plural) => ({
  messages: 'Messages',
  messagesFound: (count: number, isMore: boolean) =>
    isMore
      ? `${count} messages found so far`
      : plural(count, { one: '# message found', other: '# messages found' }),
  noMessages: 'No message found.',
  searchedTo: (date: string) => `Searched back to ${date}.`,
  searching: 'Searching…',
  none: 'No message found',
  place: (index: number, count: number, isMore: boolean) =>
    `${index} of ${count}${isMore ? '+' : ''}`,
  older: 'Older matches',
  newer: 'Newer matches',
  close: 'Close search',
});

export type SearchWords = ReturnType<typeof search>;
