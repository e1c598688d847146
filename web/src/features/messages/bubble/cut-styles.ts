import { filled, findCode, findEmphasis, wholeOf } from '#contracts/texts/styles.ts';

/** The first `at` characters of a text and an ellipsis, with the other marks of styles that are cut. */
export const cutStyles = (text: string, at: number): string => {
  const code = findCode(text);
  const emphasis = findEmphasis(filled(text, code.map(wholeOf), 'x'));
  const cut = [...emphasis, ...code].filter(({ start, end }) => start < at && at < end);
  const shown = cut.filter(({ from }) => from < at).sort((one, other) => other.start - one.start);
  const ends = shown.map(({ style, to, end }) =>
    style === 'block' ? '\n```' : text.slice(to, end),
  );
  const bounds = cut.map(({ start, from, to }) => (from < at ? to : start));
  return `${text.slice(0, Math.min(at, ...bounds)).trimEnd()}${ends.join('')}…`;
};
