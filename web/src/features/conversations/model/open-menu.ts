import { create } from 'zustand';

/**
 * Where the menu of a conversation is opened, in pixels of the window. `origin` gets the focus when the menu
 * closes.
 */
export interface MenuPlace {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly origin: HTMLElement | null;
}

/** The open menu of a row; one at a time. */
export const useOpenMenu = create<{ menu: MenuPlace | null }>(() => ({ menu: null }));

export const openMenu = (menu: MenuPlace | null): void => useOpenMenu.setState({ menu });
