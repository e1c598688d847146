import { createStore } from 'zustand/vanilla';
import type { AttachmentsPlatform } from '../features/attachments/model/open-attachments.ts';
import type { Parts } from '../features/attachments/parts.ts';

/** Loads what sends and shows files with the first one of them; `parts` is null before that. */
export const createFilesLoader = (platform: AttachmentsPlatform) => {
  const store = createStore<{ parts: Parts | null }>(() => ({ parts: null }));
  const load = async (): Promise<Parts> => {
    const { openParts } = await import('../features/attachments/parts.ts');
    const parts = store.getState().parts ?? openParts(platform);
    if (store.getState().parts === null) store.setState({ parts });
    return parts;
  };
  return { store, load };
};
