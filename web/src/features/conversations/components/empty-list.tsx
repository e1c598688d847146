import { UserRoundSearch } from 'lucide-react';
import { useLocation, useNavigate } from 'react-router';
import { opener, over } from '#site/lib/history/behind.ts';
import { strings } from '#site/strings/strings.ts';
import { useUserId } from '#site/sync/use-user-id.ts';
import { Blank } from '#site/ui/blank.tsx';
import { Button } from '#site/ui/button.tsx';
import { Link } from '#site/ui/link.tsx';
import { useOpenConversation } from '../api/use-open-conversation.ts';

const words = strings.conversations;

/** Shown before the first conversation: how to start one. */
export const EmptyList = ({ onSearch }: { onSearch: () => void }) => {
  const userId = useUserId();
  const navigate = useNavigate();
  const { mutate, isPending } = useOpenConversation((id) => void navigate(`/c/${id}`));
  return (
    <Blank
      art={
        <span className="inline-flex size-16 items-center justify-center rounded-full bg-selected text-action-ink">
          <UserRoundSearch aria-hidden="true" className="size-7" />
        </span>
      }
      title={words.emptyTitle}
      lead={words.emptyLead}
    >
      <span className="flex flex-col items-center gap-2">
        <Button asChild>
          <Link
            to="/invite"
            state={over(useLocation())}
            onClick={({ currentTarget }) => {
              opener.current = currentTarget;
            }}
          >
            {words.invite}
          </Link>
        </Button>
        <Button look="outline" onClick={onSearch}>
          {words.emptyAction}
        </Button>
        <Button look="quiet" disabled={isPending} onClick={() => mutate(userId)}>
          {words.emptyNotes}
        </Button>
      </span>
    </Blank>
  );
};
