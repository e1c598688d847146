import { confusables } from './confusables.ts';
import { foldName } from './fold.ts';

const character = (base36: string): string => String.fromCodePoint(Number.parseInt(base36, 36));

/** Packed format `target.target:source.step.step`: each step is the distance to the next source. */
const unpack = (packed: string): Map<string, string> => {
  const map = new Map<string, string>();
  for (const group of packed.split(' ')) {
    const [targets = '', steps = ''] = group.split(':');
    const target = targets.split('.').map(character).join('');
    let source = 0;
    for (const step of steps.split('.')) {
      source += Number.parseInt(step, 36);
      map.set(String.fromCodePoint(source), target);
    }
  }
  return map;
};

let prototypes: Map<string, string> | undefined;
/** A combining dot on a letter that already has a dot is invisible. */
const hiddenDot = /(?<=[ijl])\u0307/g;

/** Names with equal skeletons look alike (UTS #39, on the folded name); only one user may have each. */
export const skeletonOf = (name: string): string => {
  prototypes ??= unpack(confusables);
  let skeleton = '';
  for (const one of foldName(name).normalize('NFD')) skeleton += prototypes.get(one) ?? one;
  return skeleton.replace(hiddenDot, '').normalize('NFD');
};
