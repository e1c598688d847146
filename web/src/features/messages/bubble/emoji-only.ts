/** Has something beyond ASCII and no letter: ℹ is both a letter and an emoji. */
const mayBeEmoji = /^(?=.*[^\0-\x7f])[^[\p{L}--ℹ]]+$/sv;
/** It takes 40 ms to get ready, so only a text that may be emoji is tested by it. */
const onlyEmoji = /^(?:\p{RGI_Emoji}|\s)+$/v;
const MOST = 6;
/** No text of so many emoji is longer, in UTF-16 units. */
const LONGEST = MOST * 40;

/** How many emoji a text of nothing else has; null for any other text, and for more than a few. */
export const countEmojiOnly = (text: string): number | null => {
  if (text.length > LONGEST || !mayBeEmoji.test(text) || !onlyEmoji.test(text)) return null;
  const count = text.match(/\p{RGI_Emoji}/gv)?.length ?? 0;
  return count > 0 && count <= MOST ? count : null;
};
