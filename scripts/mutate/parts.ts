const filesInPart = 14;

/** The files in parts: what one found is kept and printed when it ends, not only at the end of the run. */
export const partsOf = (files: readonly string[]): string[][] => {
  const sorted = [...files].sort();
  const parts: string[][] = [];
  while (sorted.length > 0) parts.push(sorted.splice(0, filesInPart));
  return parts;
};
