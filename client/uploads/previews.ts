import { createStore } from '../platform/store.ts';

/** Maximum number of pictures of sent messages that are shown from the local copy. */
const MAX_SENT = 40;

/** Object URLs of local files: by `fileId`, and once sent by the attachment's id. */
export const createPreviews = () => {
  const store = createStore<{ urls: Readonly<Record<string, string>> }>(() => ({ urls: {} }));
  /** Attachment ids, oldest first. */
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
    /** Keys the preview by the attachment's id, so that the picture does not flicker. */
    adopt: (fileId: string, attachmentId: string): void => {
      const url = store.getState().urls[fileId];
      if (url === undefined) return;
      store.setState({ urls: { ...without([fileId]), [attachmentId]: url } });
      sent.push(attachmentId);
      drop(sent.splice(0, Math.max(0, sent.length - MAX_SENT)));
    },
    drop,
    dropAll: (): void => drop(Object.keys(store.getState().urls)),
  };
};
