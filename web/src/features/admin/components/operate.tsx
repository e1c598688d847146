import { type RefObject, useState } from 'react';
import type { AccountAction } from '#contracts/closed-lists.ts';
import type { AdminPersonDetail } from '#contracts/http/admin/shapes.ts';
import { Confirm } from '#site/ui/confirm.tsx';
import { PasswordField } from '#site/ui/password-field.tsx';
import { fullName } from '#site/ui/person.ts';
import { useOperate } from '../api/use-admin.ts';
import { adminErrorWords, words } from '../words.ts';

interface Props {
  readonly person: AdminPersonDetail;
  readonly onDone: (action: AccountAction, password: string | null) => void;
  readonly onClose: () => void;
  /** Where the focus goes afterwards, unless it goes back. */
  readonly returnTo: RefObject<HTMLElement | null>;
}

const Question = ({
  person,
  action,
  onDone,
  onClose,
  returnTo,
}: Props & { action: AccountAction }) => {
  const [typed, setTyped] = useState('');
  const operate = useOperate(person.id);
  const needsPassword = action !== 'end_sessions';
  const confirm = (): void => {
    const body = { action, ...(needsPassword && { current_password: typed }) };
    operate.mutate(body, { onSuccess: ({ password }) => onDone(action, password) });
  };
  return (
    <Confirm
      isOpen
      onOpenChange={onClose}
      returnTo={returnTo}
      title={words.questions[action](fullName(person))}
      lead={<p>{words.consequences[action]}</p>}
      action={words.actions[action]}
      isDangerous={action === 'deactivate'}
      isReady={!needsPassword || typed !== ''}
      isBusy={operate.isPending}
      error={operate.isError ? adminErrorWords(operate.error) : null}
      onConfirm={confirm}
    >
      {needsPassword && (
        <PasswordField
          label={words.ownPassword}
          autoComplete="current-password"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
    </Confirm>
  );
};

/** Asks before an action, for the operator's own password where an account is taken away. */
export const Operate = ({ action, ...props }: Props & { readonly action: AccountAction | null }) =>
  action && <Question key={action} action={action} {...props} />;
