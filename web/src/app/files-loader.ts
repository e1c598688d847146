import { createStore } from 'zustand/vanilla';
import type { AttachmentsPlatform } from '../features/attachments/model/open-attachments.ts';
import type { Parts } from '../features/attachments/parts.ts';

export interface LoadedFiles {
  /** Null before the first file. */
  readonly parts: Parts | null;
  /** While given files are read on their way into a tray: resolves to whether all of them were taken. */
  readonly adding: Promise<boolean> | null;
}

/** Loads what sends and shows files with the first one of them. */
export const createFilesLoader = (platform: AttachmentsPlatform) => {
  const store = createStore<LoadedFiles>(() => ({ parts: null, adding: null }));
  const load = async (): Promise<Parts> => {
    const { openParts } = await import('../features/attachments/parts.ts');
    const parts = store.getState().parts ?? openParts(platform);
    if (store.getState().parts === null) store.setState({ parts });
    return parts;
  };
  /** Puts files into the tray of a conversation. */
  const add = (conversationId: string, given: readonly File[]): void => {
    const before = store.getState().adding;
    const now = load().then(({ trays }) => trays.add(conversationId, given));
    const adding: Promise<boolean> = Promise.all([before, now])
      .then(
        ([earlier, isWhole]) => earlier !== false && isWhole,
        () => false,
      )
      .finally(() => {
        if (store.getState().adding === adding) store.setState({ adding: null });
      });
    store.setState({ adding });
  };
  return { store, load, add };
};
