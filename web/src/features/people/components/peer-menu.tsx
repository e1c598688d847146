import { Ban, CircleCheck } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode, RefObject } from 'react';
import { useState } from 'react';
import type { Peer } from '#contracts/http/people.ts';
import { words } from '#site/strings/later/blocking-words.ts';
import { shownName } from '#site/ui/person.ts';
import { useIsBlocked } from '../api/use-blocks.ts';
import { useSetBlocked } from '../api/use-set-blocked.ts';
import { BlockPerson } from './block-person.tsx';
import { PeerButton } from './peer-button.tsx';
import { PeerCard } from './peer-card.tsx';

const item =
  'flex h-10 cursor-pointer items-center gap-2.5 rounded-xl px-3 -outline-offset-2 data-highlighted:bg-hover';

/** The menu of a conversation: its `items`, and unless these are notes to oneself, blocking. Open from the start. */
export const PeerMenu = ({
  peer,
  isOther,
  items,
  button,
}: {
  peer: Peer;
  isOther: boolean;
  items: ReactNode;
  button: RefObject<HTMLButtonElement | null>;
}) => {
  const [isAsking, setAsking] = useState(false);
  const isBlocked = useIsBlocked(peer.id);
  const setBlocked = useSetBlocked(peer.id);
  return (
    <>
      <DropdownMenu.Root modal={false} defaultOpen>
        <DropdownMenu.Trigger asChild>
          <PeerButton ref={button} />
        </DropdownMenu.Trigger>
        <DropdownMenu.Content
          align="end"
          sideOffset={6}
          collisionPadding={8}
          className="appear z-20 max-h-(--radix-dropdown-menu-content-available-height) overflow-y-auto max-w-[min(20rem,calc(100vw-1rem))] min-w-52 rounded-2xl border border-line bg-raised p-1.5 text-body shadow-raised"
        >
          {isOther && <PeerCard peer={peer} />}
          {items}
          {isOther && <DropdownMenu.Separator className="mx-3 my-1 h-px bg-line" />}
          {isOther && isBlocked && (
            <DropdownMenu.Item onSelect={() => setBlocked.mutate(false)} className={item}>
              <CircleCheck aria-hidden="true" className="size-4.5 shrink-0 text-ink-soft" />
              <span className="truncate">{words.unblockName(shownName(peer))}</span>
            </DropdownMenu.Item>
          )}
          {isOther && !isBlocked && (
            <DropdownMenu.Item onSelect={() => setAsking(true)} className={item}>
              <Ban aria-hidden="true" className="size-4.5 shrink-0 text-danger" />
              <span className="truncate">{words.blockName(shownName(peer))}</span>
            </DropdownMenu.Item>
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Root>
      <BlockPerson peer={peer} isOpen={isAsking} onOpenChange={setAsking} returnTo={button} />
    </>
  );
};
