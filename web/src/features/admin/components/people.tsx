import { Search, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'react-router';
import type { AdminPerson } from '#contracts/http/admin/shapes.ts';
import { useDebounced } from '#site/lib/use-debounced.ts';
import { Avatar } from '#site/ui/avatar.tsx';
import { Button } from '#site/ui/button.tsx';
import { Link } from '#site/ui/link.tsx';
import { faceOf } from '#site/ui/person.ts';
import { PersonName } from '#site/ui/person-name.tsx';
import { TextField } from '#site/ui/text-field.tsx';
import { usePeople } from '../api/use-admin.ts';
import { dayWords } from '../day.ts';
import { factorOf } from '../factor.ts';
import { sizeOf } from '../size.ts';
import { words } from '../words.ts';
import { Loading } from './loading.tsx';
import { Mark } from './mark.tsx';

const texts = words.people;

const PersonRow = ({ person }: { person: AdminPerson }) => {
  const { last_active_on: day } = person;
  const factor = factorOf(person);
  return (
    <li>
      <Link
        to={`/admin/people/${person.id}`}
        state={useLocation().state}
        className="flex items-center gap-3.5 rounded-2xl p-3 -outline-offset-2 transition-colors hover:bg-hover"
      >
        <Avatar {...faceOf(person)} size="small" />
        <span className="flex min-w-0 flex-1 flex-col gap-x-4 gap-y-0.5 sm:flex-row sm:items-center">
          <PersonName person={person} />
          <span className="text-sm text-ink-soft tabular-nums sm:text-right">
            {day === null ? texts.neverActive : texts.activeOn(dayWords(day))}
            <span className="block text-ink-faint">
              {`${texts.devices(person.session_count)} · ${sizeOf(person.storage_bytes)}`}
            </span>
            {factor !== '' && (
              <span className="flex items-center gap-1 sm:justify-end">
                <ShieldCheck aria-hidden="true" className="size-4 shrink-0 text-action-ink" />
                {factor}
              </span>
            )}
          </span>
        </span>
        <Mark person={person} />
      </Link>
    </li>
  );
};

const List = ({ name }: { name: string }) => {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = usePeople(name);
  if (!data) return <Loading error={error} onRetry={refetch} />;
  const people = data.pages.flatMap(({ items }) => items);
  return (
    <>
      {people.length === 0 ? (
        <p role="status" className="p-3 text-body text-ink-soft">
          {texts.none}
        </p>
      ) : (
        <ul aria-label={texts.list} className="flex flex-col">
          {people.map((person) => (
            <PersonRow key={person.id} person={person} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button
          look="outline"
          className="mt-2 self-center"
          disabled={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {words.more}
        </Button>
      )}
    </>
  );
};

/** Everybody, or those whose name matches. */
export const People = () => {
  const [typed, setTyped] = useState('');
  const name = useDebounced(typed.trim(), 250);
  return (
    <section className="flex flex-col rounded-3xl bg-raised p-3 shadow-bubble">
      <TextField
        className="p-2 pb-4"
        label={texts.search}
        hint={texts.searchHint}
        type="search"
        value={typed}
        maxLength={50}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        onChange={(event) => setTyped(event.target.value)}
        end={<Search aria-hidden="true" className="mr-2 size-4.5 text-ink-faint" />}
      />
      <List name={name} />
    </section>
  );
};
