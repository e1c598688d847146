import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { create } from 'content-disposition';
import type { FileDesk } from '#backend';
import { byteRange } from './byte-range.ts';
import { refuse } from './s3-error.ts';

/** `GET|HEAD /files/<token>`: a file under the name that it was sent with, in no hands but a viewer's. */
export const serveDownload = async (
  desk: FileDesk,
  token: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const found = await desk.find(token);
  if ('code' in found) return refuse(response, found.code, found.message);
  const { link, file } = found;
  const { size } = await file.stat();
  const range = byteRange(request.headers.range, size);
  if (range === 'unsatisfiable') {
    await file.close();
    response.setHeader('content-range', `bytes */${size}`);
    return refuse(response, 'InvalidRange', 'The requested range is not satisfiable');
  }
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
    // Neither the URL nor the file outlives its message.
    'cache-control': 'private, no-store',
  });
  if (request.method === 'HEAD') {
    await file.close();
    response.end();
    return;
  }
  // Closes the file, and is cut off when the client goes.
  await pipeline(file.createReadStream({ start, end }), response).catch(() => response.destroy());
};
