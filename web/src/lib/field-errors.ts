import { ApiError } from '#client';
import { errorWords, ruleWords } from './error-words.ts';

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

/** Where a refusal belongs: at the fields that it names, or above the form. */
export const explainRefusal = (error: unknown): { fields: FieldErrors; form: string | null } => {
  const field = error instanceof ApiError ? fieldOfCode[error.code] : undefined;
  if (field) return { fields: { [field]: errorWords(error) }, form: null };
  const named = error instanceof ApiError ? error.fields : [];
  const fields = Object.fromEntries(
    named.map(({ path, message }) => [path.replace(/^body\./, ''), ruleWords(message)]),
  );
  return { fields, form: named.length > 0 ? null : errorWords(error) };
};
