import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { storedKey } from '#core/domain/attachment.ts';
import { bucketBlobs } from '#functions/adapters/aws/archive/bucket-blobs.ts';
import { countedIds } from '#test/support/fakes.ts';
import type { openS3 } from '#test/support/ports/s3-home.ts';

const ids = countedIds(0xc);

/** The bytes of an archive in a bucket. */
export const describeBucketBlobs = (open: () => ReturnType<typeof openS3>): void => {
  describe('the blobs of an archive', () => {
    const blobOf = (
      bytes: Uint8Array,
      sha256 = createHash('sha256').update(bytes).digest('hex'),
    ) => ({
      id: ids.uuid(),
      mime: 'text/plain',
      sizeBytes: bytes.length,
      sha256,
      open: async function* () {
        yield bytes;
      },
    });

    it('are stored with their type, found by their size, and read again', async () => {
      const { bucket, blobs } = await open();
      const archived = bucketBlobs(bucket);
      const blob = blobOf(Buffer.from('bytes of a file'));

      expect(await archived.hasBlob(blob)).toBe(false);
      expect(await archived.openBlob(blob.id)).toBeNull();
      await archived.putBlob(blob);

      expect(await archived.hasBlob(blob)).toBe(true);
      expect(await archived.hasBlob({ ...blob, sizeBytes: 1 })).toBe(false);
      const stored = await blobs.read(storedKey(blob.id));
      expect(Buffer.from(stored?.bytes ?? []).toString()).toBe('bytes of a file');
      const chunks: Uint8Array[] = [];
      for await (const chunk of (await archived.openBlob(blob.id)) ?? []) chunks.push(chunk);
      expect(Buffer.concat(chunks).toString()).toBe('bytes of a file');
    });

    it('are not stored if they are damaged', async () => {
      const { bucket } = await open();
      const archived = bucketBlobs(bucket);
      const blob = blobOf(Buffer.from('bytes'), '0'.repeat(64));

      await expect(archived.putBlob(blob)).rejects.toThrow(/damaged/);
      expect(await archived.hasBlob(blob)).toBe(false);
    });
  });
};
