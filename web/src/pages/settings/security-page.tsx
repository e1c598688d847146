import type { ReactNode } from 'react';
import { Suspense } from 'react';
import { PasswordForm } from '../../features/settings/components/password-form.tsx';
import { lazy } from '../../lib/parts/lazy.ts';
import { settingsStrings } from '../../strings/settings-strings.ts';
import { useAccountEvents } from '../../sync/use-account-events.ts';
import { Spinner } from '../../ui/spinner.tsx';
import { Page, WithMe } from './page.tsx';

const TwoStep = lazy(async () => {
  const part = await import('../../features/two-step/components/two-step.tsx');
  return { default: part.TwoStep };
});
const Passkeys = lazy(async () => {
  const part = await import('../../features/passkeys/components/passkeys.tsx');
  return { default: part.Passkeys };
});
const Devices = lazy(async () => {
  const part = await import('../../features/settings/components/devices.tsx');
  return { default: part.Devices };
});

/** A part of the page that loads later, and holds its place until then. */
const Later = ({ children }: { children: ReactNode }) => (
  <Suspense fallback={<Spinner className="self-center p-8 text-ink-faint" />}>{children}</Suspense>
);

/** How one signs in, where one is signed in, and what happened to the account. */
export const SecurityPage = () => {
  useAccountEvents();
  return (
    <Page title={settingsStrings.security.title}>
      <WithMe>{(me) => <PasswordForm me={me} />}</WithMe>
      <Later>
        <TwoStep />
      </Later>
      <Later>
        <Passkeys />
      </Later>
      <Later>
        <Devices />
      </Later>
    </Page>
  );
};
