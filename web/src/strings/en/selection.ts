import type { Plural } from '../plural.ts';

/** Strings for selected messages, which load later. */
export const selection = (plural: Plural) => ({
  select: 'Select',
  bar: 'Selected messages',
  end: 'End the selection',
  selected: (count: number) => plural(count, { one: '# selected', other: '# selected' }),
  most: (count: number) =>
    plural(count, { one: '# selected, the maximum', other: '# selected, the maximum' }),
  deleteTitle: (count: number) =>
    plural(count, { one: 'Delete # message?', other: 'Delete # messages?' }),
  deleteLead: 'They are deleted for both of you, permanently. Notes say that they were deleted.',
  deleteLeadMe: (name: string) =>
    `They disappear on all your devices, permanently. ${name} keeps them.`,
  deleteLeadNotes: 'They are deleted permanently. Notes say that they were deleted.',
});
export type SelectionWords = ReturnType<typeof selection>;
