/** The dialog is a chunk of its own; the list warms it up. */
export const loadDialog = () => import('./dialog-page.tsx');
