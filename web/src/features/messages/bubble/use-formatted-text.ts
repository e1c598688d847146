import { useEffect } from 'react';
import { create } from 'zustand';
import type { FormattedText } from './formatted-text.tsx';

const useLoaded = create<{ Formatted: typeof FormattedText | null }>(() => ({ Formatted: null }));

const load = (): void => {
  import('./formatted-text.tsx').then(
    ({ FormattedText }) => useLoaded.setState({ Formatted: FormattedText }),
    // Without the module, texts show as they were written; the next text tries again.
    () => undefined,
  );
};

/** A quick test: a text without any of these has no links and no styles. */
export const mayHaveFormat = (text: string): boolean => /[.@]\S|:\/\/|[*_`]./.test(text);

/** Shows links and styles: loaded with the first text that may have some; null until then. */
export const useFormattedText = (isWanted: boolean): typeof FormattedText | null => {
  const loaded = useLoaded(({ Formatted }) => (isWanted ? Formatted : null));
  const isMissing = isWanted && loaded === null;
  useEffect(() => {
    if (isMissing) load();
  }, [isMissing]);
  return loaded;
};
