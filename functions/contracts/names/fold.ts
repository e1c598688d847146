import { caseFolding } from './case-folding.ts';

const number = (base36: string): number => Number.parseInt(base36, 36);

/** `start.count.step.delta` for a run, `from:to.to` for a character that becomes several. */
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
/** Compatible forms, any case and invisible characters alike: toNFKC_Casefold(NFD(text)) of Unicode. */
export const foldWith = (map: ReadonlyMap<string, string>, text: string): string =>
  foldCase(
    map,
    foldCase(map, text.normalize('NFD').replace(ignorable, '')).normalize('NFKC'),
  ).normalize('NFKC');

/**
 * The version of what `foldName` and `skeletonOf` give. Whoever changes that for any name raises it: stores
 * then renew what they have (docs/runbook.md#names).
 */
export const namesVersion = 1;

let folding: Map<string, string> | undefined;
const ascii = /^[ -~]*$/;

/** The form under which a name is claimed, signed in with, counted and searched. */
export const foldName = (name: string): string => {
  const trimmed = name.trim();
  if (ascii.test(trimmed)) return trimmed.toLowerCase();
  folding ??= unpackFolding(caseFolding);
  // A compatible form may begin with a space: that of a mark that stands alone.
  return foldWith(folding, trimmed).trim();
};

/** The form of version 0. Where two of its names have the same form today, each is still found by this one. */
export const formerFold = (name: string): string =>
  name.trim().normalize('NFKC').toLowerCase().normalize('NFKC');
