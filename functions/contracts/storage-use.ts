import * as z from 'zod';
import { fileTypeModes } from './closed-lists.ts';

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

/** What a user may send. */
export const FileAllowance = StorageUse.extend({
  max_file_bytes: z.int().meta({
    description: 'The largest file, set by the operator.',
    examples: [10_485_760],
  }),
  file_types: z.enum(fileTypeModes).meta({
    description:
      'Set by the operator: `any` file that systems do not run, or `strict`: pictures, PDF, text and zip archives.',
    examples: ['any'],
  }),
}).meta({ id: 'FileAllowance' });
export type FileAllowance = z.infer<typeof FileAllowance>;
