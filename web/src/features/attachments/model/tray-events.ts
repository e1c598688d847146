import type { TabBus, TabTopic, WaitingFile } from '#client';

/** Events about pending attachments among the tabs of a browser. */
export type TrayEvent =
  | { readonly kind: 'waiting'; readonly files: readonly WaitingFile[] }
  | { readonly kind: 'uploaded'; readonly fileId: string; readonly attachmentId: string }
  /** Sent or removed. */
  | { readonly kind: 'gone'; readonly fileIds: readonly string[] };

export const trayTopic = (bus: TabBus): TabTopic<TrayEvent> => bus.topic<TrayEvent>('trays');
