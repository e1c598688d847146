import { type RefObject, useState } from 'react';
import type { Passkey } from '#contracts/http/passkeys/passkeys.ts';
import { deviceName } from '#site/lib/passkeys/device-name.ts';
import { PasskeyError } from '#site/lib/passkeys/web-authn.ts';
import { errorWords } from '#site/strings/error-words.ts';
import { Confirm } from '#site/ui/confirm.tsx';
import { PasswordField } from '#site/ui/password-field.tsx';
import { useAddPasskey, useRemovePasskey, useRenamePasskey } from '../api/use-passkeys.ts';
import { words } from '../words.ts';
import { NameField } from './name-field.tsx';

interface DialogProps {
  /** Says what was done, and closes. */
  readonly onDone: (result: string) => void;
  readonly onClose: () => void;
  readonly returnTo: RefObject<HTMLElement | null>;
}

const explain = (error: unknown): string =>
  error instanceof PasskeyError ? words.problems[error.problem] : errorWords(error);

const errorOf = ({ isError, error }: { isError: boolean; error: unknown }): string | null =>
  isError ? explain(error) : null;

const Password = (props: { value: string; onChange: (value: string) => void }) => (
  <PasswordField
    autoComplete="current-password"
    value={props.value}
    onChange={(event) => props.onChange(event.target.value)}
  />
);

export const AddPasskey = ({ onDone, onClose, returnTo }: DialogProps) => {
  const [name, setName] = useState(() => deviceName(navigator.userAgent) ?? words.device);
  const [password, setPassword] = useState('');
  const add = useAddPasskey();
  return (
    <Confirm
      isOpen
      onOpenChange={onClose}
      returnTo={returnTo}
      title={words.addTitle}
      lead={
        <>
          <p>{words.addLead}</p>
          <p>{words.addCost}</p>
        </>
      }
      action={words.next}
      isReady={name.trim() !== '' && password !== ''}
      isBusy={add.isPending}
      error={errorOf(add)}
      onConfirm={() =>
        add.mutate({ name, password }, { onSuccess: () => onDone(words.isAdded(name.trim())) })
      }
    >
      <NameField value={name} onChange={setName} />
      <Password value={password} onChange={setPassword} />
    </Confirm>
  );
};

export const RenamePasskey = (props: DialogProps & { passkey: Passkey }) => {
  const { passkey, onDone, onClose, returnTo } = props;
  const [name, setName] = useState(passkey.name);
  const rename = useRenamePasskey(passkey.id);
  return (
    <Confirm
      isOpen
      onOpenChange={onClose}
      returnTo={returnTo}
      title={words.renameTitle}
      lead={null}
      action={words.save}
      isReady={name.trim() !== ''}
      isBusy={rename.isPending}
      error={errorOf(rename)}
      onConfirm={() =>
        rename.mutate(name, { onSuccess: () => onDone(words.isRenamed(name.trim())) })
      }
    >
      <NameField value={name} onChange={setName} />
    </Confirm>
  );
};

export const RemovePasskey = (props: DialogProps & { passkey: Passkey }) => {
  const { passkey, onDone, onClose, returnTo } = props;
  const [password, setPassword] = useState('');
  const remove = useRemovePasskey(passkey.id);
  return (
    <Confirm
      isOpen
      onOpenChange={onClose}
      returnTo={returnTo}
      title={words.removeQuestion(passkey.name)}
      lead={<p>{words.removeAnswer}</p>}
      action={words.remove}
      isDangerous
      isReady={password !== ''}
      isBusy={remove.isPending}
      error={errorOf(remove)}
      onConfirm={() =>
        remove.mutate(password, { onSuccess: () => onDone(words.isRemoved(passkey.name)) })
      }
    >
      <Password value={password} onChange={setPassword} />
    </Confirm>
  );
};
