import type { FormEvent } from 'react';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { strings } from '#site/strings/strings.ts';
import { Button } from '#site/ui/button.tsx';
import type { FormFailure as Failure, FieldErrors } from '#site/ui/field-errors.ts';
import { explainRefusal } from '#site/ui/field-errors.ts';
import { FormFailure } from '#site/ui/form-failure.tsx';
import { NewPasswordField } from '#site/ui/new-password-field.tsx';
import { TextField } from '#site/ui/text-field.tsx';
import { useSignUp } from '../api/use-auth.ts';
import { useFocusOnError } from '../model/use-focus-on-error.ts';

const loadRules = () => import('../model/sign-up-rules.ts');

const readAccount = (form: HTMLFormElement) => {
  const data = new FormData(form);
  const textOf = (name: string): string => String(data.get(name) ?? '').trim();
  return {
    username: textOf('username'),
    password: String(data.get('password')),
    email: textOf('email') || undefined,
    invite: textOf('invite') || undefined,
  };
};

/** The server says whether an invitation is needed; a link (`?invite=CODE`) fills it in. `given` needs no field. */
const useInvite = (errors: FieldErrors, given: string | null) => {
  const typed = useSearchParams()[0].get('invite');
  const code = given ?? typed;
  const [isAsked, setAsked] = useState(given === null && typed !== null);
  if (errors.invite !== undefined && !isAsked) setAsked(true);
  return { isAsked, code: code ?? '' };
};

/** Does not navigate: the guards do when the session starts. */
export const SignUpForm = ({ invite: given = null }: { invite?: string | null }) => {
  const signUp = useSignUp();
  const [password, setPassword] = useState('');
  const [errors, setErrors] = useState<FieldErrors>({});
  const [failure, setFailure] = useState<Failure | null>(null);
  const invite = useInvite(errors, given);
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
    setFailure(null);
    if (Object.keys(found).length > 0) return;
    try {
      await signUp.mutateAsync(account);
    } catch (error) {
      const refusal = explainRefusal(error);
      const isMissing = refusal.fields.invite !== undefined && account.invite === undefined;
      setErrors({ ...refusal.fields, ...(isMissing && { invite: strings.errors.inviteNeeded }) });
      setFailure(refusal.form);
    }
  };

  return (
    <form ref={form} noValidate onSubmit={submit} className="flex flex-col gap-5">
      {failure !== null && <FormFailure failure={failure} />}
      <TextField
        label={strings.auth.username}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        error={errors.username}
      />
      <NewPasswordField
        password={password}
        error={errors.password}
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
      {!invite.isAsked && <input type="hidden" name="invite" value={invite.code} />}
      {invite.isAsked && (
        <TextField
          label={strings.auth.invite}
          name="invite"
          defaultValue={invite.code}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          error={errors.invite}
        />
      )}
      <Button type="submit" disabled={signUp.isPending || signUp.isSuccess} className="mt-1 w-full">
        {strings.auth.signUp}
      </Button>
    </form>
  );
};
