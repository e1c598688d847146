import type { Plural } from '../plural.ts';

/** Strings of the question before messages are deleted, which loads later. */
export const deletion = (plural: Plural) => ({
  title: (count: number) =>
    plural(count, { one: 'Delete this message?', other: 'Delete # messages?' }),
  deleteFor: 'Delete for',
  forBoth: 'Both of us',
  forMe: 'Only me',
  one: {
    both: 'It is deleted for both of you, permanently. A note says that it was deleted.',
    notes: 'It is deleted permanently. A note says that it was deleted.',
    me: (name: string) =>
      `It disappears on all your devices, permanently. ${name} keeps the message.`,
  },
  several: {
    both: 'They are deleted for both of you, permanently. Notes say that they were deleted.',
    notes: 'They are deleted permanently. Notes say that they were deleted.',
    me: (name: string) => `They disappear on all your devices, permanently. ${name} keeps them.`,
  },
});
export type DeletionWords = ReturnType<typeof deletion>;
