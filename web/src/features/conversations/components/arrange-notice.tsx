import { X } from 'lucide-react';
import { useEffect } from 'react';
import type { RefusedSettings } from '#client';
import { codeWords } from '#site/strings/error-words.ts';
import { useRealtime } from '#site/sync/realtime-context.ts';
import { Button } from '#site/ui/button.tsx';
import { useArchived } from '../model/archived.ts';
import { words } from '../model/arrange-words.ts';

const SHOWN_MS = 8_000;

const bar =
  'appear absolute inset-x-3 bottom-3 z-10 flex items-center gap-2 rounded-2xl bg-ink py-1.5 pr-1.5 pl-4 text-sm text-paper shadow-raised';
const button = 'text-paper hover:bg-paper/15 hover:text-paper';

const Refused = ({ code = 'gateway' }: RefusedSettings) => {
  const { settings } = useRealtime();
  return (
    <div className={bar}>
      <p className="flex-1 py-1.5">{codeWords(code)}</p>
      <Button look="icon" className={button} aria-label={words.dismiss} onClick={settings.dismiss}>
        <X aria-hidden="true" className="size-4.5" />
      </Button>
    </div>
  );
};

const Archived = ({ id }: { id: string }) => {
  const { settings } = useRealtime();
  const end = (): void => useArchived.setState({ id: null });
  useEffect(() => {
    const timer = setTimeout(() => useArchived.setState({ id: null }), SHOWN_MS);
    return () => clearTimeout(timer);
  }, []);
  const undo = (): void => {
    settings.change(id, { is_archived: false });
    end();
  };
  return (
    <div className={bar}>
      <p className="flex-1">{words.wasArchived}</p>
      <Button look="quiet" className={button} onClick={undo}>
        {words.undo}
      </Button>
    </div>
  );
};

/** Names what was archived, with Undo, or why a change was refused. */
export const ArrangeNotice = ({
  id,
  refused,
}: {
  id: string | null;
  refused: RefusedSettings | null;
}) => {
  if (refused) return <Refused {...refused} />;
  return id !== null && <Archived key={id} id={id} />;
};
