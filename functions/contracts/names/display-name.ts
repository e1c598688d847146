import * as z from 'zod';
import { text, wellFormed } from '../fields.ts';
import { limits } from '../limits.ts';
import { hasVisible, withoutInvisible } from '../texts/invisible.ts';
import { hasMixedDigits, isHighlyRestrictive } from './scripts.ts';

const { maxLength, about } = limits.displayName;
const { nonspacing, inAll } = limits.username.maxMarks;

/** Line ends and tabs count as spaces. */
const oneLine = (value: string): string => value.replace(/\s+/gu, ' ').trim().normalize('NFC');

/** Combining marks that pile up, or stand on no letter. */
const badMarks = new RegExp(
  String.raw`(?:^|[\p{Z}\p{P}])\p{Mn}|\p{Mn}{${nonspacing + 1}}|\p{M}{${inAll + 1}}`,
  'u',
);
/** An emoji may be followed by a variation selector, which is a mark. */
const selectors = /[\ufe0e\ufe0f]/gu;

export const oneLineText = (max: number) =>
  text(
    1,
    max,
    z
      .string()
      .refine(...wellFormed)
      .refine((value) => value.length <= max * 4, {
        error: `must be 1 to ${max} characters long`,
        abort: true,
      })
      .overwrite(oneLine)
      .refine(hasVisible, { error: 'must have a visible character', abort: true })
      .refine((value) => !/\p{Cc}/u.test(value) && withoutInvisible(value) === value, {
        error: 'must not have control or invisible characters',
        abort: true,
      }),
  );

/** The name that people read. Not unique, so the username stays beside it (docs/adr/0034). */
export const DisplayName = oneLineText(maxLength)
  .refine((name) => !badMarks.test(name.normalize('NFKD').replace(selectors, '')), {
    error: `must have at most ${nonspacing} marks in a row, each on a letter`,
    abort: true,
  })
  .refine(
    (name) =>
      name
        .normalize('NFKC')
        .split(/[^\p{L}\p{M}\p{N}]+/u)
        .every(isHighlyRestrictive),
    { error: 'must not mix alphabets within a word', abort: true },
  )
  .refine((name) => !hasMixedDigits(name.normalize('NFKC')), {
    error: 'must not mix digits of different scripts',
  });

export const About = oneLineText(about);
