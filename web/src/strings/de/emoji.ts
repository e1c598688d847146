import type { EmojiWords } from '../en/emoji.ts';

export const emoji: EmojiWords = {
  search: 'Emoji suchen',
  recent: 'Zuletzt verwendet',
  none: 'Kein Emoji mit diesem Namen.',
  more: 'Weitere Emoji',
  reacted: (name, emoji, message) => `${name} hat mit ${emoji} reagiert auf: ${message}`,
};
