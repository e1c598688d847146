import { notificationPreviews } from '#contracts/closed-lists.ts';
import { chime } from '#site/lib/chime.ts';
import { setPreferences, usePreferences } from '#site/lib/use-preferences.ts';
import { Choice } from '#site/ui/choice.tsx';
import { Section } from '#site/ui/section.tsx';
import { SwitchRow } from '#site/ui/switch-row.tsx';
import { needsHomeScreen } from '../model/permission.ts';
import { words } from '../model/words.ts';
import { DeviceSection } from './device-section.tsx';
import { HomeScreenSteps } from './home-screen-steps.tsx';
import { QuietHours } from './quiet-hours.tsx';

const previewOptions = notificationPreviews.map((value) => ({
  value,
  label: words.preview[value],
}));

/** Plays a sample at once; browsers allow sounds after a click. */
const changeSounds = (isOn: boolean): void => {
  setPreferences({ sounds: isOn });
  if (isOn) void chime().catch(() => undefined);
};

export const NotificationSettings = () => {
  const { preview, pushSounds, sounds } = usePreferences();
  return (
    <>
      {needsHomeScreen() ? <HomeScreenSteps /> : <DeviceSection />}
      <Section title={words.previewTitle}>
        <Choice
          label={words.previewTitle}
          value={preview}
          options={previewOptions}
          onChange={(chosen) => setPreferences({ preview: chosen })}
        />
      </Section>
      <Section title={words.soundTitle}>
        <SwitchRow
          label={words.pushSound}
          hint={words.pushSoundHint}
          isOn={pushSounds}
          onChange={(isOn) => setPreferences({ pushSounds: isOn })}
        />
        <SwitchRow
          label={words.sound}
          hint={words.soundHint}
          isOn={sounds}
          onChange={changeSounds}
        />
        <QuietHours />
      </Section>
    </>
  );
};
