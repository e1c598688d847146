import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { useLocation, useNavigate, useOutletContext } from 'react-router';
import type { Conversation } from '#contracts/http/conversations.ts';
import { useArrange } from '../../features/conversations/api/use-arrange.ts';
import { DisappearingRow } from '../../features/conversations/disappearing/disappearing-row.tsx';
import { maySet } from '../../features/conversations/disappearing/may-set.ts';
import { nameOf, presenceOf } from '../../features/conversations/model/conversation-words.ts';
import { useView } from '../../features/conversations/model/view.ts';
import { useIsBlocked } from '../../features/people/api/use-blocks.ts';
import { useSetBlocked } from '../../features/people/api/use-set-blocked.ts';
import { BlockPerson } from '../../features/people/components/block-person.tsx';
import { withJump } from '../../lib/dialog-state.ts';
import { lazy } from '../../lib/parts/lazy.ts';
import { longDate } from '../../lib/time.ts';
import { useEscape } from '../../lib/use-escape.ts';
import { useNow } from '../../lib/use-now.ts';
import { words } from '../../strings/later/about-words.ts';
import { words as blocking } from '../../strings/later/blocking-words.ts';
import { strings } from '../../strings/strings.ts';
import { useApi } from '../../sync/api-context.ts';
import { keys } from '../../sync/query-cache.ts';
import { useConnection } from '../../sync/use-connection.ts';
import { useUserId } from '../../sync/use-user-id.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { faceOf, shownName } from '../../ui/person.ts';
import { Spinner } from '../../ui/spinner.tsx';
import { SwitchRow } from '../../ui/switch-row.tsx';
import { usePanel } from './use-panel.ts';

const SharedFiles = lazy(async () => ({
  default: (await import('./shared-files.tsx')).SharedFiles,
}));

const Card = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="rounded-3xl bg-raised p-5 shadow-bubble">
    <h3 className="mb-3 font-semibold tracking-tight">{title}</h3>
    {children}
  </section>
);

const Person = ({ conversation }: { conversation: Conversation }) => {
  const { peer } = conversation;
  const userId = useUserId();
  const now = useNow(60_000);
  const away = useConnection();
  const { call } = useApi();
  const { data } = useQuery({
    queryKey: keys.person(peer.id),
    queryFn: ({ signal }) => call('GET /api/users/{id}', { params: { id: peer.id } }, signal),
  });
  return (
    <div className="flex flex-col items-center gap-1 pt-2 text-center">
      <Avatar {...faceOf(peer)} size="huge" />
      <p dir="auto" className="mt-3 max-w-full text-xl font-bold [overflow-wrap:anywhere]">
        {nameOf(conversation, userId)}
      </p>
      <p className="text-sm text-ink-faint">@{peer.username}</p>
      {!conversation.request && (
        <p className="text-sm text-ink-faint">
          {away ? strings.connection[away] : presenceOf(peer, userId, now)}
        </p>
      )}
      {data?.about && (
        <p dir="auto" className="mt-2 text-body text-pretty text-ink-soft">
          {data.about}
        </p>
      )}
      {data && (
        <p className="mt-1 text-sm text-ink-faint">{words.since(longDate(data.created_at))}</p>
      )}
    </div>
  );
};

const Settings = ({ conversation }: { conversation: Conversation }) => {
  const arrange = useArrange(conversation);
  const isBlocked = useIsBlocked(conversation.peer.id);
  return (
    <Card title={words.settings}>
      <div className="flex flex-col gap-4">
        <SwitchRow
          label={words.mute}
          isOn={arrange.isMuted}
          onChange={(isOn) => arrange.mute(isOn ? 'forever' : null)}
        />
        <SwitchRow label={words.pin} isOn={arrange.isPinned} onChange={arrange.pin} />
        <SwitchRow
          label={words.archive}
          isOn={arrange.isArchived}
          onChange={(isOn) => (isOn ? arrange.archive() : arrange.unarchive())}
        />
        {maySet(conversation, isBlocked) && <DisappearingRow conversation={conversation} />}
      </div>
    </Card>
  );
};

const Block = ({ peer }: Pick<Conversation, 'peer'>) => {
  const [isAsking, setAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const isBlocked = useIsBlocked(peer.id);
  const setBlocked = useSetBlocked(peer.id);
  return (
    <>
      <Button
        ref={button}
        look={isBlocked ? 'outline' : 'danger'}
        onClick={() => (isBlocked ? setBlocked.mutate(false) : setAsking(true))}
      >
        {isBlocked ? blocking.unblockName(shownName(peer)) : blocking.blockName(shownName(peer))}
      </Button>
      <BlockPerson peer={peer} isOpen={isAsking} onOpenChange={setAsking} returnTo={button} />
    </>
  );
};

/** Whether the page was opened from the dialog, so that closing it is a step back. */
const isStepFromDialog = (state: unknown): boolean =>
  typeof state === 'object' && state !== null && 'isStep' in state && state.isStep === true;

/** About the peer of the open conversation: who they are, its settings, and what was shared. */
export const AboutPage = () => {
  const conversation = useOutletContext<Conversation>();
  const navigate = useNavigate();
  const { state } = useLocation();
  const view = useView();
  const isPanel = usePanel();
  const isOther = conversation.peer.id !== useUserId();
  const page = useRef<HTMLElement>(null);
  const path = `/c/${conversation.id}`;
  const isStep = isStepFromDialog(state);
  const close = (): void =>
    void (isStep ? navigate(-1) : navigate(path, { replace: true, state: { view } }));
  useEscape(true, close);
  useEffect(() => {
    const { activeElement: opener } = document;
    page.current?.focus({ preventScroll: true });
    return () => {
      if (opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    };
  }, []);
  const show = (messageId: string): void => {
    const jump = { view, ...withJump(messageId) };
    if (isPanel) void navigate('.', { replace: true, state: { ...jump, isStep } });
    else void navigate(path, { replace: true, state: jump });
  };
  return (
    <aside
      ref={page}
      tabIndex={-1}
      aria-label={words.open(shownName(conversation.peer))}
      className="flex w-96 shrink-0 flex-col overflow-y-auto border-l border-line bg-canvas outline-none max-xl:absolute max-xl:inset-0 max-xl:z-10 max-xl:w-full max-xl:border-0"
    >
      <header className="flex items-center gap-2 px-4 pt-[max(0.75rem,env(safe-area-inset-top))]">
        <h2 className="flex-1 px-1 text-lg font-semibold tracking-tight">{words.title}</h2>
        <Button look="icon" aria-label={words.close} onClick={close}>
          <X aria-hidden="true" className="size-5" />
        </Button>
      </header>
      <div className="mx-auto flex w-full max-w-xl flex-col gap-4 px-4 pb-8">
        <Person conversation={conversation} />
        <Settings conversation={conversation} />
        <Card title={words.shared}>
          <Suspense fallback={<Spinner className="mx-auto block text-ink-faint" />}>
            <SharedFiles conversationId={conversation.id} onShow={show} />
          </Suspense>
        </Card>
        {isOther && <Block peer={conversation.peer} />}
      </div>
    </aside>
  );
};
