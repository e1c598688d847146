import { createStore } from '../platform/store.ts';

/** So many pictures of sent messages are shown from this browser instead of the server. */
const MOST_SENT = 40;

/** Object URLs of files that this browser holds: by `fileId`, and once sent by the id of the attachment. */
export const createPreviews = () => {
  const store = createStore<{ urls: Readonly<Record<string, string>> }>(() => ({ urls: {} }));
  /** Ids of attachments, the oldest first. */
  const sent: string[] = [];

  const without = (ids: readonly string[]): Record<string, string> =>
    Object.fromEntries(Object.entries(store.getState().urls).filter(([id]) => !ids.includes(id)));

  const drop = (ids: readonly string[]): void => {
    const { urls } = store.getState();
    const gone = ids.map((id) => urls[id]).filter((url) => url !== undefined);
    if (gone.length === 0) return;
    store.setState({ urls: without(ids) });
    for (const url of gone) URL.revokeObjectURL(url);
  };

  return {
    store,
    add: (fileId: string, blob: Blob): void => {
      const { urls } = store.getState();
      if (urls[fileId] === undefined) {
        store.setState({ urls: { ...urls, [fileId]: URL.createObjectURL(blob) } });
      }
    },
    /** The file has become an attachment: it goes on showing from here, without a flicker. */
    adopt: (fileId: string, attachmentId: string): void => {
      const url = store.getState().urls[fileId];
      if (url === undefined) return;
      store.setState({ urls: { ...without([fileId]), [attachmentId]: url } });
      sent.push(attachmentId);
      drop(sent.splice(0, Math.max(0, sent.length - MOST_SENT)));
    },
    drop,
    dropAll: (): void => drop(Object.keys(store.getState().urls)),
  };
};
