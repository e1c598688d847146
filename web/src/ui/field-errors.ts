import { ApiError } from '#client';
import { errorWords, ruleWords, secondsToWait } from '../strings/error-words.ts';

export type Field =
  | 'username'
  | 'password'
  | 'email'
  | 'display_name'
  | 'about'
  | 'invite'
  | 'current_password'
  | 'new_password';
export type FieldErrors = Partial<Record<Field, string>>;

const fieldOfCode: Partial<Record<ApiError['code'], Field>> = {
  username_taken: 'username',
  invalid_invite: 'invite',
  invalid_password: 'current_password',
};

/** The error shown above a form. */
export interface FormFailure {
  readonly words: string;
  /** Seconds until the next attempt is allowed; null if it is now. */
  readonly waitSeconds: number | null;
}

/** Assigns an error to the fields that it names, or to the whole form. */
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
