import {
  Copy,
  Forward,
  Pencil,
  Reply,
  SquareCheck,
  Star,
  StarOff,
  Trash2,
  Undo2,
} from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useEffect } from 'react';
import { copyText } from '#site/lib/copy-text.ts';
import { usePreferences } from '#site/lib/use-preferences.ts';
import { words as markWords } from '#site/strings/later/marks-words.ts';
import { words as selectionWords } from '#site/strings/later/selection-words.ts';
import { strings } from '#site/strings/strings.ts';
import { useRealtime } from '#site/sync/realtime-context.ts';
import { useTakeBack } from '../composer/use-take-back.ts';
import type { MessageRow } from '../log/timeline-row.ts';
import { mayChange } from '../log/timeline-row.ts';
import { useCurrentRow } from '../log/use-current-row.ts';
import type { MenuPlace } from '../model/dialog-context.ts';
import { useDialog } from '../model/dialog-context.ts';
import { MenuReactions } from '../reactions/menu-reactions.tsx';
import { toggleSelected } from '../selection/select-messages.ts';
import { MenuItem } from './menu-item.tsx';

const { actions: words, messages: messageWords } = strings;

/** The message of an open menu, and the menu's position. */
export interface OpenMenu {
  readonly row: MessageRow;
  readonly place: MenuPlace;
}

/** The menu of a message. `canWrite`: the conversation accepts messages. */
export const MessageMenu = ({
  menu: { row: opened, place },
  canWrite,
  onClose,
}: {
  menu: OpenMenu;
  canWrite: boolean;
  onClose: () => void;
}) => {
  const { conversationId, reply, edit, forward, askToDelete, notify, openReactions } = useDialog();
  const { marks } = useRealtime();
  const { showsReactions } = usePreferences();
  const copy = (text: string): void =>
    void copyText(text).then((isCopied) => notify(isCopied ? words.copied : words.copyFailed));
  const takeBack = useTakeBack();
  const row = useCurrentRow(opened);
  const canCancel = row?.pending != null && row.state === 'queued';
  const isEmpty = !row || row.isDeleted || (row.content === null && !canCancel && !row.message);
  useEffect(() => {
    if (isEmpty) onClose();
  }, [isEmpty, onClose]);
  if (isEmpty) return null;
  const { message, content, pending } = row;
  return (
    <DropdownMenu.Root open onOpenChange={(isOpen) => !isOpen && onClose()} modal={false}>
      <DropdownMenu.Trigger asChild>
        <span
          aria-hidden="true"
          className="pointer-events-none fixed size-px"
          // In view even if the window has become smaller since, or the log moved: the menu is beside it.
          style={{
            left: `clamp(0px, ${place.x}px, 100vw - 1px)`,
            top: `clamp(0px, ${place.y}px, 100dvh - 1px)`,
          }}
        />
      </DropdownMenu.Trigger>
      <DropdownMenu.Content
        align="start"
        sideOffset={4}
        collisionPadding={8}
        aria-label={words.options}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          // The chosen action may have moved the focus already.
          if (document.activeElement === document.body) place.origin?.focus();
        }}
        className="appear z-20 min-w-44 rounded-2xl border border-line bg-raised p-1.5 text-body text-ink shadow-raised"
      >
        {message && canWrite && showsReactions && (
          <MenuReactions message={message} onMore={() => openReactions(row, place, true)} />
        )}
        {message && canWrite && (
          <MenuItem icon={Reply} label={words.reply} onSelect={() => reply(message)} />
        )}
        {content !== null && (
          <MenuItem icon={Copy} label={words.copy} onSelect={() => copy(content)} />
        )}
        {message && (
          <MenuItem icon={Forward} label={words.forward} onSelect={() => forward([message])} />
        )}
        {message && (
          <MenuItem
            icon={SquareCheck}
            label={selectionWords.select}
            onSelect={() => toggleSelected(message)}
          />
        )}
        {message && (
          <MenuItem
            icon={row.isStarred ? StarOff : Star}
            label={row.isStarred ? markWords.unstar : markWords.star}
            onSelect={() =>
              marks.change(conversationId, { [row.isStarred ? 'unstar' : 'star']: [message.id] })
            }
          />
        )}
        {message && content !== null && mayChange(row) && canWrite && (
          <MenuItem icon={Pencil} label={words.edit} onSelect={() => edit(message, content)} />
        )}
        {pending && canCancel && (
          <MenuItem
            icon={Undo2}
            label={messageWords.cancelSend}
            onSelect={() => takeBack(pending)}
          />
        )}
        {message && row.change?.state !== 'saving' && (
          <MenuItem
            icon={Trash2}
            label={words.remove}
            isDangerous
            onSelect={() => askToDelete(row)}
          />
        )}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
};
