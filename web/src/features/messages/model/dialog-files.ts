import type { ComponentType, ReactNode } from 'react';
import { createContext } from 'react';
import type { KeptFiles, OutgoingFile } from '#client';
import type { Attachment } from '../../../../../functions/contracts/http/messages.ts';

/** What a dialog needs to send files; the feature that knows about files makes it. */
export interface DialogFiles {
  /** Above the box: what waits to be sent. */
  readonly tray: ReactNode;
  /** Beside the box: opens the picker. */
  readonly button: ReactNode;
  /** `blocked`: one of them was refused, and the person has not said what to do about it. */
  readonly state: 'none' | 'ready' | 'blocked';
  /** While given files are read: resolves to whether all of them were taken. A send waits for it. */
  readonly adding: Promise<boolean> | null;
  readonly add: (files: readonly File[]) => void;
  /** Empties the tray into a message; `isSending`: this page sends for its browser. */
  readonly take: (isSending: boolean) => { files: readonly OutgoingFile[]; kept: KeptFiles };
}

export interface MessageFilesProps {
  /** What the server has. */
  readonly sent: readonly Attachment[];
  /** What it does not have yet. */
  readonly pending: readonly OutgoingFile[];
  readonly clientId: string;
}

/** How the files of a message are shown. */
export const MessageFilesContext = createContext<ComponentType<MessageFilesProps> | null>(null);
