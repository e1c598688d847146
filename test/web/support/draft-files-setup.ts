import type { DraftFile, DraftFileStorage } from '#client/uploads/outgoing-file.ts';
import { limits } from '#contracts/limits.ts';
import { createDraftFiles } from '#site/features/attachments/model/draft-files.ts';
import { createFakeChannels, createFakeLocks } from './fake-tabs.ts';
import { createFakeTimers } from './fake-timers.ts';
import { createUploadServer, openUploads } from './uploads-setup.ts';

/** An in-memory storage that pages share, like IndexedDB. */
export const createMemoryDraftFiles = (waiting: Map<string, DraftFile> = new Map()) => {
  const storage: DraftFileStorage = {
    load: async () => [...waiting.values()].sort((one, other) => one.addedAt - other.addedAt),
    put: async (files) => {
      for (const one of files) waiting.set(one.file.fileId, one);
    },
    attach: async (fileId, attachmentId) => {
      const found = waiting.get(fileId);
      if (found) waiting.set(fileId, { ...found, kept: { ...found.kept, attachmentId } });
    },
    remove: async (fileIds) => {
      for (const fileId of fileIds) waiting.delete(fileId);
    },
  };
  return { waiting, storage };
};

/** A browser whose pages show pending attachments; `openPage` opens one. */
export const setupDraftFiles = (given: Partial<DraftFileStorage> = {}) => {
  const clock = createFakeTimers();
  const channels = createFakeChannels(undefined, (message) => message);
  const locks = createFakeLocks();
  const server = createUploadServer();
  const { waiting, storage } = createMemoryDraftFiles();
  let ids = 0;

  const openPage = async () => {
    const bus = channels.openBus();
    const lock = locks.forPage();
    const uploads = openUploads(server, bus, clock.timers, lock.locks);
    const draftFiles = createDraftFiles({
      uploads,
      storage: { ...storage, ...given },
      bus,
      newId: () => `file-${++ids}`,
      now: () => clock.now(),
      allowance: async () => ({ maxBytes: limits.attachment.maxBytes, types: 'any' }),
    });
    bus.topic<never>('trays').receive(draftFiles.receive);
    await draftFiles.restore();
    return {
      draftFiles,
      uploads,
      names: (id: string) => draftFiles.filesOf(id).files.map(({ filename }) => filename),
      stateOf: (fileId: string) => uploads.states.getState().states[fileId]?.kind,
      /** The page ends like in a crash, without a message to others. */
      close: (): void => {
        draftFiles.stop();
        uploads.stop();
        lock.close();
        bus.close();
      },
    };
  };
  return { clock, server, waiting, openPage };
};

export const textFile = (name: string): File => new File(['abc'], name, { type: 'text/plain' });
