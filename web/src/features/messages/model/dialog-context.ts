import { createContext, useContext } from 'react';
import type { Message } from '#contracts/http/messages.ts';
import type { MessageRow } from '../log/timeline-row.ts';

/** Position of a menu in pixels of the viewport, and the element that gets the focus back. */
export interface MenuPlace {
  readonly x: number;
  readonly y: number;
  readonly origin: HTMLElement | null;
}

/** The actions of an open dialog; the same object as long as it is open. */
export interface DialogActions {
  readonly conversationId: string;
  readonly peerName: string;
  readonly openMenu: (row: MessageRow, place: MenuPlace) => void;
  /** Opens the bar of quick reactions; with `isWhole` all emoji. */
  readonly openReactions: (row: MessageRow, place: MenuPlace, isWhole?: boolean) => void;
  /** Whether the conversation accepts reactions. */
  readonly canReact: boolean;
  readonly reply: (message: Message) => void;
  readonly edit: (message: Message, content: string) => void;
  /** Asks to whom these messages are forwarded. */
  readonly forward: (messages: readonly Message[]) => void;
  readonly askToDelete: (row: MessageRow) => void;
  readonly retryChange: (row: MessageRow) => void;
  readonly dropChange: (row: MessageRow) => void;
  /** Shows a short message for a moment. */
  readonly notify: (words: string) => void;
  readonly jumpTo: (messageId: string) => void;
  readonly focusComposer: () => void;
}

export const DialogContext = createContext<DialogActions | null>(null);

export const useDialog = (): DialogActions => {
  const actions = useContext(DialogContext);
  if (!actions) throw new Error('DialogContext is missing');
  return actions;
};
