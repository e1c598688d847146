import type { FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { create } from 'content-disposition';
import type { DownloadLink, SignedFiles } from '#backend';
import { byteRange } from './byte-range.ts';
import type { Exchange } from './exchange.ts';
import { refuse } from './s3-error.ts';

const send = async (
  { request, response }: Exchange,
  link: DownloadLink,
  file: FileHandle,
): Promise<void> => {
  const { size } = await file.stat();
  const range = byteRange(request.headers.range, size);
  if (range === 'unsatisfiable') {
    response.setHeader('content-range', `bytes */${size}`);
    return refuse({ request, response }, 'InvalidRange', 'The requested range is not satisfiable');
  }
  // The client disconnected while the file was being opened.
  if (response.destroyed) return;
  const { start, end } = range ?? { start: 0, end: size - 1 };
  response.writeHead(range ? 206 : 200, {
    'content-type': link.mime,
    'content-length': end - start + 1,
    'accept-ranges': 'bytes',
    ...(range && { 'content-range': `bytes ${start}-${end}/${size}` }),
    'content-disposition': create(link.filename, { type: link.isInline ? 'inline' : 'attachment' }),
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
    'referrer-policy': 'no-referrer',
    // No caching, since URL and file must end with their message.
    'cache-control': 'private, no-store',
  });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  // Ends early if the client disconnects or reads too slowly.
  await pipeline(file.createReadStream({ start, end }), response).catch(() => response.destroy());
};

/** `GET|HEAD /files/<token>`: serves a file under its original name; the token is the permission. */
export const serveDownload = async (
  files: SignedFiles,
  token: string,
  exchange: Exchange,
): Promise<void> => {
  const found = await files.find(token);
  if ('code' in found) return refuse(exchange, found.code, found.message);
  const { link, file } = found;
  try {
    await send(exchange, link, file);
  } finally {
    // On every path: a stream that was never started does not close its file.
    await file.close();
  }
};
