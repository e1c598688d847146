import type { Plural } from '../plural.ts';

export const errors = (plural: Plural) => ({
  required: 'Please fill this in.',
  network: 'Parley cannot be reached. Check your connection and try again.',
  invalidCredentials: 'That name and password do not match.',
  usernameTaken: 'That name is taken. Try another one.',
  invalidPassword: 'That is not your current password.',
  invalidInvite: 'This invitation is not valid, or it has been used.',
  inviteNeeded: 'New accounts are by invitation here. Enter the code that you were given.',
  registrationClosed: 'New accounts cannot be made here at the moment.',
  blocked: 'Nothing can be sent between the two of you.',
  userNotFound: 'This person is not here any more.',
  busy: 'A lot is going on right now. Wait a moment and try again.',
  forbiddenOrigin: 'This page may not sign in here. Open Parley at its own address.',
  tooManyAttempts: (minutes: number) =>
    plural(minutes, {
      one: 'Too many attempts. Wait # minute and try again.',
      other: 'Too many attempts. Wait # minutes and try again.',
    }),
  unknown: 'Something went wrong on our side. Please try again.',
  crashTitle: 'Something broke',
  crashLead: 'Your messages are safe. Reload the page to carry on.',
  reload: 'Reload',
  unreachableTitle: 'Parley is out of reach',
  notFoundTitle: 'Nothing here',
  notFoundLead: 'This page does not exist, or it has moved.',
  noConversationTitle: 'No such conversation',
  noConversationLead: 'It may belong to another account.',
  home: 'Back to your conversations',
  /** What the contracts' rules say, where a sentence made of it will not do. */
  rules: {} as Readonly<Record<string, string>>,
});
