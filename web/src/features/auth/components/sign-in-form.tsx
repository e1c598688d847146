import type { FormEvent } from 'react';
import { useState } from 'react';
import { strings } from '#site/strings/strings.ts';
import { Button } from '#site/ui/button.tsx';
import type { FormFailure as Failure, FieldErrors } from '#site/ui/field-errors.ts';
import { explainRefusal } from '#site/ui/field-errors.ts';
import { FormFailure } from '#site/ui/form-failure.tsx';
import { PasswordField } from '#site/ui/password-field.tsx';
import { TextField } from '#site/ui/text-field.tsx';
import { useSignIn } from '../api/use-auth.ts';
import { useFocusOnError } from '../model/use-focus-on-error.ts';
import { useSecondStep } from '../model/use-second-step.ts';

const missing = (username: string, password: string): FieldErrors => ({
  ...(username.trim() === '' && { username: strings.errors.required }),
  ...(password === '' && { password: strings.errors.required }),
});

/** Does not navigate: the guards do when the session starts. */
export const SignInForm = () => {
  const signIn = useSignIn();
  const [errors, setErrors] = useState<FieldErrors>({});
  const [failure, setFailure] = useState<Failure | null>(null);
  const [typedName, setTypedName] = useState('');
  const { second, begin, leave } = useSecondStep();
  const form = useFocusOnError(errors);

  const refuse = (error: unknown): void => {
    const refusal = explainRefusal(error);
    setErrors(refusal.fields);
    setFailure(refusal.form);
  };

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const username = String(data.get('username'));
    const password = String(data.get('password'));
    const found = missing(username, password);
    setErrors(found);
    setFailure(null);
    if (Object.keys(found).length > 0) return;
    setTypedName(username);
    try {
      await signIn.mutateAsync({ username: username.trim(), password });
    } catch (error) {
      await begin(error).catch(refuse);
    }
  };
  const goBack = (error?: unknown): void => {
    leave();
    if (error !== undefined) refuse(error);
  };

  if (second !== null) return <second.Form challenge={second.challenge} onBack={goBack} />;
  return (
    <form ref={form} noValidate onSubmit={submit} className="flex flex-col gap-5">
      {failure !== null && <FormFailure failure={failure} />}
      <TextField
        label={strings.auth.username}
        name="username"
        defaultValue={typedName}
        autoComplete="username webauthn"
        autoCapitalize="none"
        spellCheck={false}
        required
        error={errors.username}
      />
      <PasswordField
        autoFocus={typedName !== ''}
        autoComplete="current-password"
        required
        error={errors.password}
      />
      <Button type="submit" disabled={signIn.isPending || signIn.isSuccess} className="mt-1 w-full">
        {strings.auth.signIn}
      </Button>
    </form>
  );
};
