import type { Me } from '#contracts/http/me.ts';
import { errorWords } from '#site/strings/error-words.ts';
import { settingsStrings } from '#site/strings/settings-strings.ts';
import { Alert } from '#site/ui/alert.tsx';
import { Section } from '#site/ui/section.tsx';
import { SwitchRow } from '#site/ui/switch-row.tsx';
import { useUpdateMe } from '../api/use-account.ts';

const words = settingsStrings.privacy;

/** Saves at once. The switches show a change while it is being saved. */
export const PrivacyChoices = ({ me }: { me: Me }) => {
  const { mutate, variables, isPending, error } = useUpdateMe();
  const shown = isPending ? { ...me.privacy, ...variables?.privacy } : me.privacy;
  return (
    <Section lead={words.lead}>
      <SwitchRow
        label={words.presence}
        hint={words.presenceHint}
        isOn={shown.presence}
        isDisabled={isPending}
        onChange={(presence) => mutate({ privacy: { presence } })}
      />
      <SwitchRow
        label={words.receipts}
        hint={words.receiptsHint}
        isOn={shown.read_receipts}
        isDisabled={isPending}
        onChange={(read_receipts) => mutate({ privacy: { read_receipts } })}
      />
      {error && <Alert>{errorWords(error)}</Alert>}
    </Section>
  );
};
