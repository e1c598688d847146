import { actions } from './en/actions.ts';
import { attachments } from './en/attachments.ts';
import { auth } from './en/auth.ts';
import { conversations } from './en/conversations.ts';
import { disappearing } from './en/disappearing.ts';
import { errors } from './en/errors.ts';
import { messages } from './en/messages.ts';
import { people } from './en/people.ts';
import type { Plural } from './plural.ts';

/** All strings of the site. Another language is another file of this type. */
export const english = (plural: Plural) => ({
  locale: 'en' as 'en' | 'de',
  app: {
    name: 'Parley',
    tagline: 'A quiet place for two.',
    promise: 'One conversation, two people, nothing in between.',
    loading: 'Loading',
    retry: 'Try again',
    cancel: 'Cancel',
    updateReady: 'A new version of Parley is ready.',
    updateNow: 'Reload',
    updateLater: 'Later',
  },
  actions,
  auth,
  errors: errors(plural),
  conversations: conversations(plural),
  presence: {
    online: 'Online',
    typing: 'typing…',
    offline: 'Offline',
    lastSeen: (when: string) => `Last seen ${when}`,
    notes: 'Notes to yourself',
    inactive: 'Account deactivated',
  },
  messages: messages(plural),
  disappearing,
  people,
  attachments: attachments(plural),
  connection: {
    connecting: 'Connecting…',
    waiting: 'No connection. Trying again…',
    away: 'No connection',
    loadedLater: 'No connection. This loads when you are online again.',
  },
  notifications: {
    newMessage: 'New message',
    attachments: (count: number) =>
      plural(count, { one: 'Sent an attachment', other: 'Sent # attachments' }),
  },
  titles: {
    withUnread: (count: number, title: string, isAtLeast: boolean) =>
      count > 0 ? `(${count}${isAtLeast ? '+' : ''}) ${title}` : title,
    page: (name: string) => `${name} · Parley`,
  },
});

export type Strings = ReturnType<typeof english>;
