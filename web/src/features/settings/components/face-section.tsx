import { Suspense, useRef, useState } from 'react';
import type { Me } from '#contracts/http/me.ts';
import { lazy } from '#site/lib/parts/lazy.ts';
import { face as german } from '#site/strings/de-face.ts';
import { face as english } from '#site/strings/en-face.ts';
import { errorWords } from '#site/strings/error-words.ts';
import { settingsStrings } from '#site/strings/settings-strings.ts';
import { strings } from '#site/strings/strings.ts';
import { Alert } from '#site/ui/alert.tsx';
import { Avatar } from '#site/ui/avatar.tsx';
import { Button } from '#site/ui/button.tsx';
import { faceOf } from '#site/ui/person.ts';
import { Section } from '#site/ui/section.tsx';
import { TextField } from '#site/ui/text-field.tsx';
import { useUpdateMe } from '../api/use-account.ts';
import { loadChanges } from '../model/load-changes.ts';
import { useSavingForm } from '../model/use-saving-form.ts';
import { SavingForm } from './saving-form.tsx';

const settings = settingsStrings;
const words = strings.locale === 'de' ? german : english;
const loadResolver = async () => (await loadChanges()).faceResolver;

const PhotoDialog = lazy(async () => ({
  default: (await import('./photo-dialog.tsx')).PhotoDialog,
}));

/** An input is empty where the server has null. */
const orNull = (text: string): string | null => (text.trim() === '' ? null : text);

const Photo = ({ me }: { me: Me }) => {
  const update = useUpdateMe();
  const input = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [done, setDone] = useState('');
  const remove = (): void =>
    update.mutate({ photo: null }, { onSuccess: () => setDone(words.removed) });
  return (
    <>
      <div className="flex flex-wrap items-center gap-4">
        <Avatar {...faceOf(me)} size="large" />
        <div className="flex flex-wrap gap-2">
          <Button ref={button} look="outline" onClick={() => input.current?.click()}>
            {me.photo === null ? words.choose : words.replace}
          </Button>
          {me.photo !== null && (
            <Button look="quiet" className="h-10" disabled={update.isPending} onClick={remove}>
              {words.remove}
            </Button>
          )}
        </div>
        <input
          ref={input}
          type="file"
          accept="image/*"
          hidden
          onChange={({ target }) => {
            setDone('');
            setFile(target.files?.[0] ?? null);
            // The same file can be chosen again.
            target.value = '';
          }}
        />
      </div>
      <p role="status" className="-mt-3 text-sm font-medium text-action-ink empty:hidden">
        {done}
      </p>
      {update.isError && <Alert>{errorWords(update.error)}</Alert>}
      {file && (
        <Suspense>
          <PhotoDialog
            file={file}
            words={words}
            returnTo={button}
            onClose={() => setFile(null)}
            onSaved={() => {
              setFile(null);
              setDone(words.photoSaved);
            }}
          />
        </Suspense>
      )}
    </>
  );
};

/** Photo, display name, and the line about oneself. */
export const FaceSection = ({ me }: { me: Me }) => {
  const update = useUpdateMe();
  const form = useSavingForm({
    loadResolver,
    values: { display_name: me.display_name ?? '', about: me.about ?? '' },
    save: ({ display_name, about }) =>
      update.mutateAsync({ display_name: orNull(display_name), about: orNull(about) }),
  });
  return (
    <Section title={words.title} lead={words.lead}>
      <Photo me={me} />
      <SavingForm form={form} action={settings.save} done={settings.saved}>
        <TextField
          label={words.name}
          hint={words.nameHint}
          autoComplete="name"
          {...form.field('display_name')}
        />
        <TextField
          label={words.about}
          hint={words.aboutHint}
          autoComplete="off"
          {...form.field('about')}
        />
      </SavingForm>
    </Section>
  );
};
