import type { ComponentProps } from 'react';
import { PasswordField } from './password-field.tsx';
import { PasswordRuleList } from './password-rule-list.tsx';
import { passwordRules } from './password-rules.ts';

/** A new password with its rules below. An error about a listed rule is shown only in the list. */
export const NewPasswordField = ({
  password,
  error,
  ...props
}: Omit<ComponentProps<typeof PasswordField>, 'hint'> & { password: string }) => {
  const isListed = passwordRules(password).some(({ isMet }) => !isMet);
  const isRefused = error !== undefined;
  return (
    <PasswordField
      autoComplete="new-password"
      required
      isInvalid={isRefused}
      error={isListed ? undefined : error}
      hint={<PasswordRuleList password={password} isRefused={isRefused} />}
      {...props}
    />
  );
};
