let segmenter: Intl.Segmenter | undefined;
/** Printable ASCII and Latin letters: one character each, unless a combining mark follows. */
const plain = /^[ -~\u00c0-\u02af]*$/;

/** The first `count` characters, as users count them (graphemes). */
export const firstGraphemes = (text: string, count: number): string => {
  if (text.length <= count) return text;
  // A segmenter takes 10 ms to make, so most texts do without one.
  if (plain.test(text.slice(0, count + 1))) return text.slice(0, count);
  segmenter ??= new Intl.Segmenter();
  let first = '';
  for (const { segment, index } of segmenter.segment(text)) {
    if (count-- === 0) return text.slice(0, index);
    first += segment;
  }
  return first;
};
const firstGrapheme = (text: string): string => firstGraphemes(text, 1);

/** One or two letters for an avatar: "ada lovelace" → "AL", "ada" → "A". */
export const initialsOf = (name: string): string => {
  const words = name.split(/[\s._-]+/).filter((word) => word !== '');
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => firstGrapheme(word ?? '').toLocaleUpperCase())
    .join('');
};

/** A hue (0..359) that depends only on the id. */
export const hueOf = (id: string): number => {
  let hash = 2_166_136_261;
  for (let index = 0; index < id.length; index++) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 16_777_619);
  }
  return (hash >>> 0) % 360;
};

/** Joins class names, without empty ones. */
export const classes = (...names: readonly (string | false | undefined)[]): string =>
  names.filter(Boolean).join(' ');
