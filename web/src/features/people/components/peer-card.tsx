import { useQuery } from '@tanstack/react-query';
import { DropdownMenu } from 'radix-ui';
import type { Peer } from '#contracts/http/people.ts';
import { useApi } from '#site/sync/api-context.ts';
import { keys } from '#site/sync/query-cache.ts';
import { Avatar } from '#site/ui/avatar.tsx';
import { faceOf } from '#site/ui/person.ts';
import { PersonName } from '#site/ui/person-name.tsx';

/** Who the peer is: photo, both names, and what they wrote about themselves. */
export const PeerCard = ({ peer }: { peer: Peer }) => {
  const { call } = useApi();
  const { data } = useQuery({
    queryKey: keys.person(peer.id),
    queryFn: ({ signal }) => call('GET /api/users/{id}', { params: { id: peer.id } }, signal),
  });
  return (
    <>
      <DropdownMenu.Label className="flex items-center gap-3 px-3 pt-2 pb-2.5">
        <Avatar {...faceOf(peer)} />
        <PersonName person={peer} className="font-semibold" />
      </DropdownMenu.Label>
      {data?.about && (
        <p dir="auto" className="px-3 pb-2.5 text-left text-sm text-pretty text-ink-soft">
          {data.about}
        </p>
      )}
      <DropdownMenu.Separator className="mx-3 mb-1 h-px bg-line" />
    </>
  );
};
