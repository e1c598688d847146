/** Strings of emoji and reactions, which lazy modules show. */
export const emoji = {
  search: 'Search emoji',
  recent: 'Recently used',
  none: 'No emoji of that name.',
  more: 'More emoji',
  reacted: (name: string, emoji: string, message: string) =>
    `${name} reacted with ${emoji} to: ${message}`,
};

export type EmojiWords = typeof emoji;
