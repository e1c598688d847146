import { Check } from 'lucide-react';
import { classes } from '../../lib/text.ts';
import { words } from '../../strings/later/forward-words.ts';
import { Avatar } from '../../ui/avatar.tsx';
import type { Target } from './forwarding.ts';

/** Conversations or people to choose from. `isFull`: no other one can be chosen; `isTitled`: the title is visible. */
export const TargetList = ({
  title,
  isTitled,
  targets,
  chosen,
  isFull,
  onToggle,
}: {
  title: string;
  isTitled: boolean;
  targets: readonly Target[];
  chosen: readonly string[];
  isFull: boolean;
  onToggle: (id: string) => void;
}) => {
  if (targets.length === 0) return null;
  return (
    <div>
      {isTitled && <h3 className="px-2 pt-2 pb-1 text-sm font-semibold text-ink-soft">{title}</h3>}
      <ul aria-label={title}>
        {targets.map(({ id, face, name, obstacle }) => {
          const isChosen = chosen.includes(id);
          const isDisabled = obstacle !== null || (isFull && !isChosen);
          return (
            <li key={id}>
              <label
                className={classes(
                  'relative flex items-center gap-3 rounded-2xl px-2 py-2 has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-(--ring)',
                  isDisabled ? 'text-ink-faint' : 'cursor-pointer hover:bg-hover',
                )}
              >
                <input
                  type="checkbox"
                  checked={isChosen}
                  disabled={isDisabled}
                  onChange={() => onToggle(id)}
                  className="absolute inset-0 size-full cursor-pointer opacity-0 disabled:cursor-auto"
                />
                <Avatar {...face} size="small" />
                <span className="min-w-0 flex-1 leading-tight">
                  <span dir="auto" className="block truncate text-left font-medium">
                    {name}
                  </span>
                  {obstacle && (
                    <span className="block text-sm text-ink-faint">{words.reasons[obstacle]}</span>
                  )}
                </span>
                <span
                  aria-hidden="true"
                  className={classes(
                    'flex size-6 shrink-0 items-center justify-center rounded-full border',
                    isChosen ? 'border-action bg-action text-on-action' : 'border-line-strong',
                    isDisabled && 'opacity-40',
                  )}
                >
                  {isChosen && <Check className="size-4" />}
                </span>
              </label>
            </li>
          );
        })}
      </ul>
    </div>
  );
};
