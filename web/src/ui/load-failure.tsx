import { ApiError } from '#client';
import { errorWords } from '../strings/error-words.ts';
import { strings } from '../strings/strings.ts';
import { useIsConnected } from '../sync/use-reconnect.ts';
import { Alert } from './alert.tsx';
import { Blank } from './blank.tsx';
import { Button } from './button.tsx';

/** Without a connection a failed load is no error: it is repeated on reconnect. */
const useIsAway = (error: unknown): boolean => {
  const isConnected = useIsConnected();
  return !isConnected && error instanceof ApiError && error.isUnreachable;
};

interface Props {
  readonly error: unknown;
  readonly onRetry: () => unknown;
}

const Retry = ({ onRetry }: Pick<Props, 'onRetry'>) => (
  <Button look="outline" onClick={() => void onRetry()}>
    {strings.app.retry}
  </Button>
);

/** Replaces a part of a page that could not be loaded. */
export const LoadFailure = ({ error, onRetry }: Props) => {
  const isAway = useIsAway(error);
  return (
    <div className="flex flex-col items-start gap-4">
      {isAway ? (
        <p role="status" className="text-body text-ink-soft">
          {strings.connection.loadedLater}
        </p>
      ) : (
        <Alert>{errorWords(error)}</Alert>
      )}
      <Retry onRetry={onRetry} />
    </div>
  );
};

/** Replaces a whole pane that could not be loaded. */
export const PaneFailure = ({ title, error, onRetry }: Props & { readonly title: string }) => {
  const isAway = useIsAway(error);
  return (
    <Blank
      title={isAway ? strings.connection.away : title}
      lead={isAway ? strings.connection.loadedLater : errorWords(error)}
    >
      <Retry onRetry={onRetry} />
    </Blank>
  );
};

/** Shown above a list that could not be loaded completely, without a button. */
export const FailureNote = ({ error }: Pick<Props, 'error'>) => {
  const isAway = useIsAway(error);
  if (!isAway) return <Alert>{errorWords(error)}</Alert>;
  return (
    <p role="status" className="px-3 py-2 text-sm text-ink-soft">
      {strings.connection.loadedLater}
    </p>
  );
};
