import { useState } from 'react';
import type { Me } from '#contracts/http/me.ts';
import { errorWords } from '#site/strings/error-words.ts';
import { settingsStrings } from '#site/strings/settings-strings.ts';
import { Button } from '#site/ui/button.tsx';
import { ConfirmLater } from '#site/ui/confirm-later.tsx';
import { Section } from '#site/ui/section.tsx';
import { TextField } from '#site/ui/text-field.tsx';
import { useDeactivate } from '../api/use-account.ts';

const words = settingsStrings.data;

/** Deactivates the account once its name has been typed. */
export const Deactivate = ({ me }: { me: Me }) => {
  const [isAsking, setAsking] = useState(false);
  const [typed, setTyped] = useState('');
  const deactivation = useDeactivate();
  const ask = (isOpen: boolean): void => {
    setTyped('');
    deactivation.reset();
    setAsking(isOpen);
  };
  return (
    <Section title={words.deactivateTitle} lead={words.deactivateLead}>
      <Button look="danger" className="self-start" onClick={() => ask(true)}>
        {words.deactivate}
      </Button>
      <ConfirmLater
        isOpen={isAsking}
        onOpenChange={ask}
        title={words.deactivateQuestion}
        lead={
          <>
            <p>{words.deactivateStays}</p>
            <p>{words.deactivateFinal}</p>
          </>
        }
        action={words.deactivate}
        isDangerous
        isReady={typed.trim().toLowerCase() === me.username}
        isBusy={deactivation.isPending}
        error={deactivation.isError ? errorWords(deactivation.error) : null}
        onConfirm={() => deactivation.mutate()}
      >
        <TextField
          label={words.deactivateName(me.username)}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
      </ConfirmLater>
    </Section>
  );
};
