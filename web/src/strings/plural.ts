import { once } from '../lib/once.ts';

/** A sentence for each plural form that the language has; `#` stands for the number. */
export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & {
  readonly other: string;
};
/** The sentence for so many, with the number as the language writes it. */
export type Plural = (count: number, forms: PluralForms) => string;

export const pluralIn = (locale: string): Plural => {
  const rules = once(() => new Intl.PluralRules(locale));
  const numbers = once(() => new Intl.NumberFormat(locale));
  return (count, forms) =>
    (forms[rules().select(count)] ?? forms.other).replace('#', numbers().format(count));
};
