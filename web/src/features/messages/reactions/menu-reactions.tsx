import { Plus } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useState } from 'react';
import type { Message } from '#contracts/http/messages.ts';
import { classes } from '#site/lib/text.ts';
import { words as emojiWords } from '#site/strings/later/emoji-words.ts';
import { strings } from '#site/strings/strings.ts';
import { moveFocus } from './move-focus.ts';
import { quickEmoji } from './quick-emoji.ts';
import { isSameEmoji } from './same-emoji.ts';
import { useReactions } from './use-reactions.ts';

const words = strings.actions;
const cell =
  'flex size-10 cursor-pointer items-center justify-center rounded-full -outline-offset-2 select-none data-highlighted:bg-hover';

/** Within the row, left and right do what up and down do in the whole menu. */
const onKeyDown = moveFocus('[role^=menuitem]');

/** The first row of a message's menu: six quick emoji, and the way to all others. */
export const MenuReactions = ({ message, onMore }: { message: Message; onMore: () => void }) => {
  const { own, toggle } = useReactions(message);
  const [quick] = useState(() => quickEmoji());
  return (
    <>
      <DropdownMenu.Group aria-label={words.react} onKeyDown={onKeyDown} className="flex">
        {quick.map((emoji) => {
          const isOwn = own !== null && isSameEmoji(own, emoji);
          return (
            <DropdownMenu.CheckboxItem
              key={emoji}
              checked={isOwn}
              aria-label={emoji}
              onSelect={() => toggle(emoji)}
              className={classes(cell, 'font-emoji text-2xl', isOwn && 'bg-selected')}
            >
              {emoji}
            </DropdownMenu.CheckboxItem>
          );
        })}
        <DropdownMenu.Item aria-label={emojiWords.more} onSelect={onMore} className={cell}>
          <Plus aria-hidden="true" className="size-5 text-ink-soft" />
        </DropdownMenu.Item>
      </DropdownMenu.Group>
      <DropdownMenu.Separator className="mx-2 my-1 h-px bg-line" />
    </>
  );
};
