import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { StoredFile, UploadState } from '#client';
import type { DraftFiles } from './draft-files.ts';
import type { Attachments } from './open-attachments.ts';

export interface AttachmentsHere extends Attachments {
  readonly conversationId: string;
  readonly storedFile: (clientId: string, fileId: string) => Promise<StoredFile | undefined>;
}

/** Null until the first file, with which the module is loaded. */
export const AttachmentsContext = createContext<AttachmentsHere | null>(null);

/** The attachments of the open conversation. */
export const useAttachments = (): AttachmentsHere => {
  const attachments = useContext(AttachmentsContext);
  if (!attachments) throw new Error('AttachmentsContext is missing');
  return attachments;
};

export const useDraftFiles = (): DraftFiles => {
  const { draftFiles, conversationId } = useAttachments();
  return useStore(draftFiles.store, () => draftFiles.filesOf(conversationId));
};

/** Undefined if the file is not being uploaded. */
export const useUploadState = (fileId: string): UploadState | undefined =>
  useStore(useAttachments().uploads.states, ({ states }) => states[fileId]);

/** By the file's id if it is local, or by the attachment's id if it is sent. */
export const usePreview = (id: string): string | undefined =>
  useStore(useAttachments().uploads.previews, ({ urls }) => urls[id]);
