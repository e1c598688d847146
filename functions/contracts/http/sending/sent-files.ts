import * as z from 'zod';
import { text } from '../../fields.ts';
import { brokenNameRule } from '../../filenames.ts';
import { limits } from '../../limits.ts';
import { acceptedTypes } from '../../media/accepted-types.ts';

/** A display name that every system can save a file under; never used as a path. */
export const Filename = text(1, limits.attachment.filenameLength).superRefine((name, context) => {
  const message = brokenNameRule(name);
  if (message !== null) context.addIssue({ code: 'custom', message, continue: false });
});

/** Accepted types, without parameters: see `media/accepted-types.ts`. */
export const AttachmentType = z
  .string()
  .toLowerCase()
  .max(100)
  .regex(acceptedTypes.any.pattern, acceptedTypes.any.rule);

/** Files sent inline with a message in one multipart form: for simple clients and small files. */
export const SentFiles = z
  .array(z.object({ filename: Filename, mime: AttachmentType, bytes: z.instanceof(Uint8Array) }))
  .max(limits.message.maxAttachments, `must be at most ${limits.message.maxAttachments} files`);
export type SentFile = z.infer<typeof SentFiles>[number];
