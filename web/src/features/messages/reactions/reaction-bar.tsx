import { Plus } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useEffect, useRef, useState } from 'react';
import { isComposing } from '#site/lib/keys.ts';
import { classes } from '#site/lib/text.ts';
import { words as emojiWords } from '#site/strings/later/emoji-words.ts';
import { strings } from '#site/strings/strings.ts';
import { EmojiPicker } from '../emoji/emoji-picker.tsx';
import type { MessageRow } from '../log/timeline-row.ts';
import { useCurrentRow } from '../log/use-current-row.ts';
import type { MenuPlace } from '../model/dialog-context.ts';
import { moveFocus } from './move-focus.ts';
import { quickEmoji } from './quick-emoji.ts';
import { isSameEmoji } from './same-emoji.ts';
import { useReactions } from './use-reactions.ts';

const words = strings.actions;

/** The message of the open bar, and its position. */
export interface OpenReactions {
  readonly row: MessageRow;
  readonly place: MenuPlace;
  /** Opens with all emoji. */
  readonly isWhole: boolean;
}

const onKeyDown = moveFocus('button');
const cell = 'inline-flex size-10 shrink-0 items-center justify-center rounded-full hover:bg-hover';

/** Six quick emoji and the picker with all of them, beside a message. */
export const ReactionBar = (props: OpenReactions & { onClose: () => void }) => {
  const { place, onClose } = props;
  const row = useCurrentRow(props.row);
  const { own, toggle } = useReactions(row?.message ?? null);
  const [isWhole, setWhole] = useState(props.isWhole);
  const [quick] = useState(() => quickEmoji());
  const content = useRef<HTMLDivElement>(null);
  const isGone = !row?.message || row.isDeleted;
  useEffect(() => {
    if (isGone) onClose();
  }, [isGone, onClose]);
  // On a phone, the search box would open the keyboard over the emoji.
  useEffect(() => {
    if (isWhole && matchMedia('(pointer: fine)').matches)
      content.current?.querySelector('input')?.focus();
  }, [isWhole]);
  if (isGone) return null;
  const pick = (emoji: string): void => {
    toggle(emoji);
    onClose();
  };
  return (
    <Popover.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Popover.Anchor asChild>
        <span
          aria-hidden="true"
          className="pointer-events-none fixed size-px"
          style={{
            left: `clamp(0px, ${place.x}px, 100vw - 1px)`,
            top: `clamp(0px, ${place.y}px, 100dvh - 1px)`,
          }}
        />
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          ref={content}
          side="top"
          sideOffset={6}
          collisionPadding={8}
          aria-label={words.react}
          onOpenAutoFocus={(event) => {
            if (!isWhole || matchMedia('(pointer: fine)').matches) return;
            event.preventDefault();
            content.current?.focus();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            place.origin?.focus({ preventScroll: true });
          }}
          onEscapeKeyDown={(event) => isComposing(event) && event.preventDefault()}
          className={classes(
            'appear z-20 overflow-hidden border border-line bg-raised text-ink shadow-raised',
            isWhole ? 'rounded-3xl' : 'rounded-full',
          )}
        >
          {isWhole ? (
            <EmojiPicker onPick={pick} />
          ) : (
            <div role="toolbar" aria-label={words.react} onKeyDown={onKeyDown} className="flex p-1">
              {quick.map((emoji) => {
                const isOwn = own !== null && isSameEmoji(own, emoji);
                return (
                  <button
                    key={emoji}
                    type="button"
                    aria-pressed={isOwn}
                    aria-label={emoji}
                    onClick={() => pick(emoji)}
                    className={classes(cell, 'font-emoji text-2xl', isOwn && 'bg-selected')}
                  >
                    {emoji}
                  </button>
                );
              })}
              <button
                type="button"
                aria-label={emojiWords.more}
                onClick={() => setWhole(true)}
                className={classes(cell, 'text-ink-soft')}
              >
                <Plus aria-hidden="true" className="size-5" />
              </button>
            </div>
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
};
