import { globSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { root } from '#scripts/deploy/run.ts';

const folder = `${root}web/dist`;

/** The content types that the CDK's copy sets, by the ending. */
const types: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
  '.woff2': 'font/woff2',
};

/** Copies the built site to its bucket, as the CDK does on AWS (lib/constructs/site-files.ts). */
export const uploadSite = async (Bucket: string): Promise<number> => {
  const client = new S3Client({ forcePathStyle: true });
  const names = globSync('**/*', { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .filter((name) => !name.startsWith('.vite/'))
    // Pages after the files that they refer to.
    .sort((a, b) => Number(b.startsWith('assets/')) - Number(a.startsWith('assets/')));
  for (const Key of names) {
    const ContentType = types[extname(Key)] ?? 'application/octet-stream';
    const CacheControl = Key.startsWith('assets/')
      ? 'public, max-age=31536000, immutable'
      : 'no-cache';
    const Body = readFileSync(join(folder, Key));
    await client.send(new PutObjectCommand({ Bucket, Key, Body, ContentType, CacheControl }));
  }
  return names.length;
};
