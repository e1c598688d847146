import { useEffect } from 'react';
import type { OutgoingFile } from '#client';
import { useAttachments, usePreview, useUploadState } from '../model/attachments-context.ts';
import { Progress } from './progress.tsx';

/** After a reload, loads the file from local storage. */
const useStoredPreview = (clientId: string, fileId: string): string | undefined => {
  const { uploads, storedFile } = useAttachments();
  const url = usePreview(fileId);
  const isMissing = url === undefined;
  useEffect(() => {
    if (!isMissing) return;
    storedFile(clientId, fileId).then(
      (stored) => stored && uploads.preview(fileId, stored.blob),
      () => undefined,
    );
  }, [isMissing, storedFile, clientId, fileId, uploads]);
  return url;
};

/** A photo of an unsent message, with its upload progress. */
export const PendingPhoto = ({ clientId, file }: { clientId: string; file: OutgoingFile }) => {
  const url = useStoredPreview(clientId, file.fileId);
  const state = useUploadState(file.fileId);
  return (
    <>
      {url && (
        <img src={url} alt={file.filename} className="absolute inset-0 size-full object-cover" />
      )}
      {state?.kind !== 'done' && (
        <span className="absolute inset-0 flex items-center justify-center">
          <span className="rounded-full bg-black/55 p-2 text-white">
            <Progress state={state} label={file.filename} className="block size-8" />
          </span>
        </span>
      )}
    </>
  );
};
