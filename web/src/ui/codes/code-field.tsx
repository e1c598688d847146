import { Button } from '../button.tsx';
import { FormFailure } from '../form-failure.tsx';
import { TextField } from '../text-field.tsx';
import type { CodeEntry } from './use-code-entry.ts';
import { codeWords } from './words.ts';

const inputs = {
  app: { autoComplete: 'one-time-code', inputMode: 'numeric' },
  recovery: { autoComplete: 'off', inputMode: 'text' },
} as const;

/** A field for a code, with its refusal. */
export const CodeField = ({
  entry,
  hasRecovery = true,
  autoFocus = false,
}: {
  entry: CodeEntry;
  /** Does a recovery code replace the code of the app? */
  hasRecovery?: boolean;
  autoFocus?: boolean;
}) => {
  const { kind, failure } = entry;
  const isApp = kind === 'app';
  return (
    <>
      {failure !== null && <FormFailure failure={failure} />}
      <TextField
        ref={entry.field}
        autoFocus={autoFocus}
        label={isApp ? codeWords.app : codeWords.recovery}
        hint={isApp ? codeWords.appHint : codeWords.recoveryHint}
        name="code"
        {...inputs[kind]}
        autoCapitalize="none"
        spellCheck={false}
        required
        readOnly={entry.isBusy}
        isInvalid={failure !== null}
        value={entry.value}
        onChange={(event) => entry.change(event.target.value)}
      />
      {hasRecovery && (
        <Button
          look="quiet"
          className="-mt-3 -ml-3 self-start"
          disabled={entry.isBusy}
          onClick={() => entry.switchTo(isApp ? 'recovery' : 'app')}
        >
          {isApp ? codeWords.useRecovery : codeWords.useApp}
        </Button>
      )}
    </>
  );
};
