/** The longest emoji of Unicode 17 has 15 UTF-16 units; other writings of it have a few more. */
export const MAX_EMOJI_UNITS = 40;

const isEmoji = (text: string): boolean => /^\p{RGI_Emoji}$/v.test(text);

/**
 * The text as Unicode recommends it for one emoji, or null if it is anything else. Keyboards write some
 * emoji with or without the variation selector of pictures, U+FE0F; all of these mean the same.
 */
export const oneEmoji = (text: string): string | null => {
  if (text.length > MAX_EMOJI_UNITS) return null;
  const bare = text.replace(/\uFE0F$/u, '');
  return [text, bare, `${bare}\uFE0F`].find(isEmoji) ?? null;
};
