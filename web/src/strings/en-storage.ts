/** Strings of the storage display, which is a lazy module. */
export const storage = {
  title: 'Your files',
  lead: 'Sent files count until you delete their message. A file that was never sent counts for a day.',
  used: (used: string, limit: string) => `${used} of ${limit}`,
};
export type StorageWords = typeof storage;
