const filesInPart = 14;

/** Splits the files into parts: the results of a part are saved and printed when it ends. */
export const partsOf = (files: readonly string[]): string[][] => {
  const sorted = [...files].sort();
  const parts: string[][] = [];
  while (sorted.length > 0) parts.push(sorted.splice(0, filesInPart));
  return parts;
};
