import type { FoundUser } from '#contracts/http/people.ts';
import { strings } from '#site/strings/strings.ts';
import { Avatar } from '#site/ui/avatar.tsx';
import { faceOf, shownName } from '#site/ui/person.ts';
import { PersonName } from '#site/ui/person-name.tsx';

/** A user with whom a conversation can be started. */
export const PersonRow = ({
  person,
  isSelf,
  isBusy,
  onPick,
}: {
  person: FoundUser;
  isSelf: boolean;
  isBusy: boolean;
  onPick: () => void;
}) => {
  const name = shownName(person);
  return (
    <li>
      <button
        type="button"
        data-row
        aria-disabled={isBusy}
        onClick={() => !isBusy && onPick()}
        className="flex w-full items-center gap-3 rounded-2xl px-3 py-3 text-left -outline-offset-2 transition-colors hover:bg-hover"
      >
        <Avatar {...faceOf(person)} />
        <PersonName person={person} label={isSelf ? strings.conversations.self(name) : name} />
      </button>
    </li>
  );
};
