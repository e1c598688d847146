import { createStore } from 'zustand/vanilla';
import type { DraftFile, DraftFileStorage, OutgoingFile, TabBus, Uploads } from '#client';
import { isBig, isPicture } from '#client';
import { limits } from '#contracts/limits.ts';
import type { Allowance } from './allowance.ts';
import type { DraftFilesEvent } from './draft-files-events.ts';
import { draftFilesTopic } from './draft-files-events.ts';
import { measure } from './measure.ts';
import type { Notice } from './pick-files.ts';
import { pickFiles } from './pick-files.ts';

const MAX_FILES = limits.message.maxAttachments;

/** A pending attachment; `addedAt` in milliseconds since 1970. */
type ListedFile = OutgoingFile & { readonly addedAt: number };

/** The pending attachments of a conversation. */
export interface DraftFiles {
  readonly files: readonly ListedFile[];
  readonly notices: readonly Notice[];
  /** Big pictures are sent at their original size. */
  readonly isOriginal: boolean;
}

const empty: DraftFiles = { files: [], notices: [], isOriginal: false };

/** Whether `isOriginal` makes a difference: the picture would be scaled down. */
export const isScalable = ({ mime, width = 0, height = 0, sizeBytes }: OutgoingFile): boolean =>
  isPicture(mime) && mime !== 'image/gif' && isBig(Math.max(width, height), sizeBytes);

/** The same order in every tab. */
const byAge = (one: ListedFile, other: ListedFile): number =>
  one.addedAt - other.addedAt || (one.fileId < other.fileId ? -1 : 1);

const withTooMany = (notices: readonly Notice[], names: readonly string[]): Notice[] => {
  const isTooMany = ({ reason }: Notice): boolean => reason === 'too_many';
  const all = [...names, ...notices.filter(isTooMany).flatMap((notice) => notice.names)];
  const others = notices.filter((notice) => !isTooMany(notice));
  return all.length > 0 ? [...others, { reason: 'too_many', names: all }] : others;
};

interface DraftFilesDeps {
  readonly uploads: Uploads;
  readonly storage: DraftFileStorage;
  readonly bus: TabBus;
  readonly newId: () => string;
  readonly now: () => number;
  readonly allowance: () => Promise<Allowance>;
}

const ignore = (): undefined => undefined;

