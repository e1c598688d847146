import type { ComponentProps, ReactNode } from 'react';
import { useId } from 'react';
import { classes } from '../lib/text.ts';

/** A labelled input with a hint, an error, and space for a button at its end. */
export const TextField = ({
  label,
  hint,
  error,
  isInvalid = error !== undefined,
  end,
  className,
  ...input
}: ComponentProps<'input'> & {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** Marks the field as invalid without an error text, if the hint already says what is wrong. */
  isInvalid?: boolean;
  end?: ReactNode;
}) => {
  const id = useId();
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className={classes('flex flex-col gap-1.5', className)}>
      <label htmlFor={id} className="text-sm font-medium text-ink-soft">
        {label}
      </label>
      <div className="relative">
        <input
          id={id}
          aria-invalid={isInvalid}
          aria-describedby={describedBy || undefined}
          className={classes(
            'h-11 w-full rounded-xl border bg-raised px-3.5 text-base text-ink transition-colors placeholder:text-ink-faint',
            'focus-visible:outline-offset-0',
            end !== undefined && 'pr-12',
            isInvalid ? 'border-danger' : 'border-line-strong/60 hover:border-line-strong',
          )}
          {...input}
        />
        {end !== undefined && (
          <div className="absolute inset-y-0 right-1 flex items-center">{end}</div>
        )}
      </div>
      {error !== undefined && (
        <p id={`${id}-error`} className="text-sm text-danger">
          {error}
        </p>
      )}
      {hint !== undefined && (
        <div id={`${id}-hint`} className="text-sm text-ink-faint">
          {hint}
        </div>
      )}
    </div>
  );
};
