import { create } from 'zustand';

/** Where a conversation's menu is opened, in pixels of the window; `origin` gets the focus back. */
export interface MenuPlace {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly origin: HTMLElement | null;
}

/** The open menu of a row; one at a time. */
export const useOpenMenu = create<{ menu: MenuPlace | null }>(() => ({ menu: null }));

export const openMenu = (menu: MenuPlace | null): void => useOpenMenu.setState({ menu });
