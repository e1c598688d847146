import { Switch } from 'radix-ui';
import type { ReactNode } from 'react';
import { useId } from 'react';

/** A switch with a description. */
export const SwitchRow = ({
  label,
  hint,
  isOn,
  isDisabled = false,
  onChange,
}: {
  label: string;
  hint?: ReactNode;
  isOn: boolean;
  isDisabled?: boolean;
  onChange: (isOn: boolean) => void;
}) => {
  const id = useId();
  return (
    <div className="flex items-start justify-between gap-6">
      <div className="min-w-0">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="mt-0.5 text-sm text-pretty text-ink-faint">
            {hint}
          </p>
        )}
      </div>
      <Switch.Root
        id={id}
        checked={isOn}
        disabled={isDisabled}
        onCheckedChange={onChange}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="relative h-7 w-12 shrink-0 rounded-full bg-line-strong transition-colors duration-150 disabled:opacity-50 data-[state=checked]:bg-action"
      >
        <Switch.Thumb className="block size-5.5 translate-x-0.75 rounded-full bg-raised shadow-bubble transition-transform duration-150 data-[state=checked]:translate-x-5.75" />
      </Switch.Root>
    </div>
  );
};
