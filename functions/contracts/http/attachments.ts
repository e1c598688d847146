import * as z from 'zod';
import { Timestamp, Uuid } from '../fields.ts';
import { mayBeNameOf, unfittingName } from '../filenames.ts';
import { limits } from '../limits.ts';
import { AnnouncedRecording } from '../media/recording.ts';
import { route } from '../route.ts';
import { samples } from '../samples.ts';
import { Attachment, filenameNote, mimeNote, sizeBytesNote } from './messages.ts';
import { AttachmentType, Filename } from './sending/sent-files.ts';

/** Where and how to upload: a multipart POST of `fields`, then `file` as the last field. */
export const Upload = z
  .object({
    /** Absolute. */
    url: z.url().meta({ examples: ['https://parley.example/files'] }),
    fields: z.record(z.string(), z.string()).meta({
      description: 'Signed: the upload must have exactly this key, content type and size.',
      examples: [
        {
          key: `pending/${samples.attachment}`,
          'Content-Type': 'application/pdf',
          policy: 'eyJleHBpcmF0aW9uIjoi4oCmIn0=',
          'x-amz-signature': 'b2Yf0cTqW3uHsvCq',
        },
      ],
    }),
  })
  .meta({ id: 'Upload' });

const byId = z.object({ id: Uuid.meta({ examples: [samples.attachment] }) });

export const createAttachment = route({
  method: 'POST',
  path: '/api/attachments',
  access: 'bearer',
  tag: 'attachments',
  summary:
    'Ask for an upload: a form bound to one key, this content type and exactly this size, good for 15 min',
  body: {
    schema: z
      .object({
        filename: Filename.meta(filenameNote),
        mime: AttachmentType.meta(mimeNote),
        size_bytes: z
          .int()
          .min(1)
          .max(limits.attachment.largestMb * 1024 * 1024)
          .meta(sizeBytesNote),
        recording: AnnouncedRecording.optional().meta({ description: 'For a voice message.' }),
      })
      .refine(({ mime, recording }) => !recording || mime.startsWith('audio/'), {
        path: ['recording'],
        error: 'is for audio only',
      })
      .refine(({ filename, mime }) => mayBeNameOf(filename, mime), {
        path: ['filename'],
        error: unfittingName,
      }),
    types: ['json'],
  },
  responses: {
    201: z
      .object({
        id: z.uuid().meta({ examples: [samples.attachment] }),
        upload: Upload.nonoptional().meta({
          description:
            'A multipart POST of all `fields` as they are, and then `file`, without a token.',
        }),
        expires_at: Timestamp.meta({
          description: 'Until then the upload may be sent, as often as needed.',
        }),
      })
      .meta({ id: 'PendingAttachment' }),
  },
  errors: ['unauthenticated', 'storage_full', 'too_many_uploads', 'uploads_paused'],
});

export const completeAttachment = route({
  method: 'POST',
  path: '/api/attachments/{id}/complete',
  access: 'bearer',
  tag: 'attachments',
  summary:
    'Say that the bytes are there: they are checked, and void unless they are of that size and type; again changes nothing',
  params: byId,
  responses: { 200: Attachment },
  errors: ['unauthenticated', 'attachment_not_found', 'invalid_upload'],
});

export const copyAttachment = route({
  method: 'POST',
  path: '/api/attachments/{id}/copy',
  access: 'bearer',
  tag: 'attachments',
  summary:
    'A copy of a file that the caller may read, complete and ready to be sent in another message; counts as an upload',
  params: byId,
  body: {
    schema: z.object({
      client_id: Uuid.meta({
        description: 'Chosen by the caller. Repeating it for the same file makes no second copy.',
        examples: [samples.clientId],
      }),
    }),
    types: ['json'],
  },
  responses: { 200: Attachment },
  errors: [
    'unauthenticated',
    'attachment_not_found',
    'storage_full',
    'too_many_uploads',
    'uploads_paused',
  ],
});

export const getAttachment = route({
  method: 'GET',
  path: '/api/attachments/{id}',
  access: 'bearer',
  tag: 'attachments',
  summary:
    'A URL good for 5 min: by redirect, or as JSON with `Accept: application/json`; for the owner, and once sent for both members',
  params: byId,
  responses: {
    200: z
      .object({
        url: z.url().meta({
          examples: ['https://parley.example/files/WyJhdHQv4oCmIl0.b2Yf0cTqW3uHsvCq'],
        }),
        expires_at: Timestamp.meta({ description: 'Until then the URL serves the file.' }),
      })
      .meta({ id: 'Download' }),
    302: null,
  },
  errors: ['unauthenticated', 'attachment_not_found'],
});
