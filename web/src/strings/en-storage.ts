/** Words of what the files take, which is a module of its own. */
export const storage = {
  title: 'Your files',
  lead: 'What you have sent counts, until you delete its message. A file that was never sent counts for a day.',
  used: (used: string, limit: string) => `${used} of ${limit}`,
};
export type StorageWords = typeof storage;
