import * as z from 'zod';
import { orders } from '../closed-lists.ts';
import { Forwarded, MessageId, queryBoolean, Timestamp, Uuid } from '../fields.ts';
import { limits } from '../limits.ts';
import { Recording } from '../media/recording.ts';
import { route } from '../route.ts';
import { samples } from '../samples.ts';
import { writtenText } from '../texts/written-text.ts';
import { expiresAtNote, Notice } from './disappearing/disappearing.ts';
import { hiddenNote } from './marks/hidden-note.ts';
import { boundedDepth, boundedDepthError, pageOf, pageQuery } from './paging.ts';
import { Reaction } from './reactions.ts';

export const filenameNote = {
  description:
    'For people, never a path: visible, without controls of direction, and with an ending of its type or none.',
  examples: ['notes.pdf'],
};
export const mimeNote = { examples: ['application/pdf'] };
export const sizeBytesNote = { examples: [48_213] };

/** A completed attachment, as part of a message. */
export const Attachment = z
  .object({
    id: z.uuid().meta({ examples: [samples.attachment] }),
    filename: z.string().meta(filenameNote),
    mime: z.string().meta(mimeNote),
    size_bytes: z.int().meta(sizeBytesNote),
    width: z
      .int()
      .optional()
      .meta({
        description: 'For an image, in pixels; images of up to 50 megapixels are served inline.',
        examples: [1_280],
      }),
    height: z
      .int()
      .optional()
      .meta({ description: 'For an image, in pixels.', examples: [720] }),
    recording: Recording.optional().meta({ description: 'For a voice message.' }),
  })
  .meta({ id: 'Attachment' });
export type Attachment = z.infer<typeof Attachment>;

export const seqNote = {
  description: 'Position in the log of the conversation, from 1 and without gaps.',
  examples: [3],
};
const clientIdNote = {
  description: `Chosen by the sender. For ${limits.sentGuardDays} days, repeating it in the same conversation creates no second message.`,
  examples: [samples.clientId],
};

/** `text` and `content` are the same value, since clients use either name. */
export const Message = z
  .object({
    id: MessageId.meta({ description: 'Opaque.', examples: [samples.message] }),
    conversation_id: z.uuid().meta({ examples: [samples.conversation] }),
    seq: z.int().meta(seqNote),
    rev: z.int().meta({ description: '`seq` of the latest change.', examples: [3] }),
    sender_id: z.uuid().meta({ examples: [samples.ada] }),
    receiver_id: z.uuid(),
    text: z
      .string()
      .nullable()
      .meta({
        description:
          'The same value as `content`. Null for a message with attachments only and for a deleted one.',
        examples: ['Hello, Bob'],
      }),
    content: z
      .string()
      .nullable()
      .meta({ description: 'The same value as `text`.', examples: ['Hello, Bob'] }),
    attachments: z.array(Attachment).meta({ examples: [[]] }),
    reactions: z.array(Reaction).meta({
      description: 'At most one per member, in the order in which the members first reacted.',
      examples: [[]],
    }),
    reply_to_id: MessageId.nullable().meta({
      description: 'The message that this one answers.',
      examples: [null],
    }),
    forwarded: Forwarded.optional(),
    is_read: z.boolean().meta({ description: 'The receiver has read it.', examples: [false] }),
    read_at: Timestamp.nullable().meta({
      description: 'When it was marked as read individually; null if a read-up-to covered it.',
      examples: [null],
    }),
    edited_at: Timestamp.nullable().meta({ examples: [null] }),
    deleted_at: Timestamp.nullable().meta({
      description: 'A deleted message keeps its place, without text and files.',
      examples: [null],
    }),
    created_at: Timestamp,
    updated_at: Timestamp,
    client_id: z.uuid().meta(clientIdNote),
    hidden: z.literal(true).optional().meta(hiddenNote),
    expires_at: Timestamp.optional().meta(expiresAtNote),
    notice: Notice.optional(),
  })
  .meta({ id: 'Message' });
export type Message = z.infer<typeof Message>;

export const MessageText = writtenText(limits.message.maxLength).meta({
  examples: ['Hello, Bob'],
});

