import type { FoundUser } from '#contracts/http/people.ts';
import { errorWords } from '#site/strings/error-words.ts';
import { words } from '#site/strings/later/blocking-words.ts';
import { Alert } from '#site/ui/alert.tsx';
import { Avatar } from '#site/ui/avatar.tsx';
import { Button } from '#site/ui/button.tsx';
import { LoadFailure } from '#site/ui/load-failure.tsx';
import { faceOf, shownName } from '#site/ui/person.ts';
import { PersonName } from '#site/ui/person-name.tsx';
import { Spinner } from '#site/ui/spinner.tsx';
import { useBlocks } from '../api/use-blocks.ts';
import { useSetBlocked } from '../api/use-set-blocked.ts';

const Row = ({ user }: { user: FoundUser }) => {
  const setBlocked = useSetBlocked(user.id);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2">
      <Avatar {...faceOf(user)} size="small" />
      <PersonName person={user} />
      <Button
        look="outline"
        aria-label={words.unblockName(shownName(user))}
        disabled={setBlocked.isPending}
        onClick={() => setBlocked.mutate(false)}
      >
        {words.unblock}
      </Button>
      {setBlocked.isError && (
        <div className="w-full">
          <Alert>{errorWords(setBlocked.error)}</Alert>
        </div>
      )}
    </li>
  );
};

export const BlockedList = () => {
  const { data, isError, error, refetch } = useBlocks();
  if (isError) {
    return <LoadFailure error={error} onRetry={refetch} />;
  }
  if (!data) return <Spinner className="self-center text-ink-faint" />;
  if (data.items.length === 0) return <p className="text-body text-ink-faint">{words.nobody}</p>;
  return (
    <ul className="-my-2 divide-y divide-line">
      {data.items.map((user) => (
        <Row key={user.id} user={user} />
      ))}
    </ul>
  );
};
