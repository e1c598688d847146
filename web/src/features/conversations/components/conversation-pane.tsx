import type { ReactNode } from 'react';
import { useRef, useState } from 'react';
import { Logo } from '../../../components/logo.tsx';
import { strings } from '../../../lib/strings.ts';
import { useDebounced } from '../../../lib/use-debounced.ts';
import { ConversationList } from './conversation-list.tsx';
import { SearchBox } from './search-box.tsx';
import { SearchResults } from './search-results.tsx';

/** The left pane: who am I, search, conversations. */
export const ConversationPane = ({
  account,
  status,
  onOpened,
}: {
  account: ReactNode;
  status: ReactNode;
  onOpened: (conversationId: string) => void;
}) => {
  const [text, setText] = useState('');
  const box = useRef<HTMLInputElement>(null);
  const wanted = useDebounced(text.trim(), 180);
  return (
    <>
      <header className="flex flex-col gap-3 px-4 pt-[max(0.75rem,env(safe-area-inset-top))] pb-2">
        <div className="flex items-center gap-2.5">
          <Logo className="size-8" />
          <h1 className="flex-1 text-xl font-bold tracking-[-0.03em]">{strings.app.name}</h1>
          {account}
        </div>
        <SearchBox text={text} onText={setText} inputRef={box} />
      </header>
      {status}
      <div className="min-h-0 flex-1 overflow-y-auto">
        {text.trim() === '' || wanted === '' ? (
          <ConversationList onSearch={() => box.current?.focus()} />
        ) : (
          <SearchResults
            text={wanted}
            onOpened={(id) => {
              setText('');
              onOpened(id);
            }}
          />
        )}
      </div>
    </>
  );
};
