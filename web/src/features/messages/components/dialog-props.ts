import type { ReactNode } from 'react';
import type { DialogFiles } from '../model/dialog-files.ts';

/** The properties of a dialog's conversation. */
export interface DialogProps {
  readonly conversationId: string;
  readonly peer: { id: string; username: string; is_active: boolean };
  readonly peerReadSeq: number;
  readonly myReadSeq: number;
  readonly unreadCount: number;
  readonly isLooking: boolean;
  readonly header: ReactNode;
  readonly files: DialogFiles;
  /** Replaces the message box. */
  readonly closed?: ReactNode;
  /** Called when everything up to this sequence has been in view. */
  readonly onSeen: (seq: number) => void;
}
