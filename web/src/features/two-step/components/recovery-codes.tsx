import { Download, Printer } from 'lucide-react';
import { useEffect } from 'react';
import { saveFile } from '#site/lib/save-file.ts';
import { useMyName } from '#site/sync/use-me.ts';
import { Button } from '#site/ui/button.tsx';
import { words } from '../words.ts';
import { CopyButton } from './copy-button.tsx';

/** The browser asks before the page is closed. */
const useAskBeforeUnload = (): void => {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    globalThis.addEventListener('beforeunload', ask);
    return () => globalThis.removeEventListener('beforeunload', ask);
  }, []);
};

/** Recovery codes, which no later page can show. Printing prints only them. */
export const RecoveryCodes = ({ codes }: { codes: readonly string[] }) => {
  useAskBeforeUnload();
  const title = words.fileTitle(useMyName()?.username ?? '', globalThis.location.host);
  const text = `${title}\n\n${codes.join('\n')}\n`;
  return (
    <>
      <div data-printed="" className="print:visible print:bg-white print:text-black">
        <p className="hidden print:block">{title}</p>
        <ul
          aria-label={words.codes}
          className="grid grid-cols-1 gap-x-6 gap-y-1.5 rounded-2xl bg-field p-4 font-mono text-sm print:bg-white min-[30rem]:grid-cols-2"
        >
          {codes.map((code) => (
            <li key={code} className="select-all">
              {code}
            </li>
          ))}
        </ul>
      </div>
      <div className="flex flex-wrap gap-2">
        <CopyButton label={words.copy} text={codes.join('\n')} />
        <Button
          look="outline"
          onClick={() => saveFile(`parley-${words.fileName}.txt`, 'text/plain', text)}
        >
          <Download aria-hidden="true" className="size-4" />
          {words.download}
        </Button>
        <Button look="outline" onClick={() => globalThis.print()}>
          <Printer aria-hidden="true" className="size-4" />
          {words.print}
        </Button>
      </div>
    </>
  );
};
