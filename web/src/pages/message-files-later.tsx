import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { MessageFilesProps } from '../features/messages/model/dialog-files.ts';
import { filesHeight, MAX_WIDTH } from '../ui/photo-layout.ts';
import { useSignedIn } from './use-dialog-files.tsx';

/** The files of a message. Reserves their space until the component has loaded. */
export const MessageFilesLater = (props: MessageFilesProps) => {
  const { files } = useSignedIn();
  const parts = useStore(files.store, (store) => store.parts);
  useEffect(() => {
    if (!parts) files.load().catch(() => undefined);
  }, [files, parts]);
  if (parts) return <parts.MessageFiles {...props} />;
  const shown = props.sent.length > 0 ? props.sent : props.pending;
  return (
    <div
      className="max-w-full"
      style={{ width: MAX_WIDTH, height: filesHeight(shown, MAX_WIDTH) }}
    />
  );
};
