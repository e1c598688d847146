import { useState } from 'react';
import { useStore } from 'zustand';
import { setPreferences, usePreferences } from '#site/lib/use-preferences.ts';
import { errorWords } from '#site/strings/error-words.ts';
import { Alert } from '#site/ui/alert.tsx';
import { Button } from '#site/ui/button.tsx';
import { Section } from '#site/ui/section.tsx';
import { SwitchRow } from '#site/ui/switch-row.tsx';
import { useTestPush } from '../api/use-push.ts';
import { permissionNow, turnOnNotifications } from '../model/permission.ts';
import type { PushState } from '../model/push-state.ts';
import { pushState, syncAgain } from '../model/push-state.ts';
import { words } from '../model/words.ts';

/** What works on this device, and what does not and why. Null while that is unknown. */
const stateWords = (push: PushState): string | null => {
  if (push === 'unsupported' && !globalThis.isSecureContext) return words.state.insecure;
  return push in words.state ? words.state[push as keyof typeof words.state] : null;
};

const TestPush = () => {
  const { mutate, data, error, isPending } = useTestPush();
  return (
    <div className="flex flex-col items-start gap-2">
      <Button look="outline" disabled={isPending} onClick={() => mutate()}>
        {words.test}
      </Button>
      <p role="status" className="text-sm text-pretty text-ink-soft">
        {!isPending && data && words.outcome[data]}
      </p>
      {error && <Alert>{errorWords(error)}</Alert>}
    </div>
  );
};

/** Turns the notifications of this device on and off, and says what that brings. */
export const DeviceSection = () => {
  const { notifies } = usePreferences();
  const [permission, setPermission] = useState(permissionNow);
  const push = useStore(pushState, (state) => state.push);
  const isOn = notifies && permission === 'granted';
  const change = async (isWanted: boolean): Promise<void> => {
    if (isWanted) setPermission(await turnOnNotifications());
    else setPreferences({ notifies: false });
    // Whoever decides here needs no offer in a dialog.
    setPreferences({ offer: 'answered' });
  };
  return (
    <Section title={words.deviceTitle}>
      <SwitchRow
        label={words.show}
        hint={words.showHint}
        isOn={isOn}
        isDisabled={permission === null}
        onChange={(isWanted) => void change(isWanted)}
      />
      {permission === 'denied' && <Alert>{words.denied}</Alert>}
      {permission === null && <Alert>{words.none}</Alert>}
      <div role="status" className="flex flex-wrap items-center gap-x-2 text-sm empty:hidden">
        {isOn && stateWords(push) !== null && (
          <p className="text-pretty text-ink-soft">{stateWords(push)}</p>
        )}
        {isOn && push === 'failed' && (
          <Button look="quiet" className="-ml-3" onClick={syncAgain}>
            {words.retry}
          </Button>
        )}
      </div>
      {isOn && push === 'on' && <TestPush />}
    </Section>
  );
};
