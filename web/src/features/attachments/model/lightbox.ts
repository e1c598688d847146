import { create } from 'zustand';
import type { Attachment } from '#contracts/http/messages.ts';

/** Photos outside the log. */
export interface Album {
  /** Oldest first. */
  readonly photos: readonly Attachment[];
  /** Shows the message of a photo. */
  readonly onShow: (attachmentId: string) => void;
}

interface Lightbox {
  /** Attachment id of the open photo. */
  readonly openId: string | null;
  /** Without it, the photos of the loaded messages are shown. */
  readonly album: Album | undefined;
  readonly open: (attachmentId: string, album?: Album) => void;
  readonly close: () => void;
}

/** The photo that is open in the lightbox, if any. */
export const useLightbox = create<Lightbox>((set) => ({
  openId: null,
  album: undefined,
  open: (openId, album) => set({ openId, album }),
  close: () => set({ openId: null, album: undefined }),
}));

/** The photos that an open album came from have changed: a photo that is gone closes with it. Null: all are gone. */
export const renewAlbum = (album: Album | null): void => {
  const { openId, album: shown, open, close } = useLightbox.getState();
  if (openId === null || !shown) return;
  const photos = album?.photos ?? [];
  if (!album || photos.every(({ id }) => id !== openId)) close();
  else if (photos.map(({ id }) => id).join() !== shown.photos.map(({ id }) => id).join()) {
    open(openId, album);
  }
};
