import type { ComponentProps } from 'react';

/** A progress bar; without a `value` it is indeterminate. */
export const ProgressBar = (props: ComponentProps<'progress'>) => (
  <progress
    {...props}
    className="h-2 w-full appearance-none overflow-hidden rounded-full border-0 bg-selected indeterminate:animate-pulse [&::-moz-progress-bar]:rounded-full [&::-moz-progress-bar]:bg-action [&::-webkit-progress-bar]:bg-selected indeterminate:[&::-webkit-progress-bar]:bg-action [&::-webkit-progress-value]:rounded-full [&::-webkit-progress-value]:bg-action"
  />
);
