import { create } from 'zustand';

interface Lightbox {
  /** Id of the attachment that is shown large. */
  readonly openId: string | null;
  readonly open: (attachmentId: string) => void;
  readonly close: () => void;
}

/** The photo that is shown large, if one is. */
export const useLightbox = create<Lightbox>((set) => ({
  openId: null,
  open: (openId) => set({ openId }),
  close: () => set({ openId: null }),
}));
