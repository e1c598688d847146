import { ApiError } from '#client';
import { errorWords, ruleWords, secondsToWait } from '../strings/error-words.ts';

export type Field =
  | 'username'
  | 'password'
  | 'email'
  | 'invite'
  | 'current_password'
  | 'new_password';
export type FieldErrors = Partial<Record<Field, string>>;

const fieldOfCode: Partial<Record<ApiError['code'], Field>> = {
  username_taken: 'username',
  invalid_invite: 'invite',
  invalid_password: 'current_password',
};

/** What stands above a form whose attempt failed. */
export interface FormFailure {
  readonly words: string;
  /** How long the next attempt has to wait from then on, in seconds; null where it need not. */
  readonly waitSeconds: number | null;
}

/** Where a refusal belongs: at the fields that it names, or above the form. */
export const explainRefusal = (
  error: unknown,
): { fields: FieldErrors; form: FormFailure | null } => {
  const field = error instanceof ApiError ? fieldOfCode[error.code] : undefined;
  if (field) return { fields: { [field]: errorWords(error) }, form: null };
  const named = error instanceof ApiError ? error.fields : [];
  const fields = Object.fromEntries(
    named.map(({ path, message }) => [path.replace(/^body\./, ''), ruleWords(message)]),
  );
  if (named.length > 0) return { fields, form: null };
  return { fields, form: { words: errorWords(error), waitSeconds: secondsToWait(error) } };
};
