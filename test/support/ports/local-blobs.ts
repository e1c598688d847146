import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blobStore, closeDatabase, signedFiles } from '#functions/adapters/local/index.ts';
import { makeFileGateway } from '#local/files/file-gateway.ts';
import { makePeerOf } from '#local/gateway/peer.ts';
import { atFileEnd } from '../file-end/at-file-end.ts';
import type { Blobs } from './blobs.ts';

/** The disk behind the routes of the one-process server. */
export const localBlobs = async (): Promise<Blobs & { folder: string }> => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-blobs-'));
  const env = {
    TABLE_NAME: join(folder, 'parley.db'),
    UPLOAD_BUCKET_NAME: join(folder, 'files'),
  };
  const gateway = makeFileGateway(signedFiles(env));
  const peerOf = makePeerOf(() => false, false);
  const server = createServer((request, response) => gateway(request, response, peerOf(request)));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  atFileEnd(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    closeDatabase(env);
    rmSync(folder, { recursive: true });
  });
  const { port } = server.address() as AddressInfo;
  return { blobs: blobStore(env), origin: `http://127.0.0.1:${port}`, folder };
};
