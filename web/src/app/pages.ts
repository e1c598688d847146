import { lazy } from 'react';
import { loadSettingsCatalogue } from '../lib/languages.ts';
import { setSettingsStrings } from '../lib/settings-strings.ts';
import { strings } from '../lib/strings.ts';
import { loadDialog } from './load-dialog.ts';

const loadAuth = () => import('./auth-pages.tsx');
const loadChat = () => import('./chat-layout.tsx');
const loadSettings = async () => {
  setSettingsStrings(await loadSettingsCatalogue(strings.locale));
  return import('./settings-layout.tsx');
};
const loadReference = () => import('../features/reference/components/reference.tsx');

export const SignInPage = lazy(async () => ({ default: (await loadAuth()).SignInPage }));
export const SignUpPage = lazy(async () => ({ default: (await loadAuth()).SignUpPage }));
export const ChatLayout = lazy(async () => ({ default: (await loadChat()).ChatLayout }));
export const NothingPicked = lazy(async () => ({ default: (await loadChat()).NothingPicked }));
export const DialogPage = lazy(async () => ({ default: (await loadDialog()).DialogPage }));
const settings = <Name extends keyof Awaited<ReturnType<typeof loadSettings>>>(name: Name) =>
  lazy(async () => ({ default: (await loadSettings())[name] }));
export const SettingsLayout = settings('SettingsLayout');
export const ProfilePage = settings('ProfilePage');
export const SecurityPage = settings('SecurityPage');
export const AppearancePage = settings('AppearancePage');
export const NotificationsPage = settings('NotificationsPage');
export const BlockedPage = settings('BlockedPage');
export const DataPage = settings('DataPage');
export const Reference = lazy(async () => ({ default: (await loadReference()).Reference }));

const loadersOf = (path: string): (() => Promise<unknown>)[] => {
  if (path.startsWith('/sign-')) return [loadAuth];
  if (path.startsWith('/docs')) return [loadReference];
  if (path.startsWith('/settings')) return [loadSettings];
  return path.startsWith('/c/') ? [loadChat, loadDialog] : [loadChat];
};

/** Starts loading what an address shows, side by side with what it waits for. */
export const warmUp = (path: string): void => {
  // A page that cannot be loaded says so where it is shown.
  for (const load of loadersOf(path)) load().catch(() => undefined);
};
