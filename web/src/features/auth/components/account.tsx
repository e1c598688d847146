import { useLater } from '../../../lib/use-later.ts';
import { AccountButton } from './account-button.tsx';

/** The machinery of menus is half as big as all else on the page of the list. */
const loadMenu = async () => (await import('./account-menu.tsx')).AccountMenu;

/** The signed-in user, with a menu. */
export const Account = () => {
  const { Component: Menu, button } = useLater(loadMenu);
  return Menu ? <Menu /> : <AccountButton {...button} />;
};
