import { useApi } from '#site/sync/api-context.ts';
import { CodeField } from '../codes/code-field.tsx';
import { useCodeEntry } from '../codes/use-code-entry.ts';
import { codeWords } from '../codes/words.ts';
import { Confirm } from '../confirm.tsx';

/** Asks for a code of the second factor, which opens this session for some minutes. */
export const StepUpDialog = ({ onSettle }: { onSettle: (isProven: boolean) => void }) => {
  const { call } = useApi();
  const entry = useCodeEntry(async (code) => {
    await call('POST /api/auth/factor/proof', { body: { code } });
    onSettle(true);
  });
  return (
    <Confirm
      isOpen
      onOpenChange={() => onSettle(false)}
      title={codeWords.stepUpTitle}
      lead={<p>{codeWords.stepUpLead}</p>}
      action={codeWords.stepUp}
      isReady={entry.value.trim() !== ''}
      isBusy={entry.isBusy}
      onConfirm={entry.submit}
    >
      <CodeField entry={entry} />
    </Confirm>
  );
};
