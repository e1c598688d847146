/** Loads the contract's checks when the user starts typing. */
export const loadChanges = () => import('./changes.ts');
