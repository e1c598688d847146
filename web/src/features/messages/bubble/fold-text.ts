import { wholeStart } from '#contracts/texts/cut-text.ts';

/** What a folded text shows, and from when on a text is folded: not for the sake of a few words. */
const SHOWN = { characters: 1_500, lines: 20 };
const LONG = { characters: 1_800, lines: 24 };
/** Words are not cut if a space is within so many characters. */
const WORD = 40;
const fence = '```';

const startOfLines = (text: string, count: number): number => {
  let at = -1;
  for (let line = 0; line < count; line++) {
    at = text.indexOf('\n', at + 1);
    if (at < 0) return text.length;
  }
  return at;
};

const wholeWords = (text: string): string => {
  const end = text.search(/\s\S*$/);
  return end >= text.length - WORD ? text.slice(0, end) : text;
};

/** The start of a text that is too long to show at once; null if it is not. */
export const foldedText = (text: string): string | null => {
  const isLong = text.length > LONG.characters || startOfLines(text, LONG.lines + 1) < text.length;
  if (!isLong) return null;
  const lines = text.slice(0, startOfLines(text, SHOWN.lines));
  const isCut = lines.length > SHOWN.characters;
  const start = isCut ? wholeWords(wholeStart(lines, SHOWN.characters)) : lines;
  const isWithinCode = start.split(fence).length % 2 === 0;
  return `${start.trimEnd()}${isWithinCode ? `\n${fence}` : ''}…`;
};
