import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { KeptFile, UploadState } from '#client';
import type { Attachments } from './open-attachments.ts';
import type { Tray } from './tray.ts';

export interface AttachmentsHere extends Attachments {
  readonly conversationId: string;
  readonly keptFile: (clientId: string, fileId: string) => Promise<KeptFile | undefined>;
}

/** Null until the first file, with which the module is loaded. */
export const AttachmentsContext = createContext<AttachmentsHere | null>(null);

/** The attachments of the open conversation. */
export const useAttachments = (): AttachmentsHere => {
  const attachments = useContext(AttachmentsContext);
  if (!attachments) throw new Error('AttachmentsContext is missing');
  return attachments;
};

export const useTray = (): Tray => {
  const { trays, conversationId } = useAttachments();
  return useStore(trays.store, () => trays.trayOf(conversationId));
};

/** Undefined if the file is not being uploaded. */
export const useUploadState = (fileId: string): UploadState | undefined =>
  useStore(useAttachments().uploads.states, ({ states }) => states[fileId]);

/** By the file's id if it is local, or by the attachment's id if it is sent. */
export const usePreview = (id: string): string | undefined =>
  useStore(useAttachments().uploads.previews, ({ urls }) => urls[id]);
