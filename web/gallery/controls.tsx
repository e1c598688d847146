import { Moon, Plus, Sun } from 'lucide-react';
import { useState } from 'react';
import { Alert } from '../src/ui/alert.tsx';
import { Avatar } from '../src/ui/avatar.tsx';
import { Blank } from '../src/ui/blank.tsx';
import { Button } from '../src/ui/button.tsx';
import { Choice } from '../src/ui/choice.tsx';
import { Confirm } from '../src/ui/confirm.tsx';
import { Logo } from '../src/ui/logo.tsx';
import { PasswordField } from '../src/ui/password-field.tsx';
import { PasswordRuleList } from '../src/ui/password-rule-list.tsx';
import { Spinner } from '../src/ui/spinner.tsx';
import { SwitchRow } from '../src/ui/switch-row.tsx';
import { TextField } from '../src/ui/text-field.tsx';
import { me, names, peerId, texts } from './samples.ts';
import { Group, Specimen } from './specimen.tsx';

const looks = ['primary', 'danger', 'quiet', 'outline'] as const;
const choices = [
  { value: 'light', label: 'Light', icon: <Sun aria-hidden="true" className="size-4" /> },
  { value: 'dark', label: 'Dark', icon: <Moon aria-hidden="true" className="size-4" /> },
] as const;

const Question = () => {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button look="outline" onClick={() => setOpen(true)}>
        Ask
      </Button>
      <Confirm
        isOpen={isOpen}
        onOpenChange={setOpen}
        title={`Block ${names.long}?`}
        lead={<p>{texts.long}</p>}
        action="Block"
        isDangerous
        error="Parley cannot be reached."
        onConfirm={() => setOpen(false)}
      />
    </>
  );
};

export const Controls = () => (
  <Group title="Controls">
    <Specimen name="Button: looks, and disabled">
      <div className="flex flex-wrap items-center gap-2">
        {looks.map((look) => (
          <Button key={look} look={look}>
            {look}
          </Button>
        ))}
        <Button look="icon" aria-label="icon">
          <Plus aria-hidden="true" className="size-5" />
        </Button>
        <Button disabled>disabled</Button>
      </div>
    </Specimen>
    <Specimen name="TextField: empty, hint, error, long">
      <div className="flex flex-col gap-4">
        <TextField label="Username" hint="How others find you." />
        <TextField
          label="Username"
          error="That name is taken. Try another one."
          defaultValue="ada"
        />
        <TextField label="Username" defaultValue={names.long} />
        <TextField label="Username" dir="auto" defaultValue={names.hebrew} />
      </div>
    </Specimen>
    <Specimen name="PasswordField, PasswordRuleList: half-way">
      <PasswordField
        defaultValue="Half-way"
        hint={<PasswordRuleList password="Half-way" isRefused={false} />}
      />
    </Specimen>
    <Specimen name="SwitchRow: on, off, disabled, long">
      <div className="flex flex-col gap-4">
        <SwitchRow label="Sound" hint={texts.short} isOn onChange={() => undefined} />
        <SwitchRow label="Sound" isOn={false} onChange={() => undefined} />
        <SwitchRow
          label={texts.word}
          hint={texts.long}
          isOn
          isDisabled
          onChange={() => undefined}
        />
      </div>
    </Specimen>
    <Specimen name="Choice" on="raised">
      <Choice label="Theme" value="light" options={choices} onChange={() => undefined} />
    </Specimen>
    <Specimen name="Confirm: opens in the theme of the page">
      <Question />
    </Specimen>
    <Specimen name="Alert: short, and with a word that has no end">
      <div className="flex flex-col gap-3">
        <Alert>Parley cannot be reached. Check your connection and try again.</Alert>
        <Alert>{texts.word}</Alert>
      </div>
    </Specimen>
    <Specimen name="Avatar: sizes, online, from right to left">
      <div className="flex items-center gap-3">
        <Avatar id={me} name={names.short} size="small" />
        <Avatar id={peerId} name="ada lovelace" isOnline />
        <Avatar id={`${me}2`} name={names.hebrew} />
        <Avatar id={`${peerId}3`} name={names.long} size="large" />
      </div>
    </Specimen>
    <Specimen name="Blank, Logo">
      <Blank
        art={<Logo className="size-14" />}
        title="Say the first word"
        lead="Find someone by name above."
      >
        <Button look="outline">Find someone</Button>
      </Blank>
    </Specimen>
    <Specimen name="Spinner">
      <Spinner />
    </Specimen>
  </Group>
);
