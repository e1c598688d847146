import type { Me } from '../../../../../functions/contracts/http/users.ts';
import { Alert } from '../../../components/alert.tsx';
import { SwitchRow } from '../../../components/switch-row.tsx';
import { errorWords } from '../../../lib/error-words.ts';
import { settingsStrings } from '../../../lib/settings-strings.ts';
import { useUpdateMe } from '../api/use-account.ts';
import { Section } from './section.tsx';

const words = settingsStrings.privacy;

/** Saved at once. While a change is on its way the switches show it already. */
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
