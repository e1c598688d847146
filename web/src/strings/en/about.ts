/** Strings of the page about a peer and of the viewer of photos, which load later. */
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
  viewer: {
    title: 'Photos',
    position: (place: string, total: string) => `${place} of ${total}`,
    close: 'Close',
    next: 'Next photo',
    previous: 'Previous photo',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
  },
};
export type AboutWords = typeof about;
