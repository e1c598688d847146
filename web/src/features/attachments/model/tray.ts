import { createStore } from 'zustand/vanilla';
import type { OutgoingFile, Uploads } from '#client';
import { isBig, isPicture } from '#client';
import { limits } from '../../../../../functions/contracts/limits.ts';
import { measure } from './measure.ts';
import type { Notice } from './pick-files.ts';
import { pickFiles } from './pick-files.ts';

const MOST = limits.message.maxAttachments;

/** What waits in a conversation for its message to be sent off. */
export interface Tray {
  readonly files: readonly OutgoingFile[];
  readonly notices: readonly Notice[];
  /** Big pictures keep their size. */
  readonly isOriginal: boolean;
}

const empty: Tray = { files: [], notices: [], isOriginal: false };

/** Is there a choice: would it be made smaller? */
export const isScalable = ({ mime, width = 0, height = 0, sizeBytes }: OutgoingFile): boolean =>
  isPicture(mime) && mime !== 'image/gif' && isBig(Math.max(width, height), sizeBytes);

/** The trays of all conversations, for as long as the page lives. */
export const createTrays = (uploads: Uploads, newId: () => string) => {
  const store = createStore<{ trays: Readonly<Record<string, Tray>> }>(() => ({ trays: {} }));
  const trayOf = (id: string): Tray => store.getState().trays[id] ?? empty;
  const change = (id: string, change: Partial<Tray>): void =>
    store.setState(({ trays }) => ({ trays: { ...trays, [id]: { ...trayOf(id), ...change } } }));

  return {
    store,
    trayOf,
    /** What can be sent starts to upload at once. Resolves to whether all of it can. */
    add: async (id: string, given: readonly File[]): Promise<boolean> => {
      const { picked, notices } = await pickFiles(given, MOST, { newId, measure });
      const { files, isOriginal } = trayOf(id);
      const room = Math.max(0, MOST - files.length);
      const left = picked.slice(room).map(({ file }) => file.filename);
      const taken = picked.slice(0, room);
      const tooMany = [
        ...left,
        ...notices.filter(({ reason }) => reason === 'too_many').flatMap(({ names }) => names),
      ];
      change(id, {
        files: [...files, ...taken.map(({ file }) => file)],
        notices: [
          ...notices.filter(({ reason }) => reason !== 'too_many'),
          ...(tooMany.length > 0 ? [{ reason: 'too_many', names: tooMany } as const] : []),
        ],
      });
      for (const { file, blob } of taken) uploads.begin(file, { blob, isOriginal });
      return trayOf(id).notices.length === 0;
    },
    remove: (id: string, fileId: string): void => {
      uploads.forget([fileId]);
      const files = trayOf(id).files.filter((file) => file.fileId !== fileId);
      change(id, { files, notices: [] });
    },
    setOriginal: (id: string, isOriginal: boolean): void => {
      change(id, { isOriginal });
      for (const file of trayOf(id).files) {
        if (isScalable(file)) uploads.restart(file.fileId, isOriginal);
      }
    },
    dismiss: (id: string): void => change(id, { notices: [] }),
    /** Empties the tray into a message. */
    take: (id: string): readonly OutgoingFile[] => {
      const { files } = trayOf(id);
      change(id, empty);
      return files;
    },
  };
};
