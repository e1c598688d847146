import { Suspense } from 'react';
import { useConversations, useHasMore } from '../features/conversations/api/use-conversations.ts';
import { BlockedList } from '../features/people/components/blocked-list.tsx';
import { Deactivate } from '../features/settings/components/deactivate.tsx';
import { ExportData } from '../features/settings/components/export-data.tsx';
import { PrivacyChoices } from '../features/settings/components/privacy-choices.tsx';
import { EmailForm, NameForm } from '../features/settings/components/profile-forms.tsx';
import { Storage } from '../features/settings/components/storage.tsx';
import { lazy } from '../lib/parts/lazy.ts';
import { settingsStrings } from '../strings/settings-strings.ts';
import { Section } from '../ui/section.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { Page, WithMe } from './settings/page.tsx';

export { SecurityPage } from './settings/security-page.tsx';

const words = settingsStrings;

const Appearance = lazy(async () => {
  const part = await import('../features/settings/components/appearance.tsx');
  return { default: part.Appearance };
});
const NotificationSettings = lazy(async () => {
  const part = await import('../features/notifications/components/notification-settings.tsx');
  return { default: part.NotificationSettings };
});

const FaceSection = lazy(async () => {
  const part = await import('../features/settings/components/face-section.tsx');
  return { default: part.FaceSection };
});

export const ProfilePage = () => (
  <Page title={words.profile.title}>
    <WithMe>
      {(me) => (
        <>
          <Suspense fallback={<div className="h-[32rem] rounded-3xl bg-raised shadow-bubble" />}>
            <FaceSection me={me} />
          </Suspense>
          <NameForm me={me} />
          <EmailForm me={me} />
        </>
      )}
    </WithMe>
  </Page>
);

export const AppearancePage = () => (
  <Page title={words.appearance.title}>
    <Suspense fallback={<Spinner className="self-center p-8 text-ink-faint" />}>
      <Appearance />
    </Suspense>
  </Page>
);

export const NotificationsPage = () => (
  <Page title={words.notifications.title}>
    <Suspense fallback={<Spinner className="self-center p-8 text-ink-faint" />}>
      <NotificationSettings />
    </Suspense>
  </Page>
);

export const PrivacyPage = () => (
  <Page title={words.privacy.title}>
    <WithMe>{(me) => <PrivacyChoices me={me} />}</WithMe>
  </Page>
);

export const BlockedPage = () => (
  <Page title={words.blocked.title}>
    <Section lead={words.blocked.lead}>
      <BlockedList />
    </Section>
  </Page>
);

export const DataPage = () => {
  const { list } = useConversations();
  const hasMore = useHasMore();
  return (
    <Page title={words.data.title}>
      <Storage />
      <ExportData conversations={hasMore ? null : list.length} />
      <WithMe>{(me) => <Deactivate me={me} />}</WithMe>
    </Page>
  );
};
