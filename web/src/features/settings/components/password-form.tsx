import type { Me } from '#contracts/http/me.ts';
import { settingsStrings } from '#site/strings/settings-strings.ts';
import { NewPasswordField } from '#site/ui/new-password-field.tsx';
import { PasswordField } from '#site/ui/password-field.tsx';
import { Section } from '#site/ui/section.tsx';
import { useChangePassword } from '../api/use-account.ts';
import { loadChanges } from '../model/load-changes.ts';
import { useSavingForm } from '../model/use-saving-form.ts';
import { SavingForm } from './saving-form.tsx';

const words = settingsStrings.security;
const loadResolver = async () => (await loadChanges()).passwordResolver;
const empty = { current_password: '', new_password: '' };

export const PasswordForm = ({ me }: { me: Me }) => {
  const change = useChangePassword();
  const form = useSavingForm({
    loadResolver,
    values: empty,
    save: change.mutateAsync,
    clears: true,
  });
  return (
    <Section title={words.passwordTitle} lead={words.passwordLead}>
      <SavingForm form={form} action={words.change} done={words.changed}>
        {/* Password managers use this field to find the account of the password. */}
        <input hidden readOnly autoComplete="username" value={me.username} />
        <PasswordField
          label={words.currentPassword}
          autoComplete="current-password"
          required
          {...form.field('current_password')}
        />
        <NewPasswordField
          label={words.newPassword}
          password={form.watch('new_password')}
          {...form.field('new_password')}
        />
      </SavingForm>
    </Section>
  );
};
