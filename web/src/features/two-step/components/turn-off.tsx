import { type RefObject, useState } from 'react';
import { errorWords } from '#site/strings/error-words.ts';
import { Confirm } from '#site/ui/confirm.tsx';
import { PasswordField } from '#site/ui/password-field.tsx';
import { useTurnOff } from '../api/use-factor.ts';
import { words } from '../words.ts';

/** Asks for the password, and for a code unless this session has given one. */
export const TurnOff = ({
  onDone,
  onClose,
  returnTo,
}: {
  onDone: () => void;
  onClose: () => void;
  returnTo: RefObject<HTMLElement | null>;
}) => {
  const [password, setPassword] = useState('');
  const turnOff = useTurnOff();
  return (
    <Confirm
      isOpen
      onOpenChange={onClose}
      returnTo={returnTo}
      title={words.turnOffQuestion}
      lead={<p>{words.turnOffAnswer}</p>}
      action={words.turnOff}
      isDangerous
      isReady={password !== ''}
      isBusy={turnOff.isPending}
      error={turnOff.isError ? errorWords(turnOff.error) : null}
      onConfirm={() => turnOff.mutate(password, { onSuccess: onDone })}
    >
      <PasswordField
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
    </Confirm>
  );
};
