/** Emoji data and keyboards write some emoji with or without U+FE0F at the end. */
const bare = (emoji: string): string => emoji.replace(/\uFE0F$/u, '');
export const isSameEmoji = (one: string, other: string): boolean => bare(one) === bare(other);
