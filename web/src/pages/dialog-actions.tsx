import type { Conversation } from '#contracts/http/conversations.ts';
import { PeerButton } from '../features/people/components/peer-button.tsx';
import { useLater } from '../lib/use-later.ts';

/** Loaded on demand: the menu library is as big as the rest of the header. */
const loadMenu = async () => (await import('./dialog-menu.tsx')).DialogMenu;

/** A button with the menu of a conversation. */
export const DialogActions = ({ conversation }: { conversation: Conversation }) => {
  const { Component: Menu, button } = useLater(loadMenu);
  return Menu ? <Menu conversation={conversation} /> : <PeerButton {...button} />;
};
