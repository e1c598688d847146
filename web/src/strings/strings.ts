import type { Strings } from './en.ts';

/**
 * All strings of the site. Must be set before the app is imported, whose modules read it as they
 * load.
 */
export let strings: Strings;

export const setStrings = (catalogue: Strings): void => {
  strings = catalogue;
};
