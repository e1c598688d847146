/** Names are found by the three-character pieces of their folded form, and by its first one or two. */
const gramLength = 3;

/** Distinct pieces of three characters (code points) of a folded name. */
export const searchGrams = (folded: string): string[] => {
  const characters = [...folded];
  const starts = Math.max(0, characters.length - gramLength + 1);
  const grams = Array.from({ length: starts }, (_, start) =>
    characters.slice(start, start + gramLength).join(''),
  );
  return [...new Set(grams)];
};

/** The first one and the first two characters of a folded name. */
export const searchPrefixes = (folded: string): string[] => {
  const characters = [...folded];
  return [1, 2]
    .filter((length) => length <= characters.length)
    .map((length) => characters.slice(0, length).join(''));
};

/** How a folded query is looked up: by one of its pieces, or as the start of a name when it is short. */
export const searchMode = (foldedQuery: string): 'contains' | 'starts' =>
  [...foldedQuery].length >= gramLength ? 'contains' : 'starts';
