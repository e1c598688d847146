import { createStore } from 'zustand/vanilla';
import type { OutgoingFile, TabBus, TrayStorage, Uploads, WaitingFile } from '#client';
import { isBig, isPicture } from '#client';
import { limits } from '../../../../../functions/contracts/limits.ts';
import { measure } from './measure.ts';
import type { Notice } from './pick-files.ts';
import { pickFiles } from './pick-files.ts';
import type { TrayNews } from './tray-news.ts';
import { trayTopic } from './tray-news.ts';

const MOST = limits.message.maxAttachments;

/** A file of a tray, and when it was added in milliseconds since 1970. */
type TrayFile = OutgoingFile & { readonly addedAt: number };

/** What waits in a conversation for its message to be sent off. */
export interface Tray {
  readonly files: readonly TrayFile[];
  readonly notices: readonly Notice[];
  /** Big pictures keep their size. */
  readonly isOriginal: boolean;
}

const empty: Tray = { files: [], notices: [], isOriginal: false };

/** Is there a choice: would it be made smaller? */
export const isScalable = ({ mime, width = 0, height = 0, sizeBytes }: OutgoingFile): boolean =>
  isPicture(mime) && mime !== 'image/gif' && isBig(Math.max(width, height), sizeBytes);

/** The same in every page. */
const byAge = (one: TrayFile, other: TrayFile): number =>
  one.addedAt - other.addedAt || (one.fileId < other.fileId ? -1 : 1);

const withTooMany = (notices: readonly Notice[], names: readonly string[]): Notice[] => {
  const isTooMany = ({ reason }: Notice): boolean => reason === 'too_many';
  const all = [...names, ...notices.filter(isTooMany).flatMap((notice) => notice.names)];
  const others = notices.filter((notice) => !isTooMany(notice));
  return all.length > 0 ? [...others, { reason: 'too_many', names: all }] : others;
};

interface TraysDeps {
  readonly uploads: Uploads;
  readonly storage: TrayStorage;
  readonly bus: TabBus;
  readonly newId: () => string;
  readonly now: () => number;
}

const ignore = (): undefined => undefined;

/** The trays of all conversations: they survive a reload, and the pages of a browser show the same ones. */
export const createTrays = ({ uploads, storage, bus, newId, now }: TraysDeps) => {
  const store = createStore<{ trays: Readonly<Record<string, Tray>> }>(() => ({ trays: {} }));
  const topic = trayTopic(bus);
  /** Ids of files that were sent or removed: nothing brings them back. */
  const gone = new Set<string>();
  let isStopped = false;

  const trayOf = (id: string): Tray => store.getState().trays[id] ?? empty;
  const change = (id: string, change: Partial<Tray>): void =>
    store.setState(({ trays }) => ({ trays: { ...trays, [id]: { ...trayOf(id), ...change } } }));

  const waitingOf = (conversationId: string, { addedAt, ...file }: TrayFile): WaitingFile[] => {
    const kept = uploads.kept(file.fileId);
    return kept ? [{ conversationId, file, kept, addedAt }] : [];
  };
  /** Persists files as they are now, and shows them in the other pages. */
  const publish = (id: string, files: readonly TrayFile[]): void => {
    const waiting = files.flatMap((file) => waitingOf(id, file));
    if (isStopped || waiting.length === 0) return;
    void storage.put(waiting).catch(ignore);
    topic.post({ kind: 'waiting', files: waiting });
  };

  /** What has left in this page or in another one. */
  const drop = (fileIds: readonly string[]): void => {
    for (const fileId of fileIds) gone.add(fileId);
    for (const [id, { files }] of Object.entries(store.getState().trays)) {
      const left = files.filter(({ fileId }) => !gone.has(fileId));
      if (left.length < files.length) change(id, left.length > 0 ? { files: left } : empty);
    }
  };

  /** Adds a file that another page has, or had. */
  const adopt = ({ conversationId: id, file, kept, addedAt }: WaitingFile): void => {
    if (isStopped || gone.has(file.fileId)) return;
    const { files, isOriginal } = trayOf(id);
    const known = uploads.kept(file.fileId);
    if (known && known.isOriginal !== kept.isOriginal) {
      uploads.restart(file.fileId, kept.isOriginal);
    }
    change(id, { isOriginal: isScalable(file) ? kept.isOriginal : isOriginal });
    if (files.some(({ fileId }) => fileId === file.fileId)) return;
    const all = [...files, { ...file, addedAt }].sort(byAge);
    change(id, { files: all.slice(0, MOST) });
    uploads.begin(file, kept);
    const tooMany = all.slice(MOST).map(({ fileId }) => fileId);
    uploads.forget(tooMany);
    void storage.remove(tooMany).catch(ignore);
  };

  const hear = (news: TrayNews): void => {
    if (news.kind === 'waiting') for (const waiting of news.files) adopt(waiting);
    else if (news.kind === 'uploaded') uploads.uploaded(news.fileId, news.attachmentId);
    else {
      uploads.forget(news.fileIds);
      drop(news.fileIds);
    }
  };

  /** What is uploaded is not uploaded again, by whichever page sends it. */
  const unsubscribe = uploads.states.subscribe(({ states }, before) => {
    for (const [fileId, state] of Object.entries(states)) {
      if (state.kind !== 'done' || before.states[fileId]?.kind === 'done') continue;
      const attachmentId = uploads.kept(fileId)?.attachmentId;
      if (attachmentId === undefined) continue;
      void storage.attach(fileId, attachmentId).catch(ignore);
      topic.post({ kind: 'uploaded', fileId, attachmentId });
    }
  });

  return {
    store,
    trayOf,
    hear,
    /** Brings back what waited when the last page ended. */
    restore: async (): Promise<void> => {
      for (const waiting of await storage.load().catch(() => [])) adopt(waiting);
    },
    /** What can be sent starts to upload at once. Resolves to whether all of it can. */
    add: async (id: string, given: readonly File[]): Promise<boolean> => {
      const { picked, notices } = await pickFiles(given, MOST, { newId, measure });
      if (isStopped) return false;
      const { files, isOriginal } = trayOf(id);
      const room = Math.max(0, MOST - files.length);
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
      return trayOf(id).notices.length === 0;
    },
    remove: (id: string, fileId: string): void => {
      uploads.forget([fileId]);
      drop([fileId]);
      change(id, { notices: [] });
      void storage.remove([fileId]).catch(ignore);
      topic.post({ kind: 'gone', fileIds: [fileId] });
    },
    setOriginal: (id: string, isOriginal: boolean): void => {
      change(id, { isOriginal });
      const scalable = trayOf(id).files.filter(isScalable);
      for (const { fileId } of scalable) uploads.restart(fileId, isOriginal);
      publish(id, scalable);
    },
    dismiss: (id: string): void => change(id, { notices: [] }),
    /** Empties the tray into a message. Its outbox item takes the files out of the storage. */
    take: (id: string): readonly OutgoingFile[] => {
      const files = trayOf(id).files.map(({ addedAt: _, ...file }): OutgoingFile => file);
      const fileIds = files.map(({ fileId }) => fileId);
      drop(fileIds);
      change(id, empty);
      if (fileIds.length > 0) topic.post({ kind: 'gone', fileIds });
      return files;
    },
    /** Nothing is shown or stored any more; what is stored stays. */
    stop: (): void => {
      isStopped = true;
      unsubscribe();
      store.setState({ trays: {} });
    },
  };
};
