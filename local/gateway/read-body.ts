import type { IncomingMessage } from 'node:http';

/** Beyond this a client that still sends is cut off: it reads no answer anyway. */
const patienceBytes = 64 * 1024 * 1024;

/**
 * The whole body, or null when it is larger than the limit. The rest is then read and dropped first: a
 * client that is answered while it sends may see a broken connection instead of the answer.
 */
export const readBody = (request: IncomingMessage, limitBytes: number): Promise<Buffer | null> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limitBytes) chunks.push(chunk);
      else chunks.length = 0;
      if (size > patienceBytes) request.destroy();
    });
    request.on('end', () => {
      if (size > limitBytes) resolve(null);
      else resolve(chunks.length === 1 ? (chunks[0] ?? null) : Buffer.concat(chunks));
    });
    request.on('error', reject);
  });
