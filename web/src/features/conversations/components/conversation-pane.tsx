import { SquarePen } from 'lucide-react';
import type { ReactNode } from 'react';
import { Suspense, useRef, useState } from 'react';
import { lazy } from '#site/lib/parts/lazy.ts';
import { useDebounced } from '#site/lib/use-debounced.ts';
import { strings } from '#site/strings/strings.ts';
import { Button } from '#site/ui/button.tsx';
import { Logo } from '#site/ui/logo.tsx';
import { ArrangeHost } from './arrange-host.tsx';
import { ConversationList } from './conversation-list.tsx';
import { SearchBox } from './search-box.tsx';
import { useRowKeys } from './use-row-keys.ts';
import { useSearchKey } from './use-search-key.ts';

const loadResults = () => import('./search-results.tsx');
const SearchResults = lazy(async () => ({ default: (await loadResults()).SearchResults }));

/** The left pane: account, search, conversations. */
export const ConversationPane = ({
  account,
  status,
  onOpened,
  onReveal,
}: {
  account: ReactNode;
  status: ReactNode;
  onOpened: (conversationId: string) => void;
  /** Shows this pane if another one covers it. */
  onReveal: () => void;
}) => {
  const [text, setText] = useState('');
  const box = useRef<HTMLInputElement>(null);
  const rows = useRef<HTMLDivElement>(null);
  const typed = text.trim();
  const wanted = useDebounced(typed, 180);
  const keys = useRowKeys(rows, box, { isSettled: typed !== '' && typed === wanted });
  const focusBox = (): void => box.current?.focus();
  useSearchKey(box, onReveal);
  return (
    <>
      <header className="flex flex-col gap-3 px-4 pt-[max(0.75rem,env(safe-area-inset-top))] pb-2">
        <div className="flex items-center gap-2.5">
          <Logo className="size-8" />
          <h1 className="flex-1 text-xl font-bold tracking-[-0.03em]">{strings.app.name}</h1>
          <Button look="icon" aria-label={strings.conversations.start} onClick={focusBox}>
            <SquarePen aria-hidden="true" className="size-5" />
          </Button>
          {account}
        </div>
        <SearchBox
          text={text}
          onText={(next) => {
            if (next !== '') void loadResults().catch(() => undefined);
            setText(next);
          }}
          inputRef={box}
          onKeyDown={keys.onBoxKeyDown}
        />
      </header>
      {status}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the rows within are handled here */}
      <div
        ref={rows}
        data-scrolls
        onKeyDown={keys.onRowKeyDown}
        className="min-h-0 flex-1 overflow-y-auto"
      >
        {typed === '' || wanted === '' ? (
          <ConversationList onSearch={focusBox} />
        ) : (
          <Suspense>
            <SearchResults
              text={wanted}
              onOpened={(id) => {
                setText('');
                onOpened(id);
              }}
            />
          </Suspense>
        )}
      </div>
      <ArrangeHost />
    </>
  );
};
