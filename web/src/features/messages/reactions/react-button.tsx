import { SmilePlus } from 'lucide-react';
import { usePreferences } from '#site/lib/use-preferences.ts';
import { strings } from '#site/strings/strings.ts';
import type { MessageRow } from '../log/timeline-row.ts';
import { useDialog } from '../model/dialog-context.ts';

/**
 * Opens the bar of reactions; visible when the message is hovered. Not a tab stop: the menu and the plus key
 * do the same by keyboard. Touch devices have a double tap and the menu.
 */
export const ReactButton = ({ row }: { row: MessageRow }) => {
  const { openReactions, canReact } = useDialog();
  const { showsReactions } = usePreferences();
  if (!row.message || !canReact || !showsReactions) return null;
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={strings.actions.react}
      aria-haspopup="dialog"
      onClick={({ currentTarget }) => {
        const { left, top } = currentTarget.getBoundingClientRect();
        openReactions(row, { x: left, y: top, origin: currentTarget });
      }}
      className="hidden size-8 shrink-0 items-center justify-center rounded-full text-ink-soft opacity-0 group-hover/message:opacity-100 hover:bg-hover focus-visible:opacity-100 pointer-fine:inline-flex"
    >
      <SmilePlus aria-hidden="true" className="size-4.5" />
    </button>
  );
};
