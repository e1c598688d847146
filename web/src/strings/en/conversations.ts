import type { Plural } from '../plural.ts';

export const conversations = (plural: Plural) => ({
  title: 'Conversations',
  start: 'New conversation',
  search: 'Search people and conversations',
  searchResults: 'People',
  clearSearch: 'Clear search',
  noResults: (query: string) => `Nobody is called “${query}”.`,
  foundCount: (count: number) => plural(count, { one: '# found', other: '# found' }),
  narrow: (count: number) =>
    plural(count, {
      one: '# more person. Type more of the name.',
      other: '# more people. Type more of the name.',
    }),
  emptyTitle: 'Say the first word',
  emptyLead: 'Find someone by name above. A conversation starts with a hello.',
  emptyAction: 'Find someone',
  emptyNotes: 'Write a note to yourself',
  moreFailed: 'More could not be loaded.',
  loadFailed: 'Your conversations could not be loaded.',
  firstTitle: 'Welcome to Parley',
  firstLead: 'Find someone by name on the left and say hello, or start with a note to yourself.',
  pickTitle: 'Pick up a conversation',
  pickLead: 'Choose one on the left, or search for someone to write to.',
  you: 'You',
  self: (name: string) => `${name} (you)`,
  noMessages: 'No messages yet',
  deleted: 'Message deleted',
  draft: 'Draft:',
  photo: 'Photo',
  attachment: 'Attachment',
  unread: (count: number) => plural(count, { one: '# unread message', other: '# unread messages' }),
});
