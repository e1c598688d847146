import { createStore } from 'zustand/vanilla';
import { draftFilesTopic } from '../features/attachments/model/draft-files-events.ts';
import type { AttachmentsPlatform } from '../features/attachments/model/open-attachments.ts';
import type { Parts } from '../features/attachments/parts.ts';

export interface LoadedFiles {
  /** Null before the first file. */
  readonly parts: Parts | null;
  /**
   * Set while files are added to the pending attachments: resolves to whether all were accepted.
   */
  readonly adding: Promise<boolean> | null;
}

const ignore = (): undefined => undefined;

/**
 * Loads the attachments module with the first file: picked or shown here, persisted by an earlier
 * page, or added in another tab.
 */
export const createFilesLoader = (platform: AttachmentsPlatform) => {
  const store = createStore<LoadedFiles>(() => ({ parts: null, adding: null }));
  let isStopped = false;

  const load = async (): Promise<Parts> => {
    const { openParts } = await import('../features/attachments/parts.ts');
    const { parts } = store.getState();
    if (parts) return parts;
    const opened = openParts(platform);
    store.setState({ parts: opened });
    if (isStopped) opened.draftFiles.stop();
    else void opened.draftFiles.restore();
    return opened;
  };
  const loadIfWaiting = async (): Promise<void> => {
    if ((await platform.draftFiles.load()).length > 0 && !isStopped) await load();
  };
  draftFilesTopic(platform.bus).receive((event) => {
    const { parts } = store.getState();
    if (parts) parts.draftFiles.receive(event);
    else load().then(({ draftFiles }) => draftFiles.receive(event), ignore);
  });

  /** Adds files to the pending attachments of a conversation. */
  const add = (conversationId: string, given: readonly File[]): void => {
    const before = store.getState().adding;
    const now = load().then(({ draftFiles }) => draftFiles.add(conversationId, given));
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
  const stop = (): void => {
    isStopped = true;
    store.getState().parts?.draftFiles.stop();
  };
  loadIfWaiting().catch(ignore);
  return { store, load, add, stop };
};
