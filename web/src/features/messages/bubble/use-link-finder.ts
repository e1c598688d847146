import { useEffect } from 'react';
import { create } from 'zustand';
import type { findLinks } from './find-links.ts';

const useFinder = create<{ find: typeof findLinks | null }>(() => ({ find: null }));

const load = (): void => {
  import('./find-links.ts').then(
    ({ findLinks }) => useFinder.setState({ find: findLinks }),
    // Without the module, texts show without links; the next text tries again.
    () => undefined,
  );
};

/** The link finder, loaded with the first text that may contain links. */
export const useLinkFinder = (isWanted: boolean): typeof findLinks | null => {
  const find = useFinder((state) => (isWanted ? state.find : null));
  const isMissing = isWanted && find === null;
  useEffect(() => {
    if (isMissing) load();
  }, [isMissing]);
  return find;
};
