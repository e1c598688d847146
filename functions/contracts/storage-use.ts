import * as z from 'zod';

/** What the files of a user take, in bytes: those in messages, and uploads that may still be sent. */
export const StorageUse = z
  .object({
    used_bytes: z.int().meta({
      description: 'Of files in messages, and of uploads that may still be sent.',
      examples: [734_003_200],
    }),
    limit_bytes: z.int().meta({ description: 'Set by the operator.', examples: [1_073_741_824] }),
  })
  .meta({ id: 'StorageUse' });
export type StorageUse = z.infer<typeof StorageUse>;
