import { useRef, useState } from 'react';
import type { Session } from '#contracts/http/sessions.ts';
import { sinceTime } from '#site/lib/time.ts';
import { useNow } from '#site/lib/use-now.ts';
import { devices as german } from '#site/strings/de-devices.ts';
import { devices as english } from '#site/strings/en-devices.ts';
import { errorWords } from '#site/strings/error-words.ts';
import { strings } from '#site/strings/strings.ts';
import { Alert } from '#site/ui/alert.tsx';
import { Button } from '#site/ui/button.tsx';
import { LoadFailure } from '#site/ui/load-failure.tsx';
import { Spinner } from '#site/ui/spinner.tsx';
import { useEndSession, useSessions } from '../api/use-sessions.ts';

const words = strings.locale === 'de' ? german : english;
const nameOf = ({ device }: Session): string => device || words.unknown;

const SessionRow = (props: { session: Session; isBusy: boolean; onEnd: () => void }) => {
  const { session, isBusy, onEnd } = props;
  const now = useNow(60_000);
  return (
    <li className="flex items-center gap-3 py-3">
      <div className="min-w-0 flex-1">
        <p className="font-medium break-words">{nameOf(session)}</p>
        <p className="text-sm break-words text-ink-soft">
          {session.current ? words.current : words.seen(sinceTime(session.last_seen_at, now))}
          {session.address && ` · ${session.address}`}
        </p>
      </div>
      {!session.current && (
        <Button
          look="outline"
          disabled={isBusy}
          aria-label={words.signOutOf(nameOf(session))}
          onClick={onEnd}
        >
          {words.signOut}
        </Button>
      )}
    </li>
  );
};

/** The sessions of the user; each except this one can be signed out. A lazy module. */
export const SessionList = () => {
  const { data, isError, error, refetch } = useSessions();
  const end = useEndSession();
  const list = useRef<HTMLUListElement>(null);
  const [said, setSaid] = useState('');

  const signOut = async (session: Session): Promise<void> => {
    setSaid('');
    await end.mutateAsync(session.id);
    setSaid(words.signedOut(nameOf(session)));
    // The focused button was removed: keeps the keyboard focus in the list.
    list.current?.focus();
  };

  if (isError) {
    return <LoadFailure error={error} onRetry={refetch} />;
  }
  if (!data) return <Spinner className="self-center p-4 text-ink-faint" />;
  return (
    <div className="flex flex-col">
      <ul
        ref={list}
        tabIndex={-1}
        aria-label={words.list}
        className="flex flex-col divide-y divide-line outline-none"
      >
        {data.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            isBusy={end.isPending}
            onEnd={() => void signOut(session).catch(() => undefined)}
          />
        ))}
      </ul>
      {end.isError && <Alert>{errorWords(end.error)}</Alert>}
      <p role="status" className="text-sm text-ink-soft">
        {said}
      </p>
    </div>
  );
};
