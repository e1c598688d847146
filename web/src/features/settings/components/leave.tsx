import { useState } from 'react';
import type { Me } from '../../../../../functions/contracts/http/users.ts';
import { errorWords } from '../../../strings/error-words.ts';
import { settingsStrings } from '../../../strings/settings-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmLater } from '../../../ui/confirm-later.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useLeave } from '../api/use-account.ts';
import { Section } from './section.tsx';

const words = settingsStrings.data;

/** Closing the account: only who types its name means it. */
export const Leave = ({ me }: { me: Me }) => {
  const [isAsking, setAsking] = useState(false);
  const [typed, setTyped] = useState('');
  const leave = useLeave();
  const ask = (isOpen: boolean): void => {
    setTyped('');
    leave.reset();
    setAsking(isOpen);
  };
  return (
    <Section title={words.leaveTitle} lead={words.leaveLead}>
      <Button look="danger" className="self-start" onClick={() => ask(true)}>
        {words.leave}
      </Button>
      <ConfirmLater
        isOpen={isAsking}
        onOpenChange={ask}
        title={words.leaveQuestion}
        lead={
          <>
            <p>{words.leaveStays}</p>
            <p>{words.leaveFinal}</p>
          </>
        }
        action={words.leave}
        isDangerous
        isReady={typed.trim().toLowerCase() === me.username}
        isBusy={leave.isPending}
        error={leave.isError ? errorWords(leave.error) : null}
        onConfirm={() => leave.mutate()}
      >
        <TextField
          label={words.leaveName(me.username)}
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
