import type { RefObject } from 'react';
import type { Peer } from '#contracts/http/people.ts';
import { errorWords } from '#site/strings/error-words.ts';
import { words } from '#site/strings/later/blocking-words.ts';
import { Confirm } from '#site/ui/confirm.tsx';
import { fullName } from '#site/ui/person.ts';
import { useSetBlocked } from '../api/use-set-blocked.ts';

/** Asks for confirmation, then blocks the user. */
export const BlockPerson = ({
  peer,
  isOpen,
  onOpenChange,
  returnTo,
  onBlocked,
}: {
  peer: Pick<Peer, 'id' | 'username' | 'display_name'>;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  returnTo: RefObject<HTMLElement | null>;
  onBlocked?: () => void;
}) => {
  const setBlocked = useSetBlocked(peer.id, () => {
    onOpenChange(false);
    onBlocked?.();
  });
  return (
    <Confirm
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      returnTo={returnTo}
      title={words.question(fullName(peer))}
      lead={<p>{words.lead}</p>}
      action={words.block}
      isDangerous
      isBusy={setBlocked.isPending}
      error={setBlocked.isError ? errorWords(setBlocked.error) : null}
      onConfirm={() => setBlocked.mutate(true)}
    />
  );
};
