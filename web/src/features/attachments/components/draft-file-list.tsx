import { strings } from '#site/strings/strings.ts';
import { useAttachments, useDraftFiles } from '../model/attachments-context.ts';
import { isScalable } from '../model/draft-files.ts';
import { DraftFileItem } from './draft-file-item.tsx';
import { DraftFileNotices } from './draft-file-notices.tsx';
import { NotStoredNotice } from './not-stored-notice.tsx';
import { OriginalSwitch } from './original-switch.tsx';

/** The pending attachments, above the message box. */
export const DraftFileList = () => {
  const { draftFiles, uploads, conversationId } = useAttachments();
  const { files, notices, isOriginal } = useDraftFiles();
  if (files.length + notices.length === 0) return null;
  return (
    <div className="space-y-3 border-b border-line p-3">
      <DraftFileNotices
        files={files}
        notices={notices}
        onDismiss={() => draftFiles.dismiss(conversationId)}
      />
      {files.length > 0 && (
        <ul
          aria-label={strings.attachments.draftFiles}
          className="-mx-3 -mt-1 flex gap-3 overflow-x-auto px-3 pt-2.5 pb-1"
        >
          {files.map((file) => (
            <DraftFileItem
              key={file.fileId}
              file={file}
              onRemove={() => draftFiles.remove(conversationId, file.fileId)}
              onRetry={() => uploads.restart(file.fileId)}
            />
          ))}
        </ul>
      )}
      {files.length > 0 && <NotStoredNotice />}
      {files.some(isScalable) && (
        <OriginalSwitch
          isOn={isOriginal}
          onChange={(isOn) => draftFiles.setOriginal(conversationId, isOn)}
        />
      )}
    </div>
  );
};
