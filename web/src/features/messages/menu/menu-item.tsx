import type { LucideIcon } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { classes } from '#site/lib/text.ts';

/** A menu item. */
export const MenuItem = ({
  icon: Icon,
  label,
  isDangerous = false,
  onSelect,
}: {
  icon: LucideIcon;
  label: string;
  isDangerous?: boolean;
  onSelect: () => void;
}) => (
  <DropdownMenu.Item
    onSelect={onSelect}
    className={classes(
      'flex h-10 cursor-pointer items-center gap-2.5 rounded-xl px-3 -outline-offset-2 select-none data-highlighted:bg-hover',
      isDangerous && 'text-danger',
    )}
  >
    <Icon
      aria-hidden="true"
      className={classes('size-4.5', isDangerous ? 'text-danger' : 'text-ink-soft')}
    />
    {label}
  </DropdownMenu.Item>
);
