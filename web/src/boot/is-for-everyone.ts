/** Whether a path shows the same to everyone, signed in or not. */
export const isForEveryone = (path: string): boolean => path.startsWith('/docs');