/** The pending attachments of all conversations: persisted, and synchronised among tabs. */
export const createDraftFiles = ({
  uploads,
  storage,
  bus,
  newId,
  now,
  allowance,
}: DraftFilesDeps) => {
  const store = createStore<{ draftFiles: Readonly<Record<string, DraftFiles>> }>(() => ({
    draftFiles: {},
  }));
  const topic = draftFilesTopic(bus);
  /** Ids of sent or removed files, so that a late event does not bring one back. */
  const gone = new Set<string>();
  let isStopped = false;

  const filesOf = (id: string): DraftFiles => store.getState().draftFiles[id] ?? empty;
  const change = (id: string, change: Partial<DraftFiles>): void =>
    store.setState(({ draftFiles }) => ({
      draftFiles: { ...draftFiles, [id]: { ...filesOf(id), ...change } },
    }));

  const waitingOf = (conversationId: string, { addedAt, ...file }: ListedFile): DraftFile[] => {
    const stored = uploads.stored(file.fileId);
    return stored ? [{ conversationId, file, kept: stored, addedAt }] : [];
  };
  /** Persists files in their current state and shares them with the other tabs. */
  const publish = (id: string, files: readonly ListedFile[]): void => {
    const waiting = files.flatMap((file) => waitingOf(id, file));
    if (isStopped || waiting.length === 0) return;
    void storage.put(waiting).catch(ignore);
    topic.post({ kind: 'waiting', files: waiting });
  };

  /** Removes files that left in this tab or in another one. */
  const drop = (fileIds: readonly string[]): void => {
    for (const fileId of fileIds) gone.add(fileId);
    for (const [id, { files }] of Object.entries(store.getState().draftFiles)) {
      const left = files.filter(({ fileId }) => !gone.has(fileId));
      if (left.length < files.length) change(id, left.length > 0 ? { files: left } : empty);
    }
  };

  /** Adds a file from another tab or from storage. */
  const adopt = ({ conversationId: id, file, kept, addedAt }: DraftFile): void => {
    if (isStopped || gone.has(file.fileId)) return;
    const { files, isOriginal } = filesOf(id);
    const known = uploads.stored(file.fileId);
    if (known && known.isOriginal !== kept.isOriginal) {
      uploads.restart(file.fileId, kept.isOriginal);
    }
    change(id, { isOriginal: isScalable(file) ? kept.isOriginal : isOriginal });
    if (files.some(({ fileId }) => fileId === file.fileId)) return;
    const all = [...files, { ...file, addedAt }].sort(byAge);
    change(id, { files: all.slice(0, MAX_FILES) });
    uploads.begin(file, kept);
    const tooMany = all.slice(MAX_FILES).map(({ fileId }) => fileId);
    uploads.remove(tooMany);
    void storage.remove(tooMany).catch(ignore);
  };

  const receive = (event: DraftFilesEvent): void => {
    if (event.kind === 'waiting') for (const waiting of event.files) adopt(waiting);
    else if (event.kind === 'uploaded') uploads.uploaded(event.fileId, event.attachmentId);
    else {
      uploads.remove(event.fileIds);
      drop(event.fileIds);
    }
  };

  /** Records uploaded files, so that no tab uploads them again. */
  const unsubscribe = uploads.states.subscribe(({ states }, before) => {
    for (const [fileId, state] of Object.entries(states)) {
      if (state.kind !== 'done' || before.states[fileId]?.kind === 'done') continue;
      const attachmentId = uploads.stored(fileId)?.attachmentId;
      if (attachmentId === undefined) continue;
      void storage.attach(fileId, attachmentId).catch(ignore);
      topic.post({ kind: 'uploaded', fileId, attachmentId });
    }
  });

  return {
    store,
    filesOf,
    receive,
    /** Restores the files of earlier pages. */
    restore: async (): Promise<void> => {
      for (const waiting of await storage.load().catch(() => [])) adopt(waiting);
    },
    /** Starts to upload the accepted files. Resolves to whether all were accepted. */
    add: async (id: string, given: readonly File[]): Promise<boolean> => {
      const { picked, notices } = await pickFiles(given, MAX_FILES, {
        newId,
        measure,
        allowance: await allowance(),
      });
      if (isStopped) return false;
      const { files, isOriginal } = filesOf(id);
      const room = Math.max(0, MAX_FILES - files.length);
      const left = picked.slice(room).map(({ file }) => file.filename);
      const first = Math.max(now(), (files.at(-1)?.addedAt ?? 0) + 1);
      const taken = picked.slice(0, room).map(({ file, blob }, index) => ({
        file: { ...file, addedAt: first + index },
        blob,
      }));
      change(id, {
        files: [...files, ...taken.map(({ file }) => file)],
        notices: withTooMany(notices, left),
      });
      for (const { file, blob } of taken) uploads.begin(file, { blob, isOriginal });
      publish(
        id,
        taken.map(({ file }) => file),
      );
      return filesOf(id).notices.length === 0;
    },
    remove: (id: string, fileId: string): void => {
      uploads.remove([fileId]);
      drop([fileId]);
      change(id, { notices: [] });
      void storage.remove([fileId]).catch(ignore);
      topic.post({ kind: 'gone', fileIds: [fileId] });
    },
    setOriginal: (id: string, isOriginal: boolean): void => {
      change(id, { isOriginal });
      const scalable = filesOf(id).files.filter(isScalable);
      for (const { fileId } of scalable) uploads.restart(fileId, isOriginal);
      publish(id, scalable);
    },
    dismiss: (id: string): void => change(id, { notices: [] }),
    /**
     * Empties the pending attachments into a message. Its outbox item takes the files over in
     * storage.
     */
    take: (id: string): readonly OutgoingFile[] => {
      const files = filesOf(id).files.map(({ addedAt: _, ...file }): OutgoingFile => file);
      const fileIds = files.map(({ fileId }) => fileId);
      drop(fileIds);
      change(id, empty);
      if (fileIds.length > 0) topic.post({ kind: 'gone', fileIds });
      return files;
    },
    /** Clears the state; stored files stay. */
    stop: (): void => {
      isStopped = true;
      unsubscribe();
      store.setState({ draftFiles: {} });
    },
  };
};
