import { type RefObject, useState } from 'react';
import { ApiError } from '#client';
import { errorWords } from '#site/strings/error-words.ts';
import { CodeField } from '#site/ui/codes/code-field.tsx';
import { QrCode } from '#site/ui/codes/qr-code.tsx';
import { useCodeEntry } from '#site/ui/codes/use-code-entry.ts';
import { Confirm, type ConfirmProps } from '#site/ui/confirm.tsx';
import { PasswordField } from '#site/ui/password-field.tsx';
import { useConfirm, useStart } from '../api/use-factor.ts';
import { words } from '../words.ts';
import { CopyButton } from './copy-button.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

const inGroups = (secret: string): string => secret.match(/.{1,4}/g)?.join(' ') ?? secret;

/** The secret, for an app on another device, for one that reads no picture, and for one on this device. */
const Secret = ({ secret, uri }: { secret: string; uri: string }) => (
  <div className="flex flex-col items-center gap-4">
    <QrCode text={uri} label={words.qr} />
    <div className="flex flex-col items-center gap-1 text-center">
      <p className="text-sm text-ink-soft">{words.key}</p>
      <code className="text-sm break-words select-all">{inGroups(secret)}</code>
    </div>
    <div className="flex flex-wrap items-center justify-center gap-2">
      <CopyButton label={words.copyKey} text={secret} />
      <a
        href={uri}
        className="inline-flex h-10 items-center px-2 text-sm font-medium text-action-ink underline-offset-4 hover:underline"
      >
        {words.openApp}
      </a>
    </div>
  </div>
);

const explain = (error: unknown): string =>
  error instanceof ApiError && error.code === 'no_factor' ? words.expired : errorWords(error);

/**
 * Sets the second factor up in one dialog: password, app, recovery codes. With `renewed` codes it only shows those.
 * `onTurnedOn`: it is on, but the codes may not have been saved yet.
 */
export const Setup = ({
  renewed,
  onTurnedOn,
  onClose,
  returnTo,
}: {
  renewed: readonly string[] | null;
  onTurnedOn: () => void;
  onClose: () => void;
  returnTo: RefObject<HTMLElement | null>;
}) => {
  const [password, setPassword] = useState('');
  const start = useStart();
  const confirm = useConfirm();
  const send = async (code: string): Promise<void> => {
    await confirm.mutateAsync(code);
    onTurnedOn();
  };
  const entry = useCodeEntry(send, explain);
  const codes = renewed ?? confirm.data;

  const step = (): Pick<
    ConfirmProps,
    'step' | 'title' | 'lead' | 'action' | 'isReady' | 'isBusy' | 'error' | 'onConfirm' | 'children'
  > => {
    if (codes) {
      return {
        step: 'codes',
        title: words.codesTitle,
        lead: <p>{words.codesLead}</p>,
        action: words.saved,
        onConfirm: onClose,
        children: <RecoveryCodes codes={codes} />,
      };
    }
    if (start.data) {
      return {
        step: 'app',
        title: words.scanTitle,
        lead: <p>{words.scanLead}</p>,
        action: words.turnOn,
        isReady: entry.value.trim() !== '',
        isBusy: entry.isBusy,
        onConfirm: entry.submit,
        children: (
          <>
            <Secret {...start.data} />
            <CodeField entry={entry} hasRecovery={false} />
          </>
        ),
      };
    }
    return {
      step: 'password',
      title: words.startTitle,
      lead: <p>{words.startLead}</p>,
      action: words.next,
      isReady: password !== '',
      isBusy: start.isPending,
      error: start.isError ? errorWords(start.error) : null,
      onConfirm: () => start.mutate(password),
      children: (
        <PasswordField
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      ),
    };
  };
  return (
    <Confirm
      isOpen
      hasCancel={!codes}
      onOpenChange={codes ? () => undefined : onClose}
      returnTo={returnTo}
      {...step()}
    />
  );
};
