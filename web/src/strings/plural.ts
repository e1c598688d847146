/** A sentence for each plural form of the language; `#` stands for the number. */
export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & {
  readonly other: string;
};
/** The sentence for a count, with the number in the language's format. */
export type Plural = (count: number, forms: PluralForms) => string;

export const pluralIn = (locale: string): Plural => {
  // Created on first use, because it is slow compared with the rest of a first view.
  let rules: Intl.PluralRules | undefined;
  return (count, forms) => {
    rules ??= new Intl.PluralRules(locale);
    return (forms[rules.select(count)] ?? forms.other).replace('#', count.toLocaleString(locale));
  };
};
