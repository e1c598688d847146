/** Something beyond ASCII, and no letter (ℹ is both a letter and an emoji). */
const mayBeEmoji = (text: string): boolean =>
  /[^\0-\x7f]/.test(text) && /^[^[\p{L}--ℹ]]+$/v.test(text);
/** Compiling this expression takes 40 ms, so only texts that may be emoji are tested with it. */
const isOnlyEmoji = (text: string): boolean => /^(?:\p{RGI_Emoji}|\s)+$/v.test(text);
const MAX_EMOJI = 6;
/** Longest text of that many emoji, in UTF-16 units. */
const LONGEST = MAX_EMOJI * 40;

/** Number of emoji in a text of emoji only; null for other texts and for more than a few. */
export const countEmojiOnly = (text: string): number | null => {
  if (text.length > LONGEST || !mayBeEmoji(text) || !isOnlyEmoji(text)) return null;
  const count = text.match(/\p{RGI_Emoji}/gv)?.length ?? 0;
  return count > 0 && count <= MAX_EMOJI ? count : null;
};
