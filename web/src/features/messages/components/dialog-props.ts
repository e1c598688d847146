import type { ReactNode } from 'react';
import type { DialogFiles } from '../model/dialog-files.ts';

/** What a dialog is told of its conversation. */
export interface DialogProps {
  readonly conversationId: string;
  readonly peer: { id: string; username: string; is_active: boolean };
  readonly peerReadSeq: number;
  readonly myReadSeq: number;
  readonly unreadCount: number;
  readonly isLooking: boolean;
  readonly header: ReactNode;
  readonly files: DialogFiles;
  /** Stands in place of the message box. */
  readonly closed?: ReactNode;
  /** Everything up to this sequence has been in view. */
  readonly onSeen: (seq: number) => void;
}
