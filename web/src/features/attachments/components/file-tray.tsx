import { strings } from '#site/strings/strings.ts';
import { useAttachments, useTray } from '../model/attachments-context.ts';
import { isScalable } from '../model/tray.ts';
import { NotKept } from './not-kept.tsx';
import { OriginalSwitch } from './original-switch.tsx';
import { TrayItem } from './tray-item.tsx';
import { TrayNotices } from './tray-notices.tsx';

/** The pending attachments, above the message box. */
export const FileTray = () => {
  const { trays, uploads, conversationId } = useAttachments();
  const { files, notices, isOriginal } = useTray();
  if (files.length + notices.length === 0) return null;
  return (
    <div className="space-y-3 border-b border-line p-3">
      <TrayNotices
        files={files}
        notices={notices}
        onDismiss={() => trays.dismiss(conversationId)}
      />
      {files.length > 0 && (
        <ul
          aria-label={strings.attachments.tray}
          className="-mx-3 -mt-1 flex gap-3 overflow-x-auto px-3 pt-2.5 pb-1"
        >
          {files.map((file) => (
            <TrayItem
              key={file.fileId}
              file={file}
              onRemove={() => trays.remove(conversationId, file.fileId)}
              onRetry={() => uploads.restart(file.fileId)}
            />
          ))}
        </ul>
      )}
      {files.length > 0 && <NotKept />}
      {files.some(isScalable) && (
        <OriginalSwitch
          isOn={isOriginal}
          onChange={(isOn) => trays.setOriginal(conversationId, isOn)}
        />
      )}
    </div>
  );
};
