import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { lazy, Suspense } from 'react';
import type { Me } from '#contracts/http/me.ts';
import { useConversations, useHasMore } from '../features/conversations/api/use-conversations.ts';
import { BlockedList } from '../features/people/components/blocked-list.tsx';
import { Deactivate } from '../features/settings/components/deactivate.tsx';
import { ExportData } from '../features/settings/components/export-data.tsx';
import { PasswordForm } from '../features/settings/components/password-form.tsx';
import { PrivacyChoices } from '../features/settings/components/privacy-choices.tsx';
import { EmailForm, NameForm } from '../features/settings/components/profile-forms.tsx';
import { Storage } from '../features/settings/components/storage.tsx';
import { settingsStrings } from '../strings/settings-strings.ts';
import { strings } from '../strings/strings.ts';
import { useMe } from '../sync/use-me.ts';
import { Button } from '../ui/button.tsx';
import { Link } from '../ui/link.tsx';
import { LoadFailure } from '../ui/load-failure.tsx';
import { Section } from '../ui/section.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { useUnreadTitle } from './use-unread-title.ts';

const words = settingsStrings;

const Appearance = lazy(async () => {
  const part = await import('../features/settings/components/appearance.tsx');
  return { default: part.Appearance };
});
const NotificationSettings = lazy(async () => {
  const part = await import('../features/notifications/components/notification-settings.tsx');
  return { default: part.NotificationSettings };
});

const Devices = lazy(async () => {
  const part = await import('../features/settings/components/devices.tsx');
  return { default: part.Devices };
});

const FaceSection = lazy(async () => {
  const part = await import('../features/settings/components/face-section.tsx');
  return { default: part.FaceSection };
});

const Page = ({ title, children }: { title: string; children: ReactNode }) => {
  useUnreadTitle(strings.titles.page(title));
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto flex max-w-2xl flex-col gap-4 px-4 pt-[max(0.75rem,env(safe-area-inset-top))] pb-12 md:px-8 md:pt-8">
        <header className="flex items-center gap-2 py-1">
          <Button asChild look="icon" className="-ml-2 md:hidden">
            <Link to="/settings" aria-label={words.backToSettings}>
              <ArrowLeft aria-hidden="true" className="size-5" />
            </Link>
          </Button>
          <h1 className="text-xl font-bold tracking-[-0.025em] md:text-2xl">{title}</h1>
        </header>
        {children}
      </div>
    </div>
  );
};

/** Waits for the profile. */
const WithMe = ({ children }: { children: (me: Me) => ReactNode }) => {
  const { data: me, isError, error, refetch } = useMe();
  if (me) return children(me);
  if (!isError) return <Spinner className="self-center p-8 text-ink-faint" />;
  return <LoadFailure error={error} onRetry={refetch} />;
};

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

export const SecurityPage = () => (
  <Page title={words.security.title}>
    <WithMe>{(me) => <PasswordForm me={me} />}</WithMe>
    <Suspense fallback={<Spinner className="self-center p-8 text-ink-faint" />}>
      <Devices />
    </Suspense>
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
