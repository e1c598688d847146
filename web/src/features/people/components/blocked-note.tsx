import type { Peer } from '#contracts/http/people.ts';
import { words } from '#site/strings/later/blocking-words.ts';
import { Button } from '#site/ui/button.tsx';
import { fullName } from '#site/ui/person.ts';
import { useSetBlocked } from '../api/use-set-blocked.ts';

/** Replaces the message box while the user blocks the peer. */
export const BlockedNote = ({ peer }: { peer: Pick<Peer, 'id' | 'username' | 'display_name'> }) => {
  const setBlocked = useSetBlocked(peer.id);
  return (
    <div className="flex flex-wrap items-center justify-center gap-x-2 p-3 text-sm text-ink-soft">
      <p className="min-w-0 truncate">{words.isBlocked(fullName(peer))}</p>
      <Button look="quiet" disabled={setBlocked.isPending} onClick={() => setBlocked.mutate(false)}>
        {words.unblock}
      </Button>
    </div>
  );
};
