import * as z from 'zod';

// Compiled parsers need `eval`, which the site's content policy forbids.
z.config({ jitless: true });

export const flattenError = z.flattenError;
