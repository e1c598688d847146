import { useRef, useState } from 'react';
import type { AccountEvent } from '#contracts/http/sessions.ts';
import { clockTime, dayKey, dayLabel, exactTime } from '#site/lib/time.ts';
import { useNow } from '#site/lib/use-now.ts';
import { devices as german } from '#site/strings/de-devices.ts';
import { devices as english } from '#site/strings/en-devices.ts';
import { pluralIn } from '#site/strings/plural.ts';
import { strings } from '#site/strings/strings.ts';
import { Button } from '#site/ui/button.tsx';
import { LoadFailure } from '#site/ui/load-failure.tsx';
import { Section } from '#site/ui/section.tsx';
import { Spinner } from '#site/ui/spinner.tsx';
import { useEvents } from '../api/use-sessions.ts';

const words = strings.locale === 'de' ? german : english;
const plural = pluralIn(strings.locale);
const shownAtFirst = 5;
const shownMore = 20;

const operatedOf = ({ action = 'end_sessions', operator, user = '' }: AccountEvent): string =>
  words.operated[action](operator ?? words.commandLine, user);

const titleOf = (event: AccountEvent): string => {
  const { type, count = 1, reason = 'signed_out' } = event;
  switch (type) {
    case 'signed_in':
      return words.signedIn;
    case 'sign_in_refused':
      return plural(count, words.refused);
    case 'password_changed':
      return words.passwordChanged;
    case 'password_refused':
      return plural(count, words.passwordRefused);
    case 'session_ended':
      return words.ended[reason];
    case 'factor_set':
      return words.factorSet;
    case 'factor_removed':
      return words.factorRemoved;
    case 'code_refused':
      return plural(count, words.codeRefused);
    case 'second_step_refused':
      return plural(count, words.secondStepRefused);
    case 'recovery_code_used':
      return words.recoveryCodeUsed;
    case 'recovery_codes_renewed':
      return words.recoveryCodesRenewed;
    case 'operator_action':
      return operatedOf(event);
    case 'passkey_added':
      return words.passkeyAdded;
    case 'passkey_removed':
      return words.passkeyRemoved;
  }
};

const byOperator: ReadonlySet<AccountEvent['type']> = new Set([
  'session_ended',
  'factor_removed',
  'operator_action',
  'passkey_removed',
]);

/** Events by an operator, and the end of all sessions, have no device. */
const whereOf = ({ type, device, address }: AccountEvent): string =>
  [device || (byOperator.has(type) ? '' : words.unknown), address]
    .filter((part) => part !== '')
    .join(' · ');

const EventRow = ({ event }: { event: AccountEvent }) => {
  const now = useNow(60_000);
  const where = whereOf(event);
  return (
    <li className="py-3">
      <p className="font-medium break-words">{titleOf(event)}</p>
      <p className="text-sm break-words text-ink-soft">
        <time dateTime={event.at} title={exactTime(event.at)}>
          {dayLabel(dayKey(event.at), now)}, {clockTime(event.at)}
        </time>
        {where && ` · ${where}`}
      </p>
    </li>
  );
};

const Events = () => {
  const { data, isError, error, refetch } = useEvents();
  const [shown, setShown] = useState(shownAtFirst);
  const list = useRef<HTMLUListElement>(null);
  if (isError) {
    return <LoadFailure error={error} onRetry={refetch} />;
  }
  if (!data) return <Spinner className="self-center p-4 text-ink-faint" />;
  const showMore = (): void => {
    setShown(shown + shownMore);
    // The focused button may have been removed: keeps the keyboard focus in the list.
    list.current?.focus();
  };
  return (
    <>
      <ul
        ref={list}
        tabIndex={-1}
        aria-label={words.events}
        className="flex flex-col divide-y divide-line outline-none"
      >
        {data.slice(0, shown).map((event) => (
          <EventRow key={event.id} event={event} />
        ))}
      </ul>
      {data.length > shown && (
        <Button look="outline" className="self-start" onClick={showMore}>
          {words.more}
        </Button>
      )}
    </>
  );
};

/** The security events of the account. */
export const EventList = () => (
  <Section title={words.events} lead={words.eventsLead}>
    <Events />
  </Section>
);
