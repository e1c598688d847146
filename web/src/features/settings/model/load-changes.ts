/** What the contract says of changes: wanted once somebody types. */
export const loadChanges = () => import('./changes.ts');
