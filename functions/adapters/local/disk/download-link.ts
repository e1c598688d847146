import * as z from 'zod';
import type { BlobStore } from '../../../core/ports/attachments.ts';

export type DownloadLink = Parameters<BlobStore['signDownload']>[0];

const Link = z.tuple([z.string(), z.string(), z.string(), z.boolean(), z.number()]);

/** URL-safe text of a link; a signature is put behind it. */
export const encodeLink = (link: DownloadLink): string => {
  const parts: z.infer<typeof Link> = [
    link.key,
    link.filename,
    link.mime,
    link.isInline,
    link.expiresAt,
  ];
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
};

/** Of a text whose signature was checked before. */
export const decodeLink = (text: string): DownloadLink => {
  const [key, filename, mime, isInline, expiresAt] = Link.parse(
    JSON.parse(Buffer.from(text, 'base64url').toString('utf8')),
  );
  return { key, filename, mime, isInline, expiresAt };
};
