/** What an address shows is the same whoever is signed in. */
export const isForEveryone = (path: string): boolean => path.startsWith('/docs');
