import type { ReactNode } from 'react';
import { useRef, useState } from 'react';
import type { RequestAnswer } from '#contracts/closed-lists.ts';
import type { Conversation } from '#contracts/http/conversations.ts';
import type { Message } from '#contracts/http/messages.ts';
import { withoutStyles } from '#contracts/texts/styles.ts';
import { listTime } from '#site/lib/time.ts';
import { useNow } from '#site/lib/use-now.ts';
import { errorWords } from '#site/strings/error-words.ts';
import { Alert } from '#site/ui/alert.tsx';
import { Avatar } from '#site/ui/avatar.tsx';
import { Button } from '#site/ui/button.tsx';
import { Confirm } from '#site/ui/confirm.tsx';
import { faceOf, shownName } from '#site/ui/person.ts';
import { PersonName } from '#site/ui/person-name.tsx';
import { Spinner } from '#site/ui/spinner.tsx';
import { useAnswerRequest } from '../api/use-answer-request.ts';
import { requestStrings as words } from '../model/request-strings.ts';

/** As plain text: no link of somebody unknown can be opened by mistake. */
const Texts = ({ messages, title }: { messages: readonly Message[]; title: string }) => {
  const now = useNow(60_000);
  return (
    <ul aria-label={title} className="flex flex-col items-start gap-2">
      {messages.map(({ id, content, created_at }) => (
        <li
          key={id}
          className="max-w-[min(36rem,85%)] rounded-2xl bg-raised px-3.5 py-2 shadow-bubble ring-1 ring-line"
        >
          <p dir="auto" className="text-left wrap-anywhere whitespace-pre-wrap">
            {content && withoutStyles(content)}
          </p>
          <time dateTime={created_at} className="text-xs text-ink-faint tabular-nums">
            {listTime(created_at, now)}
          </time>
        </li>
      ))}
    </ul>
  );
};

/** A message request: who writes, what they wrote, and the answers to it. Nothing here marks it as read. */
export const RequestView = ({
  conversation,
  messages,
  header,
  onDeclined,
  onBlock,
}: {
  conversation: Conversation;
  /** Undefined while they load. */
  messages: readonly Message[] | undefined;
  header: ReactNode;
  onDeclined: () => void;
  /** Asks, and blocks the peer. */
  onBlock: () => void;
}) => {
  const { id, peer } = conversation;
  const [isAsking, setAsking] = useState(false);
  const remove = useRef<HTMLButtonElement>(null);
  const answer = useAnswerRequest(id, (given: RequestAnswer) => {
    setAsking(false);
    if (given === 'declined') onDeclined();
  });
  const name = shownName(peer);
  const texts = messages?.filter(({ deleted_at }) => deleted_at === null);
  const error = answer.isError ? errorWords(answer.error) : null;
  return (
    <div className="grounded flex h-full flex-col bg-canvas">
      {header}
      <div className="min-h-0 flex-1 overflow-y-auto p-4 md:px-6">
        <div className="mx-auto flex w-full max-w-3xl flex-col gap-5">
          <section className="flex flex-col items-center gap-2 pt-4 text-center">
            <Avatar {...faceOf(peer)} size="large" />
            <PersonName person={peer} className="font-semibold" />
            <p className="max-w-md text-sm text-pretty text-ink-soft">{words.lead(name)}</p>
          </section>
          {texts === undefined && <Spinner className="self-center text-ink-faint" />}
          {texts?.length === 0 && <p className="text-center text-ink-soft">{words.none}</p>}
          {texts && texts.length > 0 && <Texts messages={texts} title={words.texts(name)} />}
        </div>
      </div>
      <div className="mx-auto flex w-full max-w-3xl flex-col gap-2 p-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] md:px-6">
        {error !== null && !isAsking && <Alert>{error}</Alert>}
        <div className="flex flex-wrap justify-center gap-2">
          <Button disabled={answer.isPending} onClick={() => answer.mutate('accepted')}>
            {words.accept}
          </Button>
          <Button ref={remove} look="outline" className="h-11" onClick={() => setAsking(true)}>
            {words.remove}
          </Button>
          <Button look="outline" className="h-11 text-danger" onClick={onBlock}>
            {words.block}
          </Button>
        </div>
      </div>
      <Confirm
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={words.removeQuestion}
        lead={<p>{words.removeAnswer(name)}</p>}
        action={words.remove}
        isDangerous
        isBusy={answer.isPending}
        error={error}
        returnTo={remove}
        onConfirm={() => answer.mutate('declined')}
      />
    </div>
  );
};
