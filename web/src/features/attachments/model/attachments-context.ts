import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { KeptFile, UploadState } from '#client';
import type { Attachments } from './open-attachments.ts';
import type { Tray } from './tray.ts';

export interface AttachmentsHere extends Attachments {
  readonly conversationId: string;
  readonly keptFile: (clientId: string, fileId: string) => Promise<KeptFile | undefined>;
}

/** Null until the first file: what shows files is loaded with it. */
export const AttachmentsContext = createContext<AttachmentsHere | null>(null);

/** Files of the conversation that is open. */
export const useAttachments = (): AttachmentsHere => {
  const attachments = useContext(AttachmentsContext);
  if (!attachments) throw new Error('AttachmentsContext is missing');
  return attachments;
};

export const useTray = (): Tray => {
  const { trays, conversationId } = useAttachments();
  return useStore(trays.store, () => trays.trayOf(conversationId));
};

/** Undefined of a file that nobody is uploading yet. */
export const useUploadState = (fileId: string): UploadState | undefined =>
  useStore(useAttachments().uploads.states, ({ states }) => states[fileId]);

/** Of a file of this browser by its id, or of a sent one by the id of its attachment. */
export const usePreview = (id: string): string | undefined =>
  useStore(useAttachments().uploads.previews, ({ urls }) => urls[id]);
