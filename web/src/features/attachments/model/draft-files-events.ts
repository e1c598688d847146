import type { DraftFile, TabBus, TabTopic } from '#client';

/** Events about pending attachments among the tabs of a browser. */
export type DraftFilesEvent =
  | { readonly kind: 'waiting'; readonly files: readonly DraftFile[] }
  | { readonly kind: 'uploaded'; readonly fileId: string; readonly attachmentId: string }
  /** Sent or removed. */
  | { readonly kind: 'gone'; readonly fileIds: readonly string[] };

export const draftFilesTopic = (bus: TabBus): TabTopic<DraftFilesEvent> =>
  bus.topic<DraftFilesEvent>('trays');
