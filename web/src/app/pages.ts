import { lazy } from 'react';
import { loadDialog } from './load-dialog.ts';

const loadAuth = () => import('./auth-pages.tsx');
const loadChat = () => import('./chat-layout.tsx');
const loadReference = () => import('../features/reference/components/reference.tsx');

export const SignInPage = lazy(async () => ({ default: (await loadAuth()).SignInPage }));
export const SignUpPage = lazy(async () => ({ default: (await loadAuth()).SignUpPage }));
export const ChatLayout = lazy(async () => ({ default: (await loadChat()).ChatLayout }));
export const NothingPicked = lazy(async () => ({ default: (await loadChat()).NothingPicked }));
export const DialogPage = lazy(async () => ({ default: (await loadDialog()).DialogPage }));
export const Reference = lazy(async () => ({ default: (await loadReference()).Reference }));

const loadersOf = (path: string): (() => Promise<unknown>)[] => {
  if (path.startsWith('/sign-')) return [loadAuth];
  if (path.startsWith('/docs')) return [loadReference];
  return path.startsWith('/c/') ? [loadChat, loadDialog] : [loadChat];
};

/** Starts loading what an address shows, side by side with what it waits for. */
export const warmUp = (path: string): void => {
  // A page that cannot be loaded says so where it is shown.
  for (const load of loadersOf(path)) load().catch(() => undefined);
};
