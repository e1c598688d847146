import { useRef, useState } from 'react';
import type { AccountAction } from '#contracts/closed-lists.ts';
import type { AdminPersonDetail } from '#contracts/http/admin/shapes.ts';
import { longDate } from '#site/lib/time.ts';
import { Alert } from '#site/ui/alert.tsx';
import { Avatar } from '#site/ui/avatar.tsx';
import { Button } from '#site/ui/button.tsx';
import { faceOf, shownName } from '#site/ui/person.ts';
import { PersonName } from '#site/ui/person-name.tsx';
import { Section } from '#site/ui/section.tsx';
import { useOperate, usePerson } from '../api/use-admin.ts';
import { dayWords } from '../day.ts';
import { factorOf } from '../factor.ts';
import { sizeOf } from '../size.ts';
import { adminErrorWords, words } from '../words.ts';
import { Facts } from './facts.tsx';
import { Loading } from './loading.tsx';
import { Mark } from './mark.tsx';
import { NewPassword } from './new-password.tsx';
import { Operate } from './operate.tsx';

const texts = words.person;

const Head = ({ person }: { person: AdminPersonDetail }) => (
  <Section>
    <div className="-mt-4 flex items-center gap-4">
      <Avatar {...faceOf(person)} size="large" />
      <PersonName person={person} className="text-lg font-semibold tracking-tight" />
      <Mark person={person} />
    </div>
    <Facts
      facts={[
        { label: texts.since, value: longDate(person.created_at) },
        {
          label: texts.lastActive,
          value: person.last_active_on === null ? texts.never : dayWords(person.last_active_on),
        },
        { label: texts.factor, value: factorOf(person) || texts.noFactor },
        { label: texts.storage, value: sizeOf(person.storage_bytes) },
      ]}
    />
  </Section>
);

/** Each device can be signed out. */
const Devices = ({ person }: { person: AdminPersonDetail }) => {
  const operate = useOperate(person.id);
  const list = useRef<HTMLUListElement>(null);
  const end = async (session_id: string): Promise<void> => {
    await operate.mutateAsync({ action: 'end_sessions', session_id });
    // The focused button was removed: keeps the keyboard focus in the list.
    list.current?.focus();
  };
  return (
    <Section title={texts.devicesTitle}>
      {person.sessions.length === 0 && <p className="text-body text-ink-soft">{texts.noDevices}</p>}
      <ul
        ref={list}
        tabIndex={-1}
        aria-label={texts.devicesTitle}
        className="-my-3 flex flex-col divide-y divide-line outline-none"
      >
        {person.sessions.map(({ id, device, last_used_on }) => (
          <li key={id} className="flex items-center gap-3 py-3">
            <div className="min-w-0 flex-1">
              <p className="font-medium break-words">{device || texts.unknown}</p>
              <p className="text-sm text-ink-soft">{texts.used(dayWords(last_used_on))}</p>
            </div>
            <Button
              look="outline"
              disabled={operate.isPending}
              aria-label={texts.signOutOf(device || texts.unknown)}
              onClick={() => void end(id).catch(() => undefined)}
            >
              {texts.signOut}
            </Button>
          </li>
        ))}
      </ul>
      {operate.isError && <Alert>{adminErrorWords(operate.error)}</Alert>}
    </Section>
  );
};

const actionsOf = ({ is_active, operator }: AdminPersonDetail): AccountAction[] => {
  if (operator) return ['end_sessions'];
  return is_active ? ['end_sessions', 'reset_password', 'deactivate'] : ['reactivate'];
};

const Account = ({ person }: { person: AdminPersonDetail }) => {
  const [asked, setAsked] = useState<AccountAction | null>(null);
  const [password, setPassword] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const group = useRef<HTMLFieldSetElement>(null);
  // The button that was used may be gone afterwards.
  const focusAfter = useRef<HTMLElement>(null);
  const done = (action: AccountAction, made: string | null): void => {
    focusAfter.current = group.current;
    setAsked(null);
    setPassword(made);
    setSaid(words.done[action]);
  };
  const close = (): void => {
    focusAfter.current = null;
    setAsked(null);
  };
  return (
    <Section
      title={texts.accountTitle}
      lead={person.operator ? texts.operatorLead : texts.accountLead}
    >
      <fieldset
        ref={group}
        tabIndex={-1}
        aria-label={texts.accountTitle}
        className="flex flex-wrap gap-2 outline-none"
      >
        {actionsOf(person).map((action) => (
          <Button
            key={action}
            look={action === 'deactivate' ? 'danger' : 'outline'}
            className="h-11"
            onClick={() => setAsked(action)}
          >
            {words.actions[action]}
          </Button>
        ))}
      </fieldset>
      {password !== null && (
        <NewPassword
          focusAfter={focusAfter}
          name={shownName(person)}
          password={password}
          onClose={() => setPassword(null)}
        />
      )}
      <p role="status" className="text-sm text-ink-soft empty:hidden">
        {said}
      </p>
      <Operate person={person} action={asked} onClose={close} onDone={done} returnTo={focusAfter} />
    </Section>
  );
};

/** One account. */
export const Person = ({ id }: { id: string }) => {
  const { data: person, error, refetch } = usePerson(id);
  if (!person) return <Loading error={error} onRetry={refetch} />;
  return (
    <>
      <Head person={person} />
      <Devices person={person} />
      <Account person={person} />
    </>
  );
};
