import {
  ArrowLeft,
  Ban,
  Bell,
  Database,
  Eye,
  KeyRound,
  Palette,
  UserRound,
  UsersRound,
} from 'lucide-react';
import { useLocation } from 'react-router';
import type { Me } from '#contracts/http/me.ts';
import { openedOver } from '#site/lib/history/behind.ts';
import { classes } from '#site/lib/text.ts';
import { longDate } from '#site/lib/time.ts';
import { settingsStrings } from '#site/strings/settings-strings.ts';
import { Avatar } from '#site/ui/avatar.tsx';
import { Button } from '#site/ui/button.tsx';
import { CurrentLink, Link } from '#site/ui/link.tsx';
import { faceOf, shownName } from '#site/ui/person.ts';

const words = settingsStrings;

const sections = [
  { path: '/settings/profile', label: words.profile.title, Icon: UserRound },
  { path: '/settings/security', label: words.security.title, Icon: KeyRound },
  { path: '/settings/appearance', label: words.appearance.title, Icon: Palette },
  { path: '/settings/notifications', label: words.notifications.title, Icon: Bell },
  { path: '/settings/privacy', label: words.privacy.title, Icon: Eye },
  { path: '/settings/blocked', label: words.blocked.title, Icon: Ban },
  { path: '/settings/data', label: words.data.title, Icon: Database },
];
/** For operators. */
const admin = { path: '/admin/people', label: words.admin, Icon: UsersRound };

/** `isIndex`: on a wide screen the first section is shown beside this. */
export const SettingsNav = ({ me, isIndex }: { me: Me | undefined; isIndex: boolean }) => {
  const { state } = useLocation();
  const behind = openedOver(state);
  return (
    <div className="flex h-full flex-col overflow-y-auto pt-[max(0.75rem,env(safe-area-inset-top))] pb-6">
      <div className="flex items-center gap-2 px-4 pb-2">
        <Button asChild look="icon" className="-ml-2">
          <Link to={behind?.pathname ?? '/'} state={behind?.state} aria-label={words.back}>
            <ArrowLeft aria-hidden="true" className="size-5" />
          </Link>
        </Button>
        <h1 className="text-xl font-bold tracking-[-0.025em]">{words.title}</h1>
      </div>
      <div className="flex items-center gap-4 px-5 py-4">
        {me ? (
          <>
            <Avatar {...faceOf(me)} size="large" />
            <div className="min-w-0">
              <p dir="auto" className="truncate text-left text-lg font-semibold tracking-tight">
                {shownName(me)}
              </p>
              {me.display_name && (
                <p dir="auto" className="truncate text-left text-sm text-ink-soft">
                  {me.username}
                </p>
              )}
              <p className="text-sm text-ink-faint">
                {words.profile.since(longDate(me.created_at))}
              </p>
            </div>
          </>
        ) : (
          <span className="size-20 rounded-full bg-field" />
        )}
      </div>
      <nav aria-label={words.sections}>
        <ul className="flex flex-col gap-0.5 px-2">
          {(me?.operator ? [...sections, admin] : sections).map(({ path, label, Icon }, index) => (
            <li key={path}>
              <CurrentLink
                to={path}
                state={state}
                className={(isActive) =>
                  classes(
                    'flex h-12 items-center gap-3.5 rounded-2xl px-3.5 -outline-offset-2 transition-colors',
                    isActive && 'bg-selected font-medium',
                    !isActive && 'hover:bg-hover',
                    isIndex && index === 0 && 'md:bg-selected md:font-medium',
                  )
                }
              >
                {() => (
                  <>
                    <Icon aria-hidden="true" className="size-5 text-ink-soft" />
                    {label}
                  </>
                )}
              </CurrentLink>
            </li>
          ))}
        </ul>
      </nav>
      <p className="mt-auto px-5.5 pt-6 text-sm">
        <a
          href="/licenses.txt"
          target="_blank"
          rel="noopener noreferrer"
          className="text-ink-faint underline-offset-4 hover:underline"
        >
          {words.licences}
          <span className="sr-only"> {words.newTab}</span>
        </a>
      </p>
    </div>
  );
};
