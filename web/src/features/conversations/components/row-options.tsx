import { Ellipsis } from 'lucide-react';
import { strings } from '#site/strings/strings.ts';
import { openMenu } from '../model/open-menu.ts';

/** Opens the menu of a row. Visible when the row is hovered or the button is focused; touch has the long press. */
export const RowOptions = ({ id, name }: { id: string; name: string }) => (
  <button
    type="button"
    aria-label={strings.conversations.optionsFor(name)}
    aria-haspopup="menu"
    onClick={({ currentTarget }) => {
      const { left, bottom } = currentTarget.getBoundingClientRect();
      openMenu({ id, x: left, y: bottom, origin: currentTarget });
    }}
    className="absolute right-2.5 bottom-2.5 inline-flex size-7 items-center justify-center rounded-full border border-line bg-raised text-ink-soft opacity-0 group-hover/row:opacity-100 hover:text-ink focus-visible:opacity-100 pointer-coarse:pointer-events-none"
  >
    <Ellipsis aria-hidden="true" className="size-4" />
  </button>
);
