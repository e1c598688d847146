import { Download } from 'lucide-react';
import { errorWords } from '#site/strings/error-words.ts';
import { settingsStrings } from '#site/strings/settings-strings.ts';
import { strings } from '#site/strings/strings.ts';
import { Alert } from '#site/ui/alert.tsx';
import { Button } from '#site/ui/button.tsx';
import { ProgressBar } from '#site/ui/progress-bar.tsx';
import { Section } from '#site/ui/section.tsx';
import { useExport } from '../api/use-export.ts';

const words = settingsStrings.data;

/** `conversations`: their number, for the progress bar; null if unknown. */
export const ExportData = ({ conversations }: { conversations: number | null }) => {
  const { start, cancel, progress, isPending, isSuccess, isError, error } = useExport();
  return (
    <Section title={words.exportTitle} lead={words.exportLead}>
      {isError && <Alert>{errorWords(error)}</Alert>}
      {isPending && (
        <ProgressBar
          aria-label={words.exportProgress}
          {...(conversations !== null && {
            max: Math.max(1, conversations),
            value: Math.min(progress.conversations, conversations),
          })}
        />
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {isPending ? (
          <Button look="outline" onClick={cancel}>
            {strings.app.cancel}
          </Button>
        ) : (
          <Button look="outline" onClick={start}>
            <Download aria-hidden="true" className="size-4.5" />
            {words.export}
          </Button>
        )}
        <p role="status" className="text-sm text-ink-soft tabular-nums">
          {isPending && words.exporting(progress.messages)}
          {isSuccess && words.exported(progress.messages)}
        </p>
      </div>
    </Section>
  );
};
