import { Archive, ArrowLeft, MailQuestion } from 'lucide-react';
import { useLocation } from 'react-router';
import { strings } from '#site/strings/strings.ts';
import { Button } from '#site/ui/button.tsx';
import { Link } from '#site/ui/link.tsx';
import type { View } from '../api/use-conversations.ts';
import type { ViewState } from '../model/view.ts';

const words = strings.conversations;
const main: ViewState = { view: 'main' };

export type Apart = Exclude<View, 'main'>;

export const apartTitles = { archived: words.archived, requests: words.requests } as const;
const icons = { archived: Archive, requests: MailQuestion } as const;
const counts = { archived: words.archivedCount, requests: words.requestsCount } as const;

/** A link to a view of the list, if there is anything in it; the open conversation stays open. */
export const ApartLink = ({ view, count }: { view: Apart; count: number }) => {
  const { pathname } = useLocation();
  if (count === 0) return null;
  const Icon = icons[view];
  return (
    <Link
      to={pathname}
      state={{ view } satisfies ViewState}
      data-row
      className="mx-2 mt-1 flex items-center gap-3 rounded-2xl px-3 py-2.5 text-sm font-medium text-ink-soft -outline-offset-2 transition-colors hover:bg-hover hover:text-ink"
    >
      <span className="flex w-12 justify-center">
        <Icon aria-hidden="true" className="size-5" />
      </span>
      <span className="flex-1">{apartTitles[view]}</span>
      <span aria-hidden="true" className="tabular-nums">
        {count}
      </span>
      <span className="sr-only">{counts[view](count)}</span>
    </Link>
  );
};

/** The title of a view, and a link back. */
export const ApartHeader = ({ view }: { view: Apart }) => {
  const { pathname } = useLocation();
  return (
    <div className="flex items-center gap-1 px-3">
      <Button asChild look="icon">
        <Link to={pathname} state={main} aria-label={words.backToMain}>
          <ArrowLeft aria-hidden="true" className="size-5" />
        </Link>
      </Button>
      <h2 className="font-semibold">{apartTitles[view]}</h2>
    </div>
  );
};
