import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import { classes } from '#site/lib/text.ts';
import { Button } from '#site/ui/button.tsx';
import { CurrentLink, Link } from '#site/ui/link.tsx';
import { words } from '../words.ts';

const tabs = [
  { path: '/admin/people', label: words.people.title },
  { path: '/admin/invitations', label: words.invitations.title },
  { path: '/admin/health', label: words.health.title },
];

/** The head of the pages for operators, and below it the open one. */
export const Frame = ({ children }: { children: ReactNode }) => {
  const { state } = useLocation();
  return (
    <div className="h-full overflow-y-auto bg-canvas">
      <div className="mx-auto flex max-w-3xl flex-col gap-4 px-4 pt-[max(0.75rem,env(safe-area-inset-top))] pb-12 md:px-8 md:pt-8">
        <header className="flex flex-col gap-3 py-1">
          <div className="flex items-center gap-2">
            <Button asChild look="icon" className="-ml-2">
              <Link to="/settings" state={state} aria-label={words.back}>
                <ArrowLeft aria-hidden="true" className="size-5" />
              </Link>
            </Button>
            <h1 className="text-xl font-bold tracking-[-0.025em] md:text-2xl">{words.title}</h1>
          </div>
          <nav aria-label={words.sections}>
            <ul className="flex gap-1 rounded-full bg-field p-1">
              {tabs.map(({ path, label }) => (
                <li key={path} className="min-w-0 flex-1">
                  <CurrentLink
                    to={path}
                    state={state}
                    className={(isActive) =>
                      classes(
                        'flex h-10 items-center justify-center rounded-full px-3 text-body transition-colors',
                        isActive
                          ? 'bg-raised font-medium shadow-bubble ring-1 ring-line-strong/50'
                          : 'text-ink-soft hover:text-ink',
                      )
                    }
                  >
                    {() => <span className="truncate">{label}</span>}
                  </CurrentLink>
                </li>
              ))}
            </ul>
          </nav>
        </header>
        {children}
      </div>
    </div>
  );
};
