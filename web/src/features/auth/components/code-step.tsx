import type { FormEvent } from 'react';
import { ApiError } from '#client';
import { strings } from '#site/strings/strings.ts';
import { useApi } from '#site/sync/api-context.ts';
import { Button } from '#site/ui/button.tsx';
import { CodeField } from '#site/ui/codes/code-field.tsx';
import { useCodeEntry } from '#site/ui/codes/use-code-entry.ts';
import { codeWords } from '#site/ui/codes/words.ts';

export interface CodeStepProps {
  /** Of the sign-in whose password was right. */
  readonly challenge: string;
  /** Back to the password, with the reason if the challenge is no longer valid. */
  readonly onBack: (error?: unknown) => void;
}

/** The second step of a sign-in. A lazy module, because few accounts have one. */
export const CodeStep = ({ challenge, onBack }: CodeStepProps) => {
  const { completeSignIn } = useApi();
  const entry = useCodeEntry(async (code) => {
    try {
      await completeSignIn({ challenge, code });
    } catch (error) {
      if (error instanceof ApiError && error.code === 'invalid_challenge') onBack(error);
      throw error;
    }
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    entry.submit();
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      <p className="text-body">{codeWords.signInLead}</p>
      <CodeField entry={entry} autoFocus />
      <div className="flex flex-col gap-2">
        <Button type="submit" disabled={entry.isBusy} className="w-full">
          {strings.auth.signIn}
        </Button>
        <Button look="quiet" className="h-11" disabled={entry.isBusy} onClick={() => onBack()}>
          {codeWords.back}
        </Button>
      </div>
    </form>
  );
};
