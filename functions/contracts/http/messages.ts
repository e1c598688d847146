import * as z from 'zod';
import {
  boundedDepth,
  boundedDepthError,
  MessageId,
  pageOf,
  pageQuery,
  queryBoolean,
  Timestamp,
  Uuid,
} from '../fields.ts';
import { limits } from '../limits.ts';
import { route } from '../route.ts';
import { writtenText } from '../written-text.ts';

/** A completed attachment as a message carries it. */
export const Attachment = z
  .object({
    id: z.uuid(),
    filename: z.string(),
    mime: z.string(),
    size_bytes: z.int(),
    width: z.int().optional(),
    height: z.int().optional(),
  })
  .meta({ id: 'Attachment' });
export type Attachment = z.infer<typeof Attachment>;

/**
 * `text` and `content` are one value under the two names that clients use: null with attachments only,
 * and once deleted. `rev` is the sequence of the latest change. `read_at` is the time of an individual
 * read, null when a read-up-to covered it.
 */
export const Message = z
  .object({
    id: MessageId,
    conversation_id: z.uuid(),
    seq: z.int(),
    rev: z.int(),
    sender_id: z.uuid(),
    receiver_id: z.uuid(),
    text: z.string().nullable(),
    content: z.string().nullable(),
    attachments: z.array(Attachment),
    reply_to_id: MessageId.nullable(),
    is_read: z.boolean(),
    read_at: Timestamp.nullable(),
    edited_at: Timestamp.nullable(),
    deleted_at: Timestamp.nullable(),
    created_at: Timestamp,
    updated_at: Timestamp,
    client_id: z.uuid(),
  })
  .meta({ id: 'Message' });
export type Message = z.infer<typeof Message>;

export const MessageText = writtenText(limits.message.maxLength);

export const sendOptions = {
  /** Chosen by the sender: the same one in the same conversation never makes a second message. */
  client_id: Uuid.optional(),
  reply_to_id: MessageId.optional(),
  /** Completed ones of the sender, in the order in which the message shows them. */
  attachment_ids: z
    .array(Uuid)
    .max(limits.message.maxAttachments)
    .refine((ids) => new Set(ids).size === ids.length, 'must be distinct')
    .meta({ uniqueItems: true })
    .optional(),
};

export const sendMessage = route({
  method: 'POST',
  path: '/api/messages',
  access: 'bearer',
  tag: 'messages',
  summary: 'Send a message to a user; 200 with the first one when its `client_id` was used before',
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
    'client_id_reused',
    'invalid_attachment',
  ],
});

const byId = z.object({ id: MessageId });
const order = z.enum(['asc', 'desc']).default('asc');
const Messages = pageOf(Message).meta({ id: 'Messages' });

export const listInbox = route({
  method: 'GET',
  path: '/api/messages/inbox',
  access: 'bearer',
  tag: 'messages',
  summary:
    'Received messages, oldest first; `unread_only=true` only unread ones, `false` only read ones',
  query: z
    .object({ unread_only: queryBoolean.optional(), order, ...pageQuery })
    .refine(boundedDepth, boundedDepthError),
  responses: { 200: Messages },
  errors: ['unauthenticated'],
});

export const listOutbox = route({
  method: 'GET',
  path: '/api/messages/outbox',
  access: 'bearer',
  tag: 'messages',
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
  params: byId,
  responses: { 200: Message },
  errors: ['unauthenticated', 'message_not_found'],
});

export const readMessage = route({
  method: 'POST',
  path: '/api/messages/{id}/read',
  access: 'bearer',
  tag: 'messages',
  summary: 'Mark one received message as read; again changes nothing',
  params: byId,
  responses: { 200: Message },
  errors: ['unauthenticated', 'message_not_found'],
});

export const editMessage = route({
  method: 'PATCH',
  path: '/api/messages/{id}',
  access: 'bearer',
  tag: 'messages',
  summary: `Change the text of a message of one's own, at most ${limits.message.maxEdits} times`,
  params: byId,
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
  params: byId,
  query: z.object({ only_unread: queryBoolean.default(false) }),
  responses: { 204: null },
  errors: ['unauthenticated', 'not_author', 'message_not_found', 'message_read'],
});
