import type { Plural } from '../plural.ts';

/** Strings for forwarding messages, which load later. */
export const forward = (plural: Plural) => ({
  title: (count: number) =>
    plural(count, { one: 'Forward a message', other: 'Forward # messages' }),
  lead: (max: number) => plural(max, { one: 'To # person.', other: 'To up to # people.' }),
  search: 'Search people',
  conversations: 'Conversations',
  people: 'Other people',
  nobody: 'Nobody is called that.',
  more: 'More conversations',
  send: 'Send',
  chosen: (count: number) => plural(count, { one: '# chosen', other: '# chosen' }),
  done: 'Forwarded',
  gone: 'Nothing is left to forward: it has disappeared or was deleted meanwhile.',
  refused: (name: string, reason: string) =>
    `${name} cannot get this: ${reason.replace(/\.$/, '')}.`,
  othersGotIt: 'It was sent to the others.',
  reasons: {
    blocked: 'You have blocked them',
    inactive: 'Account deactivated',
    files: 'Only texts until they accept your request',
    full: 'No more messages until they accept your request',
    filesFirst: 'Files only in a conversation that you already have',
    manyFirst: 'At most 10 messages until they accept your request',
  },
});
export type ForwardWords = ReturnType<typeof forward>;
