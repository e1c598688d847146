import { Check } from 'lucide-react';
import type { Conversation } from '#contracts/http/conversations.ts';
import { nameOf } from '../../features/conversations/model/conversation-words.ts';
import { classes } from '../../lib/text.ts';
import { words } from '../../strings/later/forward-words.ts';
import { useUserId } from '../../sync/use-user-id.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { faceOf } from '../../ui/person.ts';
import type { Obstacle } from './forwarding.ts';

export interface Target {
  readonly conversation: Conversation;
  readonly obstacle: Obstacle | null;
}

/** Conversations to choose from. `isFull`: no other one can be chosen. */
export const TargetList = ({
  targets,
  chosen,
  isFull,
  onToggle,
}: {
  targets: readonly Target[];
  chosen: readonly string[];
  isFull: boolean;
  onToggle: (conversationId: string) => void;
}) => {
  const userId = useUserId();
  return (
    <ul aria-label={words.conversations}>
      {targets.map(({ conversation, obstacle }) => {
        const { id, peer } = conversation;
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
              <Avatar {...faceOf(peer)} size="small" />
              <span className="min-w-0 flex-1 leading-tight">
                <span dir="auto" className="block truncate text-left font-medium">
                  {nameOf(conversation, userId)}
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
  );
};
