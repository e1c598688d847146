import { Suspense, useRef, useState } from 'react';
import { lazy } from '#site/lib/parts/lazy.ts';
import { longDate } from '#site/lib/time.ts';
import { errorWords } from '#site/strings/error-words.ts';
import { Alert } from '#site/ui/alert.tsx';
import { Button } from '#site/ui/button.tsx';
import { LoadFailure } from '#site/ui/load-failure.tsx';
import { Section } from '#site/ui/section.tsx';
import { Spinner } from '#site/ui/spinner.tsx';
import { useFactor, useRenewCodes } from '../api/use-factor.ts';
import { words } from '../words.ts';

const Setup = lazy(async () => ({ default: (await import('./setup.tsx')).Setup }));
const TurnOff = lazy(async () => ({ default: (await import('./turn-off.tsx')).TurnOff }));

const FEW_CODES = 3;

const Left = ({ count }: { count: number }) => (
  <p className="text-sm text-ink-soft">
    {words.left(count)}
    {count <= FEW_CODES && <span className="block text-danger">{words.few}</span>}
  </p>
);

type Opened = 'setup' | 'turn-off' | null;

const Content = () => {
  const { data: factor, isError, error, refetch } = useFactor();
  const [opened, setOpened] = useState<Opened>(null);
  const [said, setSaid] = useState('');
  const renew = useRenewCodes();
  const state = useRef<HTMLDivElement>(null);
  /** The button that opened a dialog may be gone when it closes. */
  const returnTo = useRef<HTMLElement>(null);
  const open = (next: Opened): void => {
    returnTo.current = null;
    setSaid('');
    setOpened(next);
  };
  const finish = (result: string): void => {
    returnTo.current = state.current;
    setSaid(result);
  };
  const close = (): void => {
    setOpened(null);
    renew.reset();
  };

  if (isError && !factor) return <LoadFailure error={error} onRetry={refetch} />;
  if (!factor) return <Spinner className="self-center p-4 text-ink-faint" />;
  const { is_set: isSet, set_at: setAt, recovery_codes_left: left } = factor;
  return (
    <>
      <div ref={state} tabIndex={-1} className="flex flex-col gap-1 outline-none">
        <p className="font-medium">
          {isSet && setAt !== null ? words.onSince(longDate(setAt)) : words.off}
        </p>
        {isSet && <Left count={left} />}
      </div>
      {renew.isError && <Alert>{errorWords(renew.error)}</Alert>}
      <div className="flex flex-wrap items-center gap-2">
        {!isSet && <Button onClick={() => open('setup')}>{words.setUp}</Button>}
        {isSet && (
          <>
            <Button look="outline" disabled={renew.isPending} onClick={() => renew.mutate()}>
              {words.renew}
            </Button>
            <Button look="outline" onClick={() => open('turn-off')}>
              {words.turnOff}
            </Button>
          </>
        )}
      </div>
      <p role="status" className="text-sm font-medium text-action-ink empty:hidden">
        {said}
      </p>
      <Suspense>
        {(opened === 'setup' || renew.data) && (
          <Setup
            renewed={renew.data ?? null}
            onTurnedOn={() => finish(words.isOn)}
            onClose={close}
            returnTo={returnTo}
          />
        )}
        {opened === 'turn-off' && (
          <TurnOff
            onDone={() => {
              finish(words.isOff);
              close();
            }}
            onClose={close}
            returnTo={returnTo}
          />
        )}
      </Suspense>
    </>
  );
};

/** The code that a sign-in asks for after the password. */
export const TwoStep = () => (
  <Section title={words.title} lead={words.lead}>
    <Content />
  </Section>
);
