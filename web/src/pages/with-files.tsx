import type { ReactNode } from 'react';
import { DropZone } from '../features/attachments/components/drop-zone.tsx';
import { AttachmentsContext } from '../features/attachments/model/attachments-context.ts';
import type { DialogFiles } from '../features/messages/model/dialog-files.ts';
import { MessageFilesContext } from '../features/messages/model/dialog-files.ts';
import { MessageFilesLater } from './message-files-later.tsx';
import { useFiles } from './use-dialog-files.tsx';

/** A dialog with attachments. */
export const WithFiles = ({
  conversationId,
  canSend,
  children,
}: {
  conversationId: string;
  canSend: boolean;
  children: (files: DialogFiles) => ReactNode;
}) => {
  const { files, parts, here } = useFiles(conversationId);
  return (
    <AttachmentsContext value={here}>
      <MessageFilesContext value={MessageFilesLater}>
        <DropZone isOpen={canSend} onFiles={files.add}>
          {children(files)}
        </DropZone>
      </MessageFilesContext>
      {parts && <parts.LightboxHost />}
    </AttachmentsContext>
  );
};
