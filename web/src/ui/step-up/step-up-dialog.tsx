import { FingerprintPattern } from 'lucide-react';
import { useApi } from '#site/sync/api-context.ts';
import { Button } from '../button.tsx';
import { CodeField } from '../codes/code-field.tsx';
import { useCodeEntry } from '../codes/use-code-entry.ts';
import { codeWords } from '../codes/words.ts';
import { Confirm } from '../confirm.tsx';
import { usePasskeyProof } from './use-passkey-proof.ts';
import { useWays, type Ways } from './use-ways.ts';

interface Props {
  readonly onSettle: (isProven: boolean) => void;
}

const ByCode = ({ onSettle, hasPasskey }: Props & { hasPasskey: boolean }) => {
  const { call } = useApi();
  const entry = useCodeEntry(async (code) => {
    await call('POST /api/auth/factor/proof', { body: { code } });
    onSettle(true);
  });
  const passkey = usePasskeyProof(() => onSettle(true));
  return (
    <Confirm
      isOpen
      onOpenChange={() => onSettle(false)}
      title={hasPasskey ? codeWords.eitherTitle : codeWords.stepUpTitle}
      lead={<p>{codeWords.stepUpLead}</p>}
      action={codeWords.stepUp}
      isReady={entry.value.trim() !== ''}
      isBusy={entry.isBusy || passkey.isBusy}
      error={passkey.error}
      onConfirm={entry.submit}
    >
      <CodeField entry={entry} />
      {hasPasskey && (
        <Button
          look="outline"
          className="h-11"
          disabled={entry.isBusy || passkey.isBusy}
          onClick={passkey.ask}
        >
          <FingerprintPattern aria-hidden="true" className="size-4.5" />
          {codeWords.usePasskey}
        </Button>
      )}
    </Confirm>
  );
};

const leadOf = (way: Ways['passkey']): string => {
  if (typeof way === 'object') return codeWords.elsewhere(way.elsewhere);
  return way === 'unavailable' ? codeWords.unavailable : codeWords.stepUpLead;
};

const ByPasskey = ({ onSettle, way }: Props & { way: Ways['passkey'] }) => {
  const passkey = usePasskeyProof(() => onSettle(true));
  return (
    <Confirm
      isOpen
      onOpenChange={() => onSettle(false)}
      title={codeWords.passkeyTitle}
      lead={<p>{leadOf(way)}</p>}
      action={codeWords.usePasskey}
      isReady={way === 'usable'}
      isBusy={passkey.isBusy}
      error={passkey.error}
      onConfirm={passkey.ask}
    />
  );
};

/** Asks for a code of the second factor or for a passkey, which opens this session for some minutes. */
export const StepUpDialog = ({ onSettle }: Props) => {
  const ways = useWays();
  if (!ways) return null;
  const { hasCodes, passkey } = ways;
  return hasCodes || passkey === 'none' ? (
    <ByCode onSettle={onSettle} hasPasskey={passkey === 'usable'} />
  ) : (
    <ByPasskey onSettle={onSettle} way={passkey} />
  );
};
