import { useLater } from '../../../lib/use-later.ts';
import { PeerButton } from './peer-button.tsx';

/** The machinery of menus is as big as all else in the header. */
const loadMenu = async () => (await import('./peer-menu.tsx')).PeerMenu;

/** What can be done about the other person of a conversation, behind a button. */
export const PeerActions = ({ peer }: { peer: { id: string; username: string } }) => {
  const { Component: Menu, button } = useLater(loadMenu);
  return Menu ? <Menu peer={peer} /> : <PeerButton {...button} />;
};
