import { Outlet, useMatch } from 'react-router';
import { SignedInProviders } from '../boot/signed-in-providers.tsx';
import { SettingsNav } from '../features/settings/components/settings-nav.tsx';
import { classes } from '../lib/text.ts';
import { useMe } from '../sync/use-me.ts';
import { StepUpProvider } from '../ui/step-up/step-up.tsx';
import { ConnectionStatus } from './connection-status.tsx';

export * from './settings-pages.tsx';

/** The sections and the open one, side by side; on a phone one at a time. */
export const SettingsLayout = () => {
  const isIndex = useMatch('/settings') !== null;
  return (
    <SignedInProviders>
      <main className="flex h-dvh flex-col bg-surface">
        <div className="has-[p]:pt-2">
          <ConnectionStatus />
        </div>
        <div className="flex min-h-0 flex-1">
          <div
            className={classes(
              'w-full border-line md:block md:w-[21rem] md:border-r lg:w-96',
              !isIndex && 'hidden',
            )}
          >
            <SettingsNav me={useMe().data} isIndex={isIndex} />
          </div>
          <div className={classes('min-w-0 flex-1 bg-canvas md:block', isIndex && 'hidden')}>
            <StepUpProvider>
              <Outlet />
            </StepUpProvider>
          </div>
        </div>
      </main>
    </SignedInProviders>
  );
};
