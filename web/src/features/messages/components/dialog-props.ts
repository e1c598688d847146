import type { ComponentType, ReactNode, RefObject } from 'react';
import type { Message } from '#contracts/http/messages.ts';
import type { Peer } from '#contracts/http/people.ts';
import type { DialogFiles } from '../model/dialog-files.ts';

export interface ForwardProps {
  /** Oldest first. */
  readonly messages: readonly Message[];
  /** Gets the focus afterwards. */
  readonly returnTo: RefObject<HTMLElement | null>;
  readonly notify: (words: string) => void;
  readonly onClose: () => void;
}

/** The properties of a dialog's conversation. */
export interface DialogProps {
  readonly conversationId: string;
  readonly peer: Pick<Peer, 'id' | 'username' | 'display_name' | 'is_active'>;
  readonly peerReadSeq: number;
  readonly myReadSeq: number;
  readonly unreadCount: number;
  readonly isLooking: boolean;
  readonly header: ReactNode;
  readonly files: DialogFiles;
  /** Asks to whom messages are forwarded. */
  readonly Forward: ComponentType<ForwardProps>;
  /** Replaces the message box. */
  readonly closed?: ReactNode;
  /** Set while only texts can be sent: the reason, above the message box. */
  readonly textOnly?: ReactNode;
  /** Called when everything up to this sequence has been in view. */
  readonly onSeen: (seq: number) => void;
}
