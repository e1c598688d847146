import { classes } from '#site/lib/text.ts';
import { strings } from '#site/strings/strings.ts';
import { useIsConnected } from '#site/sync/use-reconnect.ts';
import { Button } from '#site/ui/button.tsx';
import { Spinner } from '#site/ui/spinner.tsx';
import type { LogEnd } from './log-paging.ts';

const words = strings.messages;

/** At an end of the log: loading, or failed to load. */
export const EndState = ({ end, isTop }: { end: LogEnd; isTop: boolean }) => {
  const isConnected = useIsConnected();
  return (
    <div
      className={classes(
        'pointer-events-none absolute inset-x-0 z-10 flex justify-center text-ink-soft',
        isTop ? 'top-2' : 'bottom-2',
      )}
    >
      {end.isLoading && (
        <span className="rounded-full bg-raised p-1.5 shadow-raised">
          <Spinner label={isTop ? words.loadingOlder : words.loadingNewer} className="block" />
        </span>
      )}
      {end.isFailed && !end.isLoading && isConnected && (
        <Button look="outline" className="pointer-events-auto shadow-raised" onClick={end.load}>
          {words.loadFailed} {strings.app.retry}
        </Button>
      )}
    </div>
  );
};
