import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { Realtime } from '#client';
import { codeWords } from '#site/strings/error-words.ts';
import { useRealtime } from '#site/sync/realtime-context.ts';

type Changes = Pick<Realtime['reactions'] | Realtime['marks'], 'store' | 'dismiss'>;

const useRefused = ({ store, dismiss }: Changes, notify: (words: string) => void): void => {
  const code = useStore(store, ({ refused }) => refused && (refused.code ?? 'gateway'));
  useEffect(() => {
    if (code === null) return;
    notify(codeWords(code));
    dismiss();
  }, [code, notify, dismiss]);
};

/** Shows why a reaction, a star or a deletion for oneself was refused, and undone. */
export const useRefusedChanges = (notify: (words: string) => void): void => {
  const { reactions, marks } = useRealtime();
  useRefused(reactions, notify);
  useRefused(marks, notify);
};
