/** Strings of the page about a peer, which loads later. */
export const about = {
  title: 'About',
  open: (name: string) => `About ${name}`,
  close: 'Close',
  since: (date: string) => `On Parley since ${date}`,
  settings: 'This conversation',
  mute: 'Mute',
  pin: 'Pin to the top',
  archive: 'Archive',
  shared: 'Shared',
  kinds: { media: 'Photos', voice: 'Voice', files: 'Files', links: 'Links' },
  none: {
    media: 'No photos or videos.',
    voice: 'No voice messages.',
    files: 'No files.',
    links: 'No links.',
  },
  notYet: (date: string) => `Searched back to ${date}.`,
  older: 'Search older messages',
  show: 'Show in conversation',
};
export type AboutWords = typeof about;
