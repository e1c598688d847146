import * as z from 'zod';
import { text, wellFormed } from './fields.ts';
import { hasVisible } from './invisible.ts';
import { normalizeText } from './message-text.ts';

/** Raw texts may be longer by what is not stored, but not so long that normalizing them takes its time. */
const MAX_RAW_UNITS = 4;

/** What one person writes to another, as `normalizeText` stores it; its length counts after that. */
export const writtenText = (max: number) =>
  text(
    1,
    max,
    z
      .string()
      .refine(...wellFormed)
      .refine((value) => value.length <= max * MAX_RAW_UNITS, {
        error: `must be 1 to ${max} characters long`,
        abort: true,
      })
      .overwrite(normalizeText)
      .refine(hasVisible, { error: 'must have a visible character', abort: true }),
  );
