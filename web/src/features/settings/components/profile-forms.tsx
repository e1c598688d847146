import type { Me } from '#contracts/http/me.ts';
import { settingsStrings } from '#site/strings/settings-strings.ts';
import { strings } from '#site/strings/strings.ts';
import { Section } from '#site/ui/section.tsx';
import { TextField } from '#site/ui/text-field.tsx';
import { useUpdateMe } from '../api/use-account.ts';
import { loadChanges } from '../model/load-changes.ts';
import { useSavingForm } from '../model/use-saving-form.ts';
import { SavingForm } from './saving-form.tsx';

const { auth } = strings;
const settings = settingsStrings;
const words = settings.profile;
const loadNameResolver = async () => (await loadChanges()).nameResolver;
const loadEmailResolver = async () => (await loadChanges()).emailResolver;

export const NameForm = ({ me }: { me: Me }) => {
  const update = useUpdateMe();
  const form = useSavingForm({
    loadResolver: loadNameResolver,
    values: { username: me.username },
    save: update.mutateAsync,
  });
  return (
    <Section title={words.nameTitle} lead={words.nameLead}>
      <SavingForm form={form} action={settings.save} done={settings.saved}>
        <TextField
          label={auth.username}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          {...form.field('username')}
        />
      </SavingForm>
    </Section>
  );
};

/** An e-mail address can be changed, but not removed. */
export const EmailForm = ({ me }: { me: Me }) => {
  const update = useUpdateMe();
  const form = useSavingForm({
    loadResolver: loadEmailResolver,
    values: { email: me.email ?? '' },
    save: update.mutateAsync,
  });
  return (
    <Section title={words.emailTitle} lead={words.emailLead}>
      <SavingForm
        form={form}
        action={me.email === undefined ? words.emailAdd : settings.save}
        done={settings.saved}
      >
        <TextField
          label={words.email}
          type="email"
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
          {...form.field('email')}
        />
      </SavingForm>
    </Section>
  );
};
