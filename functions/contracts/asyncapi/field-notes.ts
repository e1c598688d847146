import { limits } from '../limits.ts';
import type { FieldNote } from '../openapi/field-notes.ts';

/** What a schema does not say of a field, by `event.field` or `action.field`: as the notes of the HTTP API. */
export const socketFieldNotes: Readonly<Record<string, FieldNote>> = {
  'PushedMessage.id': { description: 'Opaque.' },
  'PushedMessage.text': {
    description: `The same value as \`content\`. Left out where the frame would be over ${limits.socket.frameBytes / 1024} KB.`,
  },
  'PushedMessage.content': { description: 'Null with attachments only, and once deleted.' },
  'PushedMessage.reply_to_id': { description: 'The message that this one answers.' },
  'message:new.seq': { description: 'Of its entry in the log.' },
  'message:update.seq': { description: 'Of its entry in the log.' },
  'message:delete.seq': { description: 'Of its entry in the log.' },
  'message:read.seq': {
    description:
      "Beside `payload`: of its entry in the log, only of a single read. In `payload`: the message's own.",
  },
  'message:read.user_id': { description: 'Who has read.' },
  'message:read.up_to_seq': { description: 'Everything received up to here is read.' },
  'message:read.message_id': { description: 'The one message that was read.' },
  'presence:typing.user_id': { description: 'Who types.' },
  'presence:update.user_id': { description: 'Who came or went.' },
  'error.code': { description: 'A word: about a frame. A number: the code of the close to come.' },
  'error.detail': { description: 'For people.' },
  'handshake.ticket': { description: 'Of `POST /api/realtime/ticket`; good once.' },
  'handshake.token': { description: 'An access token.' },
  'handshake.conversation_id': {
    description: 'Only events of this conversation; of a foreign one the handshake is refused.',
  },
};
