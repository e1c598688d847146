import { Suspense, useEffect } from 'react';
import { lazy } from '../../../lib/parts/lazy.ts';
import { useAttachments } from '../model/attachments-context.ts';
import { useLightbox } from '../model/lightbox.ts';

/** Loaded with the first photo that is opened. */
const Lightbox = lazy(async () => ({ default: (await import('./lightbox.tsx')).Lightbox }));

/** Shows the opened photo in the lightbox; closes with its conversation. */
export const LightboxHost = () => {
  const { conversationId } = useAttachments();
  const { openId, close } = useLightbox();
  useEffect(() => close, [close]);
  return (
    openId !== null && (
      <Suspense>
        <Lightbox conversationId={conversationId} openId={openId} />
      </Suspense>
    )
  );
};
