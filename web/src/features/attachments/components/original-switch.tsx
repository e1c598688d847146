import { Switch } from 'radix-ui';
import { useId } from 'react';
import { strings } from '#site/strings/strings.ts';

const words = strings.attachments;

/** A switch that sends big pictures at their original size. */
export const OriginalSwitch = ({
  isOn,
  onChange,
}: {
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}) => {
  const id = useId();
  return (
    <div className="flex items-center gap-2.5 text-sm" title={words.originalHint}>
      <Switch.Root
        id={id}
        checked={isOn}
        onCheckedChange={onChange}
        aria-describedby={`${id}-hint`}
        className="inline-flex h-6 w-10 shrink-0 items-center rounded-full bg-line-strong px-0.5 transition-colors data-[state=checked]:bg-action"
      >
        <Switch.Thumb className="size-5 rounded-full bg-raised shadow-bubble transition-transform data-[state=checked]:translate-x-4" />
      </Switch.Root>
      <label htmlFor={id} className="cursor-pointer font-medium">
        {words.original}
      </label>
      <span id={`${id}-hint`} className="text-ink-faint max-sm:sr-only">
        {words.originalHint}
      </span>
    </div>
  );
};
