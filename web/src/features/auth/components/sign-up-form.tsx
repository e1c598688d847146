import type { FormEvent } from 'react';
import { useEffect, useState } from 'react';
import { Alert } from '../../../components/alert.tsx';
import { Button } from '../../../components/button.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { strings } from '../../../lib/strings.ts';
import { useSignUp } from '../api/use-auth.ts';
import type { FieldErrors } from '../model/field-errors.ts';
import { explainRefusal } from '../model/field-errors.ts';
import { useFocusOnError } from '../model/use-focus-on-error.ts';
import { PasswordField } from './password-field.tsx';
import { PasswordRuleList } from './password-rule-list.tsx';

const loadRules = () => import('../model/sign-up-rules.ts');

const readAccount = (form: HTMLFormElement) => {
  const data = new FormData(form);
  const email = String(data.get('email')).trim();
  return {
    username: String(data.get('username')).trim(),
    password: String(data.get('password')),
    email: email === '' ? undefined : email,
  };
};

/** Whoever listens to the session goes on once it has begun. */
export const SignUpForm = () => {
  const signUp = useSignUp();
  const [password, setPassword] = useState('');
  const [errors, setErrors] = useState<FieldErrors>({});
  const [formError, setFormError] = useState<string | null>(null);
  const form = useFocusOnError(errors);
  useEffect(() => {
    void loadRules();
  }, []);

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const account = readAccount(event.currentTarget);
    const { checkSignUp } = await loadRules();
    const found = checkSignUp(account);
    setErrors(found);
    setFormError(null);
    if (Object.keys(found).length > 0) return;
    try {
      await signUp.mutateAsync(account);
    } catch (error) {
      const refusal = explainRefusal(error);
      setErrors(refusal.fields);
      setFormError(refusal.form);
    }
  };

  return (
    <form ref={form} noValidate onSubmit={submit} className="flex flex-col gap-5">
      {formError !== null && <Alert>{formError}</Alert>}
      <TextField
        label={strings.auth.username}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        error={errors.username}
      />
      <PasswordField
        autoComplete="new-password"
        required
        error={errors.password}
        hint={<PasswordRuleList password={password} />}
        onChange={(event) => setPassword(event.target.value)}
      />
      <TextField
        label={strings.auth.email}
        name="email"
        type="email"
        autoComplete="email"
        hint={strings.auth.emailHint}
        error={errors.email}
      />
      <Button type="submit" disabled={signUp.isPending || signUp.isSuccess} className="mt-1 w-full">
        {strings.auth.signUp}
      </Button>
    </form>
  );
};
