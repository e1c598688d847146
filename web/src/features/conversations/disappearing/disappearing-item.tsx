import { Timer } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { words } from './disappearing-words.ts';

/** Menu item that opens the dialog. */
export const DisappearingItem = ({ onSelect }: { onSelect: () => void }) => (
  <>
    <DropdownMenu.Separator className="mx-3 my-1 h-px bg-line" />
    <DropdownMenu.Item
      onSelect={onSelect}
      className="flex h-10 cursor-pointer items-center gap-2.5 rounded-xl px-3 -outline-offset-2 select-none data-highlighted:bg-hover"
    >
      <Timer aria-hidden="true" className="size-4.5 shrink-0 text-ink-soft" />
      <span className="truncate">{words.title}</span>
    </DropdownMenu.Item>
  </>
);
