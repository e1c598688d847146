import * as z from 'zod';
import type { BlobStore } from '#core/ports/attachments.ts';
import { fromJson } from './from-json.ts';

export type DownloadLink = Parameters<BlobStore['signDownload']>[0];

const Link = z.tuple([z.string(), z.string(), z.string(), z.boolean(), z.number()]);

/** The URL-safe form of a link; the caller appends a signature. */
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

/** Null for an invalid link. The caller verifies the signature. */
export const decodeLink = (text: string): DownloadLink | null => {
  const parsed = Link.safeParse(fromJson(Buffer.from(text, 'base64url').toString('utf8')));
  if (!parsed.success) return null;
  const [key, filename, mime, isInline, expiresAt] = parsed.data;
  return { key, filename, mime, isInline, expiresAt };
};
