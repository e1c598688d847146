import type { Message } from '#contracts/http/messages.ts';
import type { Reaction } from '#contracts/http/reactions.ts';
import { classes } from '#site/lib/text.ts';
import { usePreferences } from '#site/lib/use-preferences.ts';
import { strings } from '#site/strings/strings.ts';
import { useDialog } from '../model/dialog-context.ts';
import { isSameEmoji } from './same-emoji.ts';
import { useReactions } from './use-reactions.ts';

const words = strings.actions;

interface Chip {
  readonly emoji: string;
  readonly isOwn: boolean;
  readonly isPeers: boolean;
}

const chipsOf = (reactions: readonly Reaction[], userId: string): Chip[] => {
  const emoji = reactions
    .map((reaction) => reaction.emoji)
    .filter((one, index, all) => all.findIndex((other) => isSameEmoji(one, other)) === index);
  return emoji.map((shown) => {
    const same = reactions.filter((reaction) => isSameEmoji(reaction.emoji, shown));
    return {
      emoji: shown,
      isOwn: same.some(({ user_id }) => user_id === userId),
      isPeers: same.some(({ user_id }) => user_id !== userId),
    };
  });
};

const focusMessage = (chip: HTMLElement): void =>
  chip
    .closest('[data-key]')
    ?.querySelector<HTMLElement>('[data-options]')
    ?.focus({ preventScroll: true });

const labelOf = ({ emoji, isOwn, isPeers }: Chip, name: string): string => {
  if (isOwn && isPeers) return words.bothReacted(name, emoji);
  return isOwn ? words.youReacted(emoji) : words.peerReacted(name, emoji);
};

/**
 * The reactions below a bubble. A press on one's own removes it, on the peer's reacts with the same.
 * `isActive`: the message is the tab stop of the log.
 */
export const ReactionChips = ({ message, isActive }: { message: Message; isActive: boolean }) => {
  const { showsReactions } = usePreferences();
  const { reactions, userId, toggle } = useReactions(message);
  const { peerName, canReact } = useDialog();
  if (!showsReactions || reactions.length === 0) return null;
  return (
    // The announcer says it once; the log would say it again.
    <fieldset aria-live="off" className="z-1 -mt-1 mb-1 flex min-w-0 gap-1 px-2">
      <legend className="sr-only">{words.reactions}</legend>
      {chipsOf(reactions, userId).map((chip) => (
        <button
          key={chip.emoji}
          type="button"
          tabIndex={isActive ? 0 : -1}
          aria-pressed={chip.isOwn}
          disabled={!canReact && !chip.isOwn}
          onClick={(event) => {
            // The pressed chip disappears: by keyboard, the focus goes to its message.
            if (event.detail === 0 && chip.isOwn && !chip.isPeers)
              focusMessage(event.currentTarget);
            toggle(chip.emoji);
          }}
          className={classes(
            'appear inline-flex h-7 min-w-9 items-center justify-center gap-1 rounded-full border px-2 text-sm text-ink shadow-bubble',
            chip.isOwn
              ? 'border-action-ink bg-selected'
              : 'border-line bg-raised enabled:hover:bg-hover',
          )}
        >
          <span className="sr-only">{labelOf(chip, peerName)}</span>
          <span aria-hidden="true" className="font-emoji leading-none">
            {chip.emoji}
          </span>
          {chip.isOwn && chip.isPeers && (
            <span aria-hidden="true" className="text-xs tabular-nums">
              2
            </span>
          )}
        </button>
      ))}
    </fieldset>
  );
};
