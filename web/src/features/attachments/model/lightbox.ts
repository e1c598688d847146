import { create } from 'zustand';

interface Lightbox {
  /** Attachment id of the open photo. */
  readonly openId: string | null;
  readonly open: (attachmentId: string) => void;
  readonly close: () => void;
}

/** The photo that is open in the lightbox, if any. */
export const useLightbox = create<Lightbox>((set) => ({
  openId: null,
  open: (openId) => set({ openId }),
  close: () => set({ openId: null }),
}));
