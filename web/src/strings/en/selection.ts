import type { Plural } from '../plural.ts';

/** Strings for selected messages, which load later. */
export const selection = (plural: Plural) => ({
  select: 'Select',
  bar: 'Selected messages',
  end: 'End the selection',
  selected: (count: number) => plural(count, { one: '# selected', other: '# selected' }),
  most: (count: number) =>
    plural(count, { one: '# selected, the maximum', other: '# selected, the maximum' }),
});
export type SelectionWords = ReturnType<typeof selection>;
