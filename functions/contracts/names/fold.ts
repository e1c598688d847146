import { caseFolding } from './case-folding.ts';

const number = (base36: string): number => Number.parseInt(base36, 36);

/** Packed format: `start.count.step.delta` is a run, `from:to.to` maps a character to several. */
export const unpackFolding = (packed: string): Map<string, string> => {
  const map = new Map<string, string>();
  for (const record of packed.split(' ')) {
    const [from = '', to] = record.split(':');
    if (to !== undefined) {
      const target = String.fromCodePoint(...to.split('.').map(number));
      map.set(String.fromCodePoint(number(from)), target);
      continue;
    }
    const [start = 0, count = 0, step = 0, delta = 0] = from.split('.').map(number);
    for (let index = 0; index < count; index++) {
      const point = start + index * step;
      map.set(String.fromCodePoint(point), String.fromCodePoint(point + delta));
    }
  }
  return map;
};

const foldCase = (map: ReadonlyMap<string, string>, text: string): string => {
  let folded = '';
  for (const one of text) folded += map.get(one) ?? one;
  return folded;
};

const ignorable = /\p{Default_Ignorable_Code_Point}/gu;
/** Folds compatibility forms, case and invisible characters: toNFKC_Casefold(NFD(text)) of Unicode. */
export const foldWith = (map: ReadonlyMap<string, string>, text: string): string =>
  foldCase(
    map,
    foldCase(map, text.normalize('NFD').replace(ignorable, '')).normalize('NFKC'),
  ).normalize('NFKC');

/**
 * The version of `foldName` and `skeletonOf`. Increment it when either changes for any name: stores then
 * renew their entries (docs/runbook.md#names).
 */
export const namesVersion = 1;

let folding: Map<string, string> | undefined;
const ascii = /^[ -~]*$/;

/** The key of a name for claims, sign-in, attempt counters and search. */
export const foldName = (name: string): string => {
  const trimmed = name.trim();
  if (ascii.test(trimmed)) return trimmed.toLowerCase();
  folding ??= unpackFolding(caseFolding);
  // The compatibility form of a standalone mark begins with a space.
  return foldWith(folding, trimmed).trim();
};

/**
 * The fold of version 0. Still needed where two old names have the same fold today: this one finds each of
 * them.
 */
export const formerFold = (name: string): string =>
  name.trim().normalize('NFKC').toLowerCase().normalize('NFKC');
