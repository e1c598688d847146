import { Slot } from 'radix-ui';
import type { ComponentProps } from 'react';
import { classes } from '../lib/text.ts';

const looks = {
  primary:
    'bg-action text-on-action hover:bg-action-hover h-11 px-5 font-semibold disabled:opacity-60',
  danger:
    'bg-danger text-on-danger hover:bg-danger-hover h-11 px-5 font-semibold disabled:opacity-60',
  quiet: 'text-action-ink hover:bg-hover h-9 px-3 font-medium',
  outline: 'border border-line-strong/50 bg-raised text-ink hover:bg-hover h-10 px-4 font-medium',
  icon: 'text-ink-soft hover:bg-hover hover:text-ink size-10 disabled:opacity-40',
} as const;

/** A button. With `asChild`, the child (for example a link) gets the button's style. */
export const Button = ({
  look = 'primary',
  asChild = false,
  className,
  ...props
}: ComponentProps<'button'> & { look?: keyof typeof looks; asChild?: boolean }) => {
  const Element = asChild ? Slot.Root : 'button';
  return (
    <Element
      {...(!asChild && { type: 'button' })}
      className={classes(
        'inline-flex shrink-0 items-center justify-center gap-2 rounded-full text-body transition-colors duration-150',
        looks[look],
        className,
      )}
      {...props}
    />
  );
};
