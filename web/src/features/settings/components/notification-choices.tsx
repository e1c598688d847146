import { useState } from 'react';
import { chime } from '#site/lib/chime.ts';
import { setPreferences, usePreferences } from '#site/lib/use-preferences.ts';
import { settingsStrings } from '#site/strings/settings-strings.ts';
import { Alert } from '#site/ui/alert.tsx';
import { SwitchRow } from '#site/ui/switch-row.tsx';
import { Section } from './section.tsx';

const words = settingsStrings.notifications;

/** Null if the browser has no notifications, as on plain HTTP other than localhost. */
const permissionNow = (): NotificationPermission | null =>
  'Notification' in globalThis ? Notification.permission : null;

/** Asks the browser for permission only when the user turns notifications on. */
const usePermission = () => {
  const [permission, setPermission] = useState(permissionNow);
  const ask = async (): Promise<boolean> => {
    const answer = await Notification.requestPermission();
    setPermission(answer);
    return answer === 'granted';
  };
  return { permission, ask };
};

/** Plays a sample at once; browsers allow sounds after a click. */
const changeSounds = (isOn: boolean): void => {
  setPreferences({ sounds: isOn });
  if (isOn) void chime().catch(() => undefined);
};

export const NotificationChoices = () => {
  const { notifies, hidesText, sounds } = usePreferences();
  const { permission, ask } = usePermission();
  const shows = notifies && permission === 'granted';
  const change = async (isOn: boolean): Promise<void> => {
    setPreferences({ notifies: isOn && (await ask()) });
  };
  return (
    <Section title={words.messagesTitle}>
      <SwitchRow
        label={words.show}
        hint={words.showHint}
        isOn={shows}
        isDisabled={permission === null}
        onChange={(isOn) => void change(isOn)}
      />
      {permission === 'denied' && <Alert>{words.denied}</Alert>}
      {permission === null && <Alert>{words.unsupported}</Alert>}
      <SwitchRow
        label={words.hideText}
        hint={words.hideTextHint}
        isOn={hidesText}
        isDisabled={!shows}
        onChange={(isOn) => setPreferences({ hidesText: isOn })}
      />
      <SwitchRow label={words.sound} hint={words.soundHint} isOn={sounds} onChange={changeSounds} />
    </Section>
  );
};
