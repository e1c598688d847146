import { Archive, ArrowLeft } from 'lucide-react';
import { Link, useLocation } from 'react-router';
import { strings } from '#site/strings/strings.ts';
import { Button } from '#site/ui/button.tsx';
import type { ViewState } from '../model/view.ts';

const words = strings.conversations;
const archived: ViewState = { view: 'archived' };
const main: ViewState = { view: 'main' };

/** A link to the archived conversations, if there are any; the open conversation stays open. */
export const ArchivedLink = ({ count }: { count: number }) => {
  const { pathname } = useLocation();
  if (count === 0) return null;
  return (
    <Link
      to={pathname}
      state={archived}
      data-row
      className="mx-2 mt-1 flex items-center gap-3 rounded-2xl px-3 py-2.5 text-sm font-medium text-ink-soft -outline-offset-2 transition-colors hover:bg-hover hover:text-ink"
    >
      <span className="flex w-12 justify-center">
        <Archive aria-hidden="true" className="size-5" />
      </span>
      <span className="flex-1">{words.archived}</span>
      <span aria-hidden="true" className="tabular-nums">
        {count}
      </span>
      <span className="sr-only">{words.archivedCount(count)}</span>
    </Link>
  );
};

/** The title of the archived conversations, and a link back. */
export const ArchivedHeader = () => {
  const { pathname } = useLocation();
  return (
    <div className="flex items-center gap-1 px-3">
      <Button asChild look="icon">
        <Link to={pathname} state={main} aria-label={words.backToMain}>
          <ArrowLeft aria-hidden="true" className="size-5" />
        </Link>
      </Button>
      <h2 className="font-semibold">{words.archived}</h2>
    </div>
  );
};
