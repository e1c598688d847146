import type { Plural } from '../plural.ts';

export const messages = (plural: Plural) => ({
  log: 'Messages',
  composer: 'Message',
  placeholder: 'Write a message',
  send: 'Send',
  back: 'Back to conversations',
  loadFailed: 'These messages could not be loaded.',
  loadingOlder: 'Loading older messages',
  loadingNewer: 'Loading newer messages',
  unreadFrom: 'New messages',
  beginning: (name: string) => `This is the beginning of your conversation with ${name}.`,
  beginningNotes: 'Notes to yourself: no other user can read them.',
  edited: 'edited',
  forwarded: 'Forwarded',
  deleted: 'Message deleted',
  attachment: 'Attachment',
  readMore: 'Read more',
  showLess: 'Show less',
  jumpToLatest: 'Jump to latest',
  tooLong: (over: number) =>
    plural(over, { one: '# character too many', other: '# characters too many' }),
  left: (count: number) => plural(count, { one: '# character left', other: '# characters left' }),
  inactive:
    'This account has been deactivated. You can read the conversation, but not write in it.',
  retry: 'Retry',
  discard: 'Discard',
  cancelSend: 'Cancel sending',
  status: {
    queued: 'Waiting to be sent',
    sending: 'Sending',
    sent: 'Sent',
    read: 'Read',
    failed: 'Not sent',
  },
  refused: 'Not sent: the message was refused.',
});
