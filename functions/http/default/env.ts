import * as z from 'zod';

export const env = z.object({
  /** Whether sites of others may call the API: then a preflight is answered, not refused. */
  CORS: z.enum(['on', 'off']),
});
