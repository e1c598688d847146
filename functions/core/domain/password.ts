import { preparePassword } from '#contracts/password.ts';

/** The forms in which a typed password may be stored: today's first, then that of earlier versions. */
export const passwordForms = (typed: string): readonly [string, ...string[]] => {
  const prepared = preparePassword(typed);
  const former = typed.normalize('NFC');
  return former === prepared ? [prepared] : [prepared, former];
};
