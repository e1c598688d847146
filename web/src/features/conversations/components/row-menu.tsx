import { DropdownMenu } from 'radix-ui';
import { useMatch, useNavigate } from 'react-router';
import { strings } from '#site/strings/strings.ts';
import { useUserId } from '#site/sync/use-user-id.ts';
import { useConversations } from '../api/use-conversations.ts';
import { nameOf } from '../model/conversation-words.ts';
import type { MenuPlace } from '../model/open-menu.ts';
import { openMenu } from '../model/open-menu.ts';
import { ArrangeItems } from './arrange-items.tsx';

export { ClearQuestion } from './clear-question.tsx';

/** The menu of a row. */
export const RowMenu = ({ menu: { id, x, y, origin } }: { menu: MenuPlace }) => {
  const navigate = useNavigate();
  const userId = useUserId();
  const isOpen = useMatch('/c/:id')?.params['id'] === id;
  const conversation = useConversations().list.find((one) => one.id === id);
  if (!conversation) return null;
  return (
    <DropdownMenu.Root open onOpenChange={(next) => !next && openMenu(null)} modal={false}>
      <DropdownMenu.Trigger asChild>
        <span
          aria-hidden="true"
          className="pointer-events-none fixed size-px"
          style={{
            left: `clamp(0px, ${x}px, 100vw - 1px)`,
            top: `clamp(0px, ${y}px, 100dvh - 1px)`,
          }}
        />
      </DropdownMenu.Trigger>
      <DropdownMenu.Content
        align="start"
        sideOffset={4}
        collisionPadding={8}
        aria-label={strings.conversations.optionsFor(nameOf(conversation, userId))}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          if (document.activeElement === document.body && origin?.isConnected) origin.focus();
        }}
        className="appear z-20 max-h-(--radix-dropdown-menu-content-available-height) overflow-y-auto max-w-[min(20rem,calc(100vw-1rem))] min-w-52 rounded-2xl border border-line bg-raised p-1.5 text-body text-ink shadow-raised"
      >
        <ArrangeItems
          conversation={conversation}
          returnTo={{ current: origin }}
          {...(isOpen && { onLeave: () => void navigate('/') })}
        />
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
};
