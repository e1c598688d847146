import { useEffect } from 'react';
import { useStore } from 'zustand';
import { Gallery } from '../../features/attachments/gallery/gallery.tsx';
import { useSignedIn } from '../use-dialog-files.tsx';

const loadLinks = () => import('./shared-links.ts');

/** The gallery of a conversation. Loads the files feature, if no file has done so before. */
export const SharedFiles = (props: {
  conversationId: string;
  onShow: (messageId: string) => void;
}) => {
  const { files } = useSignedIn();
  const isReady = useStore(files.store, ({ parts }) => parts !== null);
  useEffect(() => {
    if (!isReady) files.load().catch(() => undefined);
  }, [files, isReady]);
  return isReady && <Gallery {...props} loadLinks={loadLinks} />;
};
