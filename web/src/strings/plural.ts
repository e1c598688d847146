/** A sentence for each plural form that the language has; `#` stands for the number. */
export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & {
  readonly other: string;
};
/** The sentence for so many, with the number as the language writes it. */
export type Plural = (count: number, forms: PluralForms) => string;

export const pluralIn = (locale: string): Plural => {
  // Made when first needed: it takes longer than most of what a first view does.
  let rules: Intl.PluralRules | undefined;
  return (count, forms) => {
    rules ??= new Intl.PluralRules(locale);
    return (forms[rules.select(count)] ?? forms.other).replace('#', count.toLocaleString(locale));
  };
};
