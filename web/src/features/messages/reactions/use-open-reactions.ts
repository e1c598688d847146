import { usePreferences } from '#site/lib/use-preferences.ts';
import type { MessageRow } from '../log/timeline-row.ts';
import type { MenuPlace } from '../model/dialog-context.ts';
import { useDialog } from '../model/dialog-context.ts';

/** Opens the bar of reactions beside an element or a point, if the message accepts reactions. */
export const useOpenReactions = () => {
  const { openReactions, canReact } = useDialog();
  const { showsReactions } = usePreferences();
  return (row: MessageRow, at: HTMLElement | MenuPlace): void => {
    if (!row.message || row.isDeleted || !canReact || !showsReactions) return;
    if (at instanceof HTMLElement) {
      const { left, top } = at.getBoundingClientRect();
      openReactions(row, { x: left, y: top, origin: at });
    } else openReactions(row, at);
  };
};
