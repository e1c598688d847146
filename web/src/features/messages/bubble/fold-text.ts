import { wholeStart } from '#contracts/texts/cut-text.ts';

/** What a folded text shows, and from when on a text is folded: not for the sake of a few words. */
const SHOWN = { characters: 1_500, lines: 20 };
const LONG = { characters: 1_800, lines: 24 };
/** Words are not cut if a space is within so many characters. */
const WORD = 40;
const startOfLines = (text: string, count: number): number => {
  let at = -1;
  for (let line = 0; line < count; line++) {
    at = text.indexOf('\n', at + 1);
    if (at < 0) return text.length;
  }
  return at;
};

/** Where to cut so that words stay whole, and addresses always: the start of one leads elsewhere. */
const betweenWords = (text: string, at: number): number => {
  const start = text.slice(0, at).search(/\s\S*$/);
  if (start >= at - WORD) return start;
  const isAddress = /[.@/]\S/.test(text.slice(start + 1, at));
  if (!isAddress) return at;
  const rest = text.slice(at).search(/\s/);
  return start > at / 2 ? start : rest < 0 ? text.length : at + rest;
};

/** The start of a text that is too long to show at once; null if it is not. */
export const foldedText = (text: string): string | null => {
  const isLong = text.length > LONG.characters || startOfLines(text, LONG.lines + 1) < text.length;
  if (!isLong) return null;
  const end = startOfLines(text, SHOWN.lines);
  const isCut = end > SHOWN.characters;
  const at = isCut ? betweenWords(text, wholeStart(text, SHOWN.characters).length) : end;
  return at < text.length ? `${text.slice(0, at).trimEnd()}…` : null;
};
