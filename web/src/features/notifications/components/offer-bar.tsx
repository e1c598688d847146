import { Bell } from 'lucide-react';
import { useLocation } from 'react-router';
import { over } from '#site/lib/history/behind.ts';
import { setPreferences } from '#site/lib/use-preferences.ts';
import { Button } from '#site/ui/button.tsx';
import { Link } from '#site/ui/link.tsx';
import { useIsPushSetUp } from '../api/use-push.ts';
import { needsHomeScreen, turnOnNotifications } from '../model/permission.ts';
import { words } from '../model/words.ts';

const answer = (): void => setPreferences({ offer: 'answered' });

/** The browser must ask for permission only after this click. */
const turnOn = async (): Promise<void> => {
  await turnOnNotifications();
  answer();
};

/** Offers notifications in a dialog; on an iPhone, the way to them. */
export const OfferBar = () => {
  const isHome = needsHomeScreen();
  const state = over(useLocation());
  if (!useIsPushSetUp()) return null;
  return (
    <section
      aria-label={words.turnOn}
      className="flex flex-wrap items-center justify-end gap-x-3 gap-y-1 border-b border-line bg-surface py-2 pr-2 pl-5 text-body"
    >
      <Bell aria-hidden="true" className="size-5 text-action-ink" />
      <p role="status" className="min-w-0 flex-1 basis-48 text-pretty">
        {isHome ? words.offerHome : words.offer}
      </p>
      <div className="flex items-center">
        <Button look="quiet" className="text-ink-soft" onClick={answer}>
          {words.notNow}
        </Button>
        {isHome ? (
          <Button asChild look="quiet">
            <Link to="/settings/notifications" state={state} onClick={answer}>
              {words.showHow}
            </Link>
          </Button>
        ) : (
          <Button look="quiet" onClick={() => void turnOn()}>
            {words.turnOn}
          </Button>
        )}
      </div>
    </section>
  );
};
