import { useEffect } from 'react';
import { useStore } from 'zustand';
import { codeWords } from '#site/strings/error-words.ts';
import { useRealtime } from '#site/sync/realtime-context.ts';

/** Shows why a reaction was refused, and undone. */
export const useRefusedReaction = (notify: (words: string) => void): void => {
  const { store, dismiss } = useRealtime().reactions;
  const refused = useStore(store, (state) => state.refused);
  useEffect(() => {
    if (!refused) return;
    notify(codeWords(refused.code ?? 'gateway'));
    dismiss();
  }, [refused, notify, dismiss]);
};
