import { RadioGroup } from 'radix-ui';
import type { ReactNode } from 'react';

interface Option<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly icon?: ReactNode;
  /** Language of the label, if it differs from the page's. */
  readonly lang?: string;
}

/** A choice among a few visible options. */
export const Choice = <T extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: T;
  options: readonly Option<T>[];
  onChange: (value: T) => void;
}) => (
  <RadioGroup.Root
    aria-label={label}
    value={value}
    onValueChange={(next) => onChange(next as T)}
    className="grid auto-cols-fr gap-1 rounded-2xl bg-canvas p-1 sm:grid-flow-col"
  >
    {options.map((option) => (
      <RadioGroup.Item
        key={option.value}
        value={option.value}
        lang={option.lang}
        className="flex h-10 items-center justify-center gap-2 rounded-xl px-3 text-body font-medium text-ink-soft transition-colors hover:text-ink data-[state=checked]:bg-raised data-[state=checked]:text-ink data-[state=checked]:shadow-bubble"
      >
        {option.icon}
        {option.label}
      </RadioGroup.Item>
    ))}
  </RadioGroup.Root>
);
