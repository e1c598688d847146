import { setPreferences, usePreferences } from '#site/lib/use-preferences.ts';
import { settingsStrings } from '#site/strings/settings-strings.ts';
import { Section } from '#site/ui/section.tsx';
import { SwitchRow } from '#site/ui/switch-row.tsx';

const words = settingsStrings.appearance;

/** Whether this device shows reactions. */
export const ReactionsChoice = () => (
  <Section title={words.reactionsTitle}>
    <SwitchRow
      label={words.showsReactions}
      hint={words.showsReactionsHint}
      isOn={usePreferences().showsReactions}
      onChange={(showsReactions) => setPreferences({ showsReactions })}
    />
  </Section>
);
