import type { Plural } from '../plural.ts';

export const errors = (plural: Plural) => ({
  required: 'Please fill this in.',
  network: 'Parley cannot be reached. Check your connection and try again.',
  invalidCredentials: 'That name and password do not match.',
  usernameTaken: 'That name is taken. Try another one.',
  invalidPassword: 'That is not your current password.',
  codeRequired:
    'Your account asks for a code, and this page cannot take it yet: use a client of the API.',
  invalidCode: 'The code is wrong or was used already.',
  invalidChallenge: 'This sign-in has expired. Start again.',
  invalidPasskey: 'This passkey is not accepted here. Sign in with your password.',
  tooManyPasskeys: 'An account has at most ten passkeys. Remove one first.',
  factorIsSet: 'Two-step sign-in is on already.',
  invalidInvite: 'This invitation is not valid: it was used, withdrawn, or has expired.',
  inviteNeeded: 'You need an invitation to create an account here. Enter its code.',
  registrationClosed: 'New accounts cannot be created here at the moment.',
  blocked: 'Nothing can be sent between the two of you.',
  userNotFound: 'This account no longer exists.',
  busy: 'The server is busy. Wait a moment and try again.',
  readOnly:
    'Parley is moving to another server. You can read. Messages wait on this device and are sent afterwards.',
  signedOut: 'You are signed out. Sign in again.',
  gone: 'It no longer exists, or it belongs to someone else.',
  pushUnavailable: 'The operator has not set up notifications.',
  notAuthor: 'Only its author can do this.',
  alreadySent: 'This was sent before.',
  messageDeleted: 'The message has been deleted meanwhile.',
  messageRead: 'The message has been read meanwhile.',
  tooManyEdits: 'A message can be changed 100 times at most.',
  tooManyPinned: 'At most 5 conversations can be pinned. Unpin one first.',
  requestPending:
    'They have not accepted your request yet. Until then you can send 10 messages of text only.',
  tooLarge: 'That is too large.',
  invalid: 'It contains something that is not allowed.',
  invalidFile: 'One of its files cannot be sent.',
  tooManyUploads: 'You have uploaded too many files today. Try again tomorrow.',
  oldPage: 'This page is not up to date. Reload it.',
  forbiddenOrigin: 'This page may not sign in here. Open Parley at its own address.',
  waitSeconds: (seconds: number) =>
    plural(seconds, {
      one: 'Too many attempts. Wait # second and try again.',
      other: 'Too many attempts. Wait # seconds and try again.',
    }),
  waitMinutes: (minutes: number) =>
    plural(minutes, {
      one: 'Too many attempts. Wait # minute and try again.',
      other: 'Too many attempts. Wait # minutes and try again.',
    }),
  waitIsOver: 'You can try again now.',
  unknown: 'Something went wrong on our side. Please try again.',
  crashTitle: 'Something broke',
  crashLead: 'Your messages are safe. Reload the page to carry on.',
  reload: 'Reload',
  unreachableTitle: 'No connection to Parley',
  notFoundTitle: 'Nothing here',
  notFoundLead: 'This page does not exist, or it has moved.',
  noConversationTitle: 'No such conversation',
  noConversationLead: 'It may belong to another account.',
  home: 'Back to your conversations',
  /** Texts for contract rules whose message cannot be used as a sentence. */
  rules: {} as Readonly<Record<string, string>>,
});
