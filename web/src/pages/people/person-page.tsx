import { useQuery } from '@tanstack/react-query';
import { Navigate, useNavigate, useParams } from 'react-router';
import { SignedInProviders } from '../../boot/signed-in-providers.tsx';
import { findPerson } from '../../features/conversations/api/find-person.ts';
import { useConversations } from '../../features/conversations/api/use-conversations.ts';
import { useOpenConversation } from '../../features/conversations/api/use-open-conversation.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { errorWords } from '../../strings/error-words.ts';
import { strings } from '../../strings/strings.ts';
import { useApi } from '../../sync/api-context.ts';
import { Alert } from '../../ui/alert.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { Blank } from '../../ui/blank.tsx';
import { Button } from '../../ui/button.tsx';
import { Link } from '../../ui/link.tsx';
import { PaneFailure } from '../../ui/load-failure.tsx';
import { Splash } from '../splash.tsx';

const words = strings.conversations;

/** Asks before it opens a new conversation, which the other user sees: a link alone must not. */
const Offer = ({ id, username }: { id: string; username: string }) => {
  const navigate = useNavigate();
  const open = useOpenConversation((to) => void navigate(`/c/${to}`, { replace: true }));
  return (
    <Blank
      heading="h1"
      art={<Avatar id={id} name={username} size="large" />}
      title={username}
      lead={words.noMessages}
    >
      <span className="flex flex-col gap-2">
        {open.isError && <Alert>{errorWords(open.error)}</Alert>}
        <Button disabled={open.isPending} onClick={() => open.mutate(id)}>
          {words.start}
        </Button>
      </span>
    </Blank>
  );
};

const Person = ({ name }: { name: string }) => {
  const { call } = useApi();
  const { list, isPending } = useConversations();
  const person = useQuery({
    queryKey: ['person', name],
    queryFn: ({ signal }) => findPerson(call, name, signal),
  });
  usePageTitle(strings.titles.page(name));
  if (person.isPending || isPending) return <Splash />;
  if (person.isError) {
    return <PaneFailure title={name} error={person.error} onRetry={person.refetch} />;
  }
  const found = person.data;
  const known = list.find(({ peer }) => peer.id === found?.id);
  if (known) return <Navigate to={`/c/${known.id}`} replace />;
  if (found) return <Offer {...found} />;
  return (
    <Blank heading="h1" title={words.noResults(name)}>
      <Button asChild>
        <Link to="/">{strings.errors.home}</Link>
      </Button>
    </Blank>
  );
};

/** `/u/<name>`: the conversation with a user, or the offer to start one. */
export const PersonPage = () => {
  const { name = '' } = useParams();
  return (
    <SignedInProviders>
      <main className="h-full bg-paper">
        <Person name={name} />
      </main>
    </SignedInProviders>
  );
};
