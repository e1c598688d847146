import type { ComponentType, ReactNode } from 'react';
import { createContext } from 'react';
import type { OutgoingFile, StoredFiles } from '#client';
import type { Attachment } from '#contracts/http/messages.ts';

/** What a dialog needs to send files; implemented by the attachments feature. */
export interface DialogFiles {
  /** The pending attachments, above the message box. */
  readonly draftFileList: ReactNode;
  /** The button beside the box that opens the file picker. */
  readonly button: ReactNode;
  /** `blocked`: a file was refused, and the user has not removed or retried it. */
  readonly state: 'none' | 'ready' | 'blocked';
  /**
   * Set while files are being added: resolves to whether all were accepted. Sending waits for it.
   */
  readonly adding: Promise<boolean> | null;
  readonly add: (files: readonly File[]) => void;
  /** Empties the pending attachments into a message. `isSending`: this tab is the leader. */
  readonly take: (isSending: boolean) => { files: readonly OutgoingFile[]; stored: StoredFiles };
}

export interface MessageFilesProps {
  /** Files that the server has. */
  readonly sent: readonly Attachment[];
  /** Files that are not sent yet. */
  readonly pending: readonly OutgoingFile[];
  readonly clientId: string;
}

/** The component that shows the files of a message. */
export const MessageFilesContext = createContext<ComponentType<MessageFilesProps> | null>(null);
