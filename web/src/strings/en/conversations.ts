import type { Plural } from '../plural.ts';

export const conversations = (plural: Plural) => ({
  title: 'Conversations',
  search: 'Search people',
  searchResults: 'People',
  clearSearch: 'Clear search',
  noResults: (query: string) => `Nobody is called “${query}”.`,
  foundCount: (count: number) => plural(count, { one: '# person found', other: '# people found' }),
  emptyTitle: 'Say the first word',
  emptyLead: 'Find someone by name above. A conversation starts with a hello.',
  emptyAction: 'Find someone',
  loadFailed: 'Your conversations could not be loaded.',
  pickTitle: 'Pick up a conversation',
  pickLead: 'Choose one on the left, or search for someone to write to.',
  you: 'You',
  self: (name: string) => `${name} (you)`,
  noMessages: 'No messages yet',
  deleted: 'Message deleted',
  attachment: 'Attachment',
  unread: (count: number) => plural(count, { one: '# unread message', other: '# unread messages' }),
});
