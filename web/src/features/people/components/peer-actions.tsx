import { useLater } from '#site/lib/use-later.ts';
import { PeerButton } from './peer-button.tsx';

/** Loaded on demand: the menu library is as big as the rest of the header. */
const loadMenu = async () => (await import('./peer-menu.tsx')).PeerMenu;

/** A button with the menu of actions on the peer. */
export const PeerActions = ({ peer }: { peer: { id: string; username: string } }) => {
  const { Component: Menu, button } = useLater(loadMenu);
  return Menu ? <Menu peer={peer} /> : <PeerButton {...button} />;
};
