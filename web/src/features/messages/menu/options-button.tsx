import { Ellipsis } from 'lucide-react';
import { firstGraphemes } from '#site/lib/text.ts';
import { strings } from '#site/strings/strings.ts';
import { excerptOf } from '../bubble/excerpt.ts';
import type { MessageRow } from '../log/timeline-row.ts';
import { useDialog } from '../model/dialog-context.ts';

const MAX_START = 40;

/** The start of a message, which makes its button's label unique. */
export const startOf = ({ message, pending }: MessageRow): string => {
  const text = message ? excerptOf(message) : (pending?.content ?? '');
  return firstGraphemes(text, MAX_START);
};

/**
 * Opens the menu of a message. Visible when the message is hovered or the button is focused. Only
 * one of these buttons is a tab stop (`isActive`); arrow keys reach the others.
 */
export const OptionsButton = ({ row, isActive }: { row: MessageRow; isActive: boolean }) => {
  const { openMenu } = useDialog();
  return (
    <button
      type="button"
      data-options
      tabIndex={isActive ? 0 : -1}
      aria-label={strings.actions.optionsFor(startOf(row))}
      aria-haspopup="menu"
      aria-keyshortcuts="Plus"
      onClick={({ currentTarget }) => {
        const { left, bottom } = currentTarget.getBoundingClientRect();
        openMenu(row, { x: left, y: bottom, origin: currentTarget });
      }}
      className="inline-flex size-8 shrink-0 items-center justify-center rounded-full text-ink-soft opacity-0 group-hover/message:opacity-100 hover:bg-hover focus-visible:opacity-100 pointer-coarse:pointer-events-none"
    >
      <Ellipsis aria-hidden="true" className="size-4.5" />
    </button>
  );
};
