import { strings } from '#site/strings/strings.ts';
import { Alert } from '#site/ui/alert.tsx';
import { Button } from '#site/ui/button.tsx';
import { Spinner } from '#site/ui/spinner.tsx';
import { adminErrorWords } from '../words.ts';

/** While data loads, or if it could not be loaded. */
export const Loading = ({ error, onRetry }: { error: unknown; onRetry: () => unknown }) => {
  if (!error) return <Spinner className="self-center p-8 text-ink-faint" />;
  return (
    <div className="flex flex-col items-start gap-4">
      <Alert>{adminErrorWords(error)}</Alert>
      <Button look="outline" onClick={() => void onRetry()}>
        {strings.app.retry}
      </Button>
    </div>
  );
};
