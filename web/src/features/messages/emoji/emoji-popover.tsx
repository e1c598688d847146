import { Popover } from 'radix-ui';
import type { ReactNode } from 'react';
import { isComposing } from '#site/lib/keys.ts';
import { strings } from '#site/strings/strings.ts';
import { EmojiPicker } from './emoji-picker.tsx';

/**
 * The emoji picker beside its button. Stays open after a pick; Escape or a click outside closes it.
 */
export const EmojiPopover = ({
  trigger,
  onPick,
  onClose,
}: {
  trigger: ReactNode;
  onPick: (emoji: string) => void;
  onClose: () => void;
}) => (
  <Popover.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
    <Popover.Trigger asChild>{trigger}</Popover.Trigger>
    <Popover.Portal>
      <Popover.Content
        side="top"
        align="start"
        sideOffset={10}
        collisionPadding={8}
        aria-label={strings.actions.emoji}
        onCloseAutoFocus={(event) => event.preventDefault()}
        onEscapeKeyDown={(event) => isComposing(event) && event.preventDefault()}
        className="appear z-20 overflow-hidden rounded-3xl border border-line bg-raised text-ink shadow-raised"
      >
        <EmojiPicker onPick={onPick} />
      </Popover.Content>
    </Popover.Portal>
  </Popover.Root>
);
