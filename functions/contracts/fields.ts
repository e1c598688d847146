import * as z from 'zod';
import { limits } from './limits.ts';
import { hasUnseen, preparePassword } from './password.ts';
import { codePoints } from './text.ts';

export { Username } from './names/username.ts';

/** The first check of every text. */
export const wellFormed = [
  (value: string): boolean => value.isWellFormed() && !value.includes('\0'),
  { error: 'must be well-formed Unicode without NUL', abort: true },
] as const;

/** A string of `min`..`max` code points without lone surrogates or NUL. */
export const text = (min: number, max: number, base = z.string()) => {
  const error = `must be ${min} to ${max} characters long`;
  return (
    base
      .refine(...wellFormed)
      // A code point has at most two UTF-16 units. Later rules may take quadratic time.
      .refine((value) => value.length <= max * 2, { error, abort: true })
      .refine(
        (value) => {
          const length = codePoints(value);
          return length >= min && length <= max;
        },
        { error },
      )
      .meta({ minLength: min, maxLength: max })
  );
};

/** Lower-case UUID, for users, conversations, attachments and `client_id`. */
export const Uuid = z.uuid().toLowerCase();

/** Opaque; encodes conversation and sequence. Other characters are 422, an unknown id is 404. */
export const MessageId = z.string().regex(/^[0-9A-Za-z]+$/, 'must be letters and digits');

/** UTC ISO 8601 with milliseconds and `Z`. */
export const Timestamp = z.iso.datetime({ precision: 3 });

const preparedPassword = z.string().overwrite(preparePassword);

/** A new password. Sign-in accepts any string instead, so that a wrong password is 401 and not 422. */
export const NewPassword = text(
  limits.password.minLength,
  limits.password.maxLength,
  preparedPassword,
)
  .refine((value) => !hasUnseen(value), 'must not have control or invisible characters')
  .refine((value) => /[0-9]/.test(value), 'must have at least one digit')
  .refine((value) => /[A-Z]/.test(value), 'must have at least one capital letter A to Z')
  .refine((value) => value.trim() === value, 'must not start or end with a space')
  .meta({
    minLength: limits.password.minLength,
    maxLength: limits.password.maxLength,
    description: 'With a digit and a capital letter A to Z, without a space at either end.',
    examples: ['Engine-1843'],
  });

export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(limits.email.maxLength)
  .pipe(z.email())
  .meta({
    format: 'email',
    description: 'Unique. Never shown to other users.',
    examples: ['ada@example.org'],
  });

/** A query parameter of decimal digits. Rejects `1.0`, `+1`, `1e2` and an empty string. */
export const queryInteger = (range: { min: number; max: number }) =>
  z
    .string()
    .regex(/^\d+$/, { error: 'must be decimal digits', abort: true })
    .transform(Number)
    .refine((value) => value >= range.min && value <= range.max, {
      error: `must be ${range.min} to ${range.max}`,
    })
    .meta({ queryType: { type: 'integer', minimum: range.min, maximum: range.max } });

/** A query parameter `true` or `false`. Rejects `1`, `yes` and an empty string. */
export const queryBoolean = z
  .enum(['true', 'false'])
  .transform((value) => value === 'true')
  .meta({ queryType: { type: 'boolean' } });

export const Forwarded = z.literal(true).meta({
  description: 'Repeats a message of another conversation, as its sender says, and is shown so.',
});
