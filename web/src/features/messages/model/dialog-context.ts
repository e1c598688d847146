import { createContext, useContext } from 'react';
import type { Message } from '../../../../../functions/contracts/http/messages.ts';
import type { MessageRow } from '../log/timeline-row.ts';

/** Where a menu opens, in pixels of the viewport, and what gets the focus back. */
export interface MenuPlace {
  readonly x: number;
  readonly y: number;
  readonly origin: HTMLElement | null;
}

/** What can be done in an open dialog; the same object as long as it is open. */
export interface DialogActions {
  readonly conversationId: string;
  readonly peerName: string;
  readonly openMenu: (row: MessageRow, place: MenuPlace) => void;
  readonly reply: (message: Message) => void;
  readonly edit: (message: Message, content: string) => void;
  readonly askToDelete: (row: MessageRow) => void;
  readonly retryChange: (row: MessageRow) => void;
  readonly dropChange: (row: MessageRow) => void;
  /** Shows a few words for a moment. */
  readonly tell: (words: string) => void;
  readonly jumpTo: (messageId: string) => void;
  readonly focusComposer: () => void;
}

export const DialogContext = createContext<DialogActions | null>(null);

export const useDialog = (): DialogActions => {
  const actions = useContext(DialogContext);
  if (!actions) throw new Error('DialogContext is missing');
  return actions;
};
