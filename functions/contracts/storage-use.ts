import * as z from 'zod';

/** Storage used by the files of a user, in bytes. */
export const StorageUse = z
  .object({
    used_bytes: z.int().meta({
      description: 'Files in messages, and uploads that can still be sent.',
      examples: [734_003_200],
    }),
    limit_bytes: z.int().meta({ description: 'Set by the operator.', examples: [1_073_741_824] }),
  })
  .meta({ id: 'StorageUse' });
export type StorageUse = z.infer<typeof StorageUse>;
