import type { Strings } from './en.ts';

/** Every word that the site shows. Set before the app is imported: its modules read it as they load. */
export let strings: Strings;

export const setStrings = (catalogue: Strings): void => {
  strings = catalogue;
};
