/** Names are indexed by the three-character pieces of their fold, and by its first one or two characters. */
const gramLength = 3;

/** Distinct three-character pieces (code points) of a folded name. */
export const searchGrams = (folded: string): string[] => {
  const characters = [...folded];
  const starts = Math.max(0, characters.length - gramLength + 1);
  const grams = Array.from({ length: starts }, (_, start) =>
    characters.slice(start, start + gramLength).join(''),
  );
  return [...new Set(grams)];
};

/** The first character and the first two characters of a folded name. */
export const searchPrefixes = (folded: string): string[] => {
  const characters = [...folded];
  return [1, 2]
    .filter((length) => length <= characters.length)
    .map((length) => characters.slice(0, length).join(''));
};

/** How to look up a folded query: by one of its pieces, or, if it is short, as a prefix. */
export const searchMode = (foldedQuery: string): 'contains' | 'starts' =>
  [...foldedQuery].length >= gramLength ? 'contains' : 'starts';
