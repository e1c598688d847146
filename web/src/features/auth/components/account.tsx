import { useLater } from '#site/lib/use-later.ts';
import { AccountButton } from './account-button.tsx';

/** Loaded on demand: the menu library is half as big as the rest of the list page. */
const loadMenu = async () => (await import('./account-menu.tsx')).AccountMenu;

/** The signed-in user, with a menu. */
export const Account = () => {
  const { Component: Menu, button } = useLater(loadMenu);
  return Menu ? <Menu /> : <AccountButton {...button} />;
};
