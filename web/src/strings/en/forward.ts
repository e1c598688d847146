import type { Plural } from '../plural.ts';

/** Strings for forwarding messages, which load later. */
export const forward = (plural: Plural) => ({
  title: (count: number) =>
    plural(count, { one: 'Forward a message', other: 'Forward # messages' }),
  lead: (max: number) =>
    plural(max, { one: 'To # conversation.', other: 'To up to # conversations.' }),
  search: 'Search conversations',
  conversations: 'Conversations',
  nobody: 'No conversation of that name.',
  more: 'More conversations',
  send: 'Send',
  chosen: (count: number) => plural(count, { one: '# chosen', other: '# chosen' }),
  done: 'Forwarded',
  reasons: {
    blocked: 'You have blocked them',
    inactive: 'Account deactivated',
    files: 'Only texts until they accept your request',
    full: 'No more messages until they accept your request',
  },
});
export type ForwardWords = ReturnType<typeof forward>;
