import * as z from 'zod';
import { text, wellFormed } from '#contracts/fields.ts';
import { hasVisible } from './invisible.ts';
import { normalizeText } from './message-text.ts';

/** Raw input may be longer than the stored text, but bounded, so that normalising stays cheap. */
const MAX_RAW_UNITS = 4;

/** A message text, normalised by `normalizeText`; the length limit applies to the result. */
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
