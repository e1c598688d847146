import * as z from 'zod';
import { limits } from '../limits.ts';
import { codePoints } from '../text.ts';
import { hasMixedDigits, isHighlyRestrictive } from './scripts.ts';

const { maxLength, maxMarks } = limits.username;

/** Characters that only stretch a word (RFC 5892), and small capitals, which look like other letters. */
const stretching = String.raw`\u0640\u07fa`;
const smallCapital = String.raw`\u0262\u026a\u0274\u0276\u0280\u028f\u0299\u029c\u029f\u1d00-\u1d2b\ua730\ua731\uab46`;
const nameCharacter = String.raw`(?![\p{DI}${stretching}${smallCapital}])[\p{L}\p{Mn}\p{Mc}\p{Nd}_.!\-]`;
const namePattern = new RegExp(`^(?:${nameCharacter})+(?: (?:${nameCharacter})+)*$`, 'u');

const separator = /[ _.!-]/;

/** Bad combining marks: nonspacing marks pile up on a letter, and a doubled mark looks like a single one. */
const badMarks = new RegExp(
  String.raw`(?:^|[ _.!\-])\p{M}|(\p{Mn})\1|\p{Mn}{${maxMarks.nonspacing + 1}}|\p{M}{${maxMarks.inAll + 1}}`,
  'u',
);

/** Rules for new names that need no tables; `brokenNameRule` has the others. Existing names stay valid. */
const rules: readonly { readonly isMet: (name: string) => boolean; readonly error: string }[] = [
  {
    isMet: (name) => name.isWellFormed() && codePoints(name) <= maxLength,
    error: `must be 1 to ${maxLength} characters long`,
  },
  {
    isMet: (name) => namePattern.test(name),
    error:
      'must be letters, marks, digits and _ . - ! with single inner spaces, without control or zero-width characters',
  },
  {
    isMet: (name) => /[\p{L}\p{Nd}]/u.test(name),
    error: 'must have a letter or a digit',
  },
  {
    isMet: (name) => !badMarks.test(name.normalize('NFKD')),
    error: `must have at most ${maxMarks.nonspacing} different marks in a row, and none before a letter`,
  },
  {
    isMet: (name) => name.normalize('NFKC').split(separator).every(isHighlyRestrictive),
    error: 'must not mix alphabets within a word',
  },
  {
    isMet: (name) => !hasMixedDigits(name.normalize('NFKC')),
    error: 'must not mix digits of different scripts',
  },
];

/** A new name: trimmed, NFC, shown in lower case. Unique by its skeleton, found by its fold. */
export const Username = rules
  .reduce(
    (schema, { isMet, error }) => schema.refine(isMet, { error, abort: true }),
    z.string().trim().normalize('NFC').toLowerCase().normalize('NFC'),
  )
  .meta({
    minLength: 1,
    maxLength,
    description:
      'Letters, marks, digits and `_ . - !` with single inner spaces; trimmed, NFC. One alphabet a word, no reserved name, nothing like an id (docs/adr/0012). Unique in any case, and among names that look alike.',
    examples: ['ada.l'],
  });
