import type { TabBus, TabTopic, WaitingFile } from '#client';

/** What the pages of one browser tell each other about waiting files. */
export type TrayNews =
  | { readonly kind: 'waiting'; readonly files: readonly WaitingFile[] }
  | { readonly kind: 'uploaded'; readonly fileId: string; readonly attachmentId: string }
  /** Sent or removed. */
  | { readonly kind: 'gone'; readonly fileIds: readonly string[] };

export const trayTopic = (bus: TabBus): TabTopic<TrayNews> => bus.topic<TrayNews>('trays');
