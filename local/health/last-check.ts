import * as z from 'zod';
import { stateFile } from './state-file.ts';

/** The result of the last check of the data file. */
export const lastCheck = stateFile(
  'check.json',
  z.object({
    /** ISO 8601. */
    at: z.string(),
    /** What is damaged, or null. */
    damage: z.string().nullable(),
  }),
);
