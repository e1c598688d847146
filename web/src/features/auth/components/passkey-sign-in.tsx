import { FingerprintPattern } from 'lucide-react';
import { useEffect, useState } from 'react';
import { canUsePasskeys, PasskeyError } from '#site/lib/passkeys/web-authn.ts';
import { strings } from '#site/strings/strings.ts';
import { Button } from '#site/ui/button.tsx';
import { explainRefusal, type FormFailure as Failure } from '#site/ui/field-errors.ts';
import { FormFailure } from '#site/ui/form-failure.tsx';
import { useBeginPasskey, usePasskeySignIn } from '../api/use-auth.ts';
import { offerPasskeys } from '../model/offer-passkeys.ts';

const failureOf = (error: unknown): Failure | null =>
  error instanceof PasskeyError
    ? { words: strings.auth.noPasskey, waitSeconds: null }
    : explainRefusal(error).form;

/** A button, and passkeys in the list of the user name's field. Does not navigate: the guards do. */
const Offered = () => {
  const begin = useBeginPasskey();
  const { mutate, isPending, isSuccess, isError, error } = usePasskeySignIn();
  const isBusy = isPending || isSuccess;
  const failure = isError ? failureOf(error) : null;
  useEffect(() => {
    // A browser has one request at a time.
    if (isBusy) return;
    const stop = new AbortController();
    void offerPasskeys(begin, mutate, stop.signal);
    return () => stop.abort();
  }, [isBusy, begin, mutate]);
  return (
    <div className="mt-3 flex flex-col gap-3">
      <Button
        look="outline"
        className="h-11 w-full"
        disabled={isBusy}
        onClick={() => mutate(undefined)}
      >
        <FingerprintPattern aria-hidden="true" className="size-4.5" />
        {strings.auth.usePasskey}
      </Button>
      {failure && <FormFailure failure={failure} />}
    </div>
  );
};

/** Nothing where the browser has no passkeys. */
export const PasskeySignIn = () => {
  const [canUse] = useState(canUsePasskeys);
  return canUse ? <Offered /> : null;
};
