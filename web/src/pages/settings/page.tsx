import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import type { Me } from '#contracts/http/me.ts';
import { settingsStrings } from '../../strings/settings-strings.ts';
import { strings } from '../../strings/strings.ts';
import { useMe } from '../../sync/use-me.ts';
import { Button } from '../../ui/button.tsx';
import { Link } from '../../ui/link.tsx';
import { LoadFailure } from '../../ui/load-failure.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { useUnreadTitle } from '../use-unread-title.ts';

/** A page of the settings. */
export const Page = ({ title, children }: { title: string; children: ReactNode }) => {
  useUnreadTitle(strings.titles.page(title));
  const { state } = useLocation();
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto flex max-w-2xl flex-col gap-4 px-4 pt-[max(0.75rem,env(safe-area-inset-top))] pb-12 md:px-8 md:pt-8">
        <header className="flex items-center gap-2 py-1">
          <Button asChild look="icon" className="-ml-2 md:hidden">
            <Link to="/settings" state={state} aria-label={settingsStrings.backToSettings}>
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
export const WithMe = ({ children }: { children: (me: Me) => ReactNode }) => {
  const { data: me, isError, error, refetch } = useMe();
  if (me) return children(me);
  if (!isError) return <Spinner className="self-center p-8 text-ink-faint" />;
  return <LoadFailure error={error} onRetry={refetch} />;
};
