/** Strings of deleting messages and of what a member marks for themselves, which lazy modules show. */
export const marks = {
  star: 'Star',
  unstar: 'Remove the star',
  clearTitle: 'Clear this conversation?',
  clearLead: (name: string) =>
    `All messages so far disappear on all your devices, permanently. ${name} keeps them.`,
  clearLeadNotes: 'All notes so far disappear on all your devices, permanently.',
  clearAction: 'Clear',
  title: 'Starred messages',
  titleWith: (name: string) => `Starred messages with ${name}`,
  none: 'No message is starred. You star one in its menu.',
  count: (count: number, isMore: boolean) =>
    isMore ? `${count} starred messages so far` : `Starred messages: ${count}`,
  more: 'Show more',
  close: 'Close',
  unstarOf: (excerpt: string) => `Remove the star: ${excerpt}`,
};

export type MarksWords = typeof marks;
