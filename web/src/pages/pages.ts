import { shownPath } from '../lib/history/behind.ts';
import { loadSettingsCatalogue } from '../strings/languages.ts';
import { setSettingsStrings } from '../strings/settings-strings.ts';
import { strings } from '../strings/strings.ts';
import { loadDialog } from './load-dialog.ts';
import { pagesOf } from './pages-of.tsx';

const loadSettings = async () => {
  setSettingsStrings(await loadSettingsCatalogue(strings.locale));
  return import('./settings-layout.tsx');
};

const auth = pagesOf(() => import('./auth-pages.tsx'));
const chat = pagesOf(() => import('./chat-layout.tsx'));
const dialog = pagesOf(async () => ({ DialogPage: (await loadDialog()).DialogPage }));
const about = pagesOf(() => import('./people/about-page.tsx'));
const settings = pagesOf(loadSettings);
const people = pagesOf(() => import('./people-pages.tsx'));
const admin = pagesOf(() => import('./admin/admin-pages.tsx'));
const reference = pagesOf(() => import('../features/reference/components/reference.tsx'));

export const SignInPage = auth.page('SignInPage');
export const SignUpPage = auth.page('SignUpPage');
export const JoinPage = auth.page('JoinPage');
export const ChatLayout = chat.page('ChatLayout');
export const PersonPage = people.page('PersonPage');
export const NothingPicked = chat.page('NothingPicked');
export const AboutPage = about.page('AboutPage');
export const DialogPage = dialog.page('DialogPage');
export const SettingsLayout = settings.page('SettingsLayout');
export const ProfilePage = settings.page('ProfilePage');
export const SecurityPage = settings.page('SecurityPage');
export const AppearancePage = settings.page('AppearancePage');
export const NotificationsPage = settings.page('NotificationsPage');
export const PrivacyPage = settings.page('PrivacyPage');
export const BlockedPage = settings.page('BlockedPage');
export const DataPage = settings.page('DataPage');
export const Dialogs = people.page('Dialogs');
export const AdminPages = admin.page('AdminPages');
export const Reference = reference.page('Reference');

const scriptsOf = (path: string): { load: () => Promise<unknown> }[] => {
  if (path.startsWith('/sign-') || path === '/join') return [auth];
  if (path.startsWith('/docs')) return [reference];
  if (path.startsWith('/admin')) return [admin];
  if (path.startsWith('/settings')) return [settings];
  if (/^\/(invite|starred)/.test(path)) return [people, ...scriptsOf(shownPath())];
  if (path.startsWith('/u/')) return [chat, people];
  return path.startsWith('/c/') ? [chat, dialog] : [chat];
};

/** Loads the scripts of a path. A failure shows where the page is rendered. */
export const warmUp = async (path: string): Promise<void> => {
  await Promise.allSettled(scriptsOf(path).map(({ load }) => load()));
};
