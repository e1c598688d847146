import { LogOut, Settings, Star, UserRoundPlus } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useRef, useState } from 'react';
import { useLocation } from 'react-router';
import { opener, over } from '#site/lib/history/behind.ts';
import { words as markWords } from '#site/strings/later/marks-words.ts';
import { strings } from '#site/strings/strings.ts';
import { useMe, useMyName } from '#site/sync/use-me.ts';
import { Alert } from '#site/ui/alert.tsx';
import { Link } from '#site/ui/link.tsx';
import { PersonName } from '#site/ui/person-name.tsx';
import { useSignOut } from '../api/use-auth.ts';
import { AccountButton } from './account-button.tsx';

const item =
  'flex h-10 cursor-pointer items-center gap-2.5 rounded-xl px-3 -outline-offset-2 data-highlighted:bg-hover';

/** Open from the start: it is loaded by the click that opens it. */
export const AccountMenu = () => {
  const me = useMyName();
  const email = useMe().data?.email;
  const signOut = useSignOut();
  const [isOpen, setOpen] = useState(true);
  const button = useRef<HTMLButtonElement>(null);
  const state = over(useLocation());
  const setOpener = (): void => {
    opener.current = button.current;
  };
  return (
    <DropdownMenu.Root modal={false} open={isOpen} onOpenChange={setOpen}>
      <DropdownMenu.Trigger asChild>
        <AccountButton ref={button} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Content
        align="end"
        sideOffset={6}
        collisionPadding={8}
        className="appear z-20 max-w-[min(20rem,calc(100vw-1rem))] min-w-56 rounded-2xl border border-line bg-raised p-1.5 text-body shadow-raised"
      >
        {me && (
          <DropdownMenu.Label className="px-3 pt-2 pb-2.5">
            <PersonName person={me} className="font-semibold" />
            {email && <span className="block truncate text-sm text-ink-faint">{email}</span>}
          </DropdownMenu.Label>
        )}
        <DropdownMenu.Separator className="mx-1.5 mb-1.5 h-px bg-line" />
        <DropdownMenu.Item asChild className={item}>
          <Link to="/invite" state={state} onClick={setOpener}>
            <UserRoundPlus aria-hidden="true" className="size-4.5 text-ink-soft" />
            {strings.conversations.invite}
          </Link>
        </DropdownMenu.Item>
        <DropdownMenu.Item asChild className={item}>
          <Link to="/starred" state={state} onClick={setOpener}>
            <Star aria-hidden="true" className="size-4.5 text-ink-soft" />
            {markWords.title}
          </Link>
        </DropdownMenu.Item>
        <DropdownMenu.Item asChild className={item}>
          <Link to="/settings" state={state}>
            <Settings aria-hidden="true" className="size-4.5 text-ink-soft" />
            {strings.auth.settings}
          </Link>
        </DropdownMenu.Item>
        <DropdownMenu.Item
          onSelect={(event) => {
            event.preventDefault();
            signOut.mutate();
          }}
          className={item}
        >
          <LogOut aria-hidden="true" className="size-4.5 text-ink-soft" />
          {strings.auth.signOut}
        </DropdownMenu.Item>
        {signOut.isError && <Alert>{strings.auth.signOutFailed}</Alert>}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
};
