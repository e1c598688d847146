/** Strings of the menus and notices by which conversations are arranged, which are lazy modules. */
export const arranging = {
  pin: 'Pin to the top',
  unpin: 'Unpin',
  markUnread: 'Mark as unread',
  markRead: 'Mark as read',
  archive: 'Archive',
  unarchive: 'Move out of the archive',
  mute: 'Mute notifications',
  forAnHour: 'For an hour',
  untilMorning: (time: string) => `Until ${time}`,
  forGood: 'Until I turn them on again',
  unmute: 'Unmute notifications',
  starred: 'Starred messages',
  clear: 'Clear conversation',
  wasArchived: 'Conversation archived',
  undo: 'Undo',
  dismiss: 'Close this notice',
};

export type ArrangingWords = typeof arranging;
