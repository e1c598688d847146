import * as z from 'zod';

/** What the files of a user take, in bytes: those in messages, and uploads that may still be sent. */
export const StorageUse = z
  .object({ used_bytes: z.int(), limit_bytes: z.int() })
  .meta({ id: 'StorageUse' });
export type StorageUse = z.infer<typeof StorageUse>;