export const sendOptions = {
  client_id: Uuid.optional().meta({ ...clientIdNote, shown: true }),
  reply_to_id: MessageId.optional().meta({
    description: 'A message of the same conversation.',
    examples: [samples.earlierMessage],
  }),
  forwarded: Forwarded.optional(),
  attachment_ids: z
    .array(Uuid)
    .max(limits.message.maxAttachments)
    .refine((ids) => new Set(ids).size === ids.length, 'must be distinct')
    .meta({ uniqueItems: true })
    .optional()
    .meta({
      description: 'Completed attachments of the sender that no message has yet, in display order.',
      examples: [[samples.attachment]],
    }),
};

export const sendToUser = route({
  method: 'POST',
  path: '/api/messages',
  access: 'bearer',
  tag: 'messages',
  twinOf: 'post-message',
  summary:
    'Send a message to a user; 200 with the existing message if its `client_id` was used before',
  body: {
    schema: z.object({ text: MessageText, receiver_id: Uuid, ...sendOptions }),
    types: ['json'],
  },
  responses: { 201: Message, 200: Message },
  errors: [
    'unauthenticated',
    'blocked',
    'user_not_found',
    'message_not_found',
    'request_pending',
    'client_id_reused',
    'invalid_attachment',
  ],
});

export const byMessageId = z.object({ id: MessageId.meta({ examples: [samples.message] }) });
const order = z
  .enum(orders)
  .default('asc')
  .meta({ description: 'Sort order by time; `asc`: oldest first.' });
const Messages = pageOf(Message).meta({ id: 'Messages' });

export const listInbox = route({
  method: 'GET',
  path: '/api/messages/inbox',
  access: 'bearer',
  tag: 'messages',
  twinOf: 'list-messages',
  summary:
    'Received messages, oldest first; `unread_only=true` only unread ones, `false` only read ones',
  query: z
    .object({
      unread_only: queryBoolean.optional().meta({
        description: '`true`: only unread ones, `false`: only read ones, absent: all.',
        examples: [true],
      }),
      order,
      ...pageQuery,
    })
    .refine(boundedDepth, boundedDepthError),
  responses: { 200: Messages },
  errors: ['unauthenticated'],
});

export const listOutbox = route({
  method: 'GET',
  path: '/api/messages/outbox',
  access: 'bearer',
  tag: 'messages',
  twinOf: 'list-messages',
  summary: 'Sent messages, oldest first',
  query: z.object({ order, ...pageQuery }).refine(boundedDepth, boundedDepthError),
  responses: { 200: Messages },
  errors: ['unauthenticated'],
});

export const getMessage = route({
  method: 'GET',
  path: '/api/messages/{id}',
  access: 'bearer',
  tag: 'messages',
  summary: 'One message as it is now; a deleted one is a placeholder',
  params: byMessageId,
  responses: { 200: Message },
  errors: ['unauthenticated', 'message_not_found'],
});

export const readMessage = route({
  method: 'POST',
  path: '/api/messages/{id}/read',
  access: 'bearer',
  tag: 'messages',
  twinOf: 'read-up-to',
  summary: 'Mark one received message as read; idempotent',
  params: byMessageId,
  responses: { 200: Message },
  errors: ['unauthenticated', 'message_not_found'],
});

export const editMessage = route({
  method: 'PATCH',
  path: '/api/messages/{id}',
  access: 'bearer',
  tag: 'messages',
  summary: `Change the text of a message of one's own, at most ${limits.message.maxEdits} times`,
  params: byMessageId,
  body: { schema: z.object({ content: MessageText }), types: ['json'] },
  responses: { 200: Message },
  errors: [
    'unauthenticated',
    'blocked',
    'not_author',
    'message_not_found',
    'message_deleted',
    'too_many_edits',
  ],
});

export const deleteMessage = route({
  method: 'DELETE',
  path: '/api/messages/{id}',
  access: 'bearer',
  tag: 'messages',
  summary:
    "Delete a message of one's own: a placeholder stays; with `only_unread=true` a read one is 409",
  params: byMessageId,
  query: z.object({
    only_unread: queryBoolean
      .default(false)
      .meta({ description: 'Refuse to delete a message that has been read.' }),
  }),
  responses: { 204: null },
  errors: ['unauthenticated', 'not_author', 'message_not_found', 'message_read'],
});
