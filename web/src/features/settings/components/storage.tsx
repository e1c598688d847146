import { locale } from '#site/lib/time.ts';
import { storage as german } from '#site/strings/de-storage.ts';
import { storage as english } from '#site/strings/en-storage.ts';
import { strings } from '#site/strings/strings.ts';
import { LoadFailure } from '#site/ui/load-failure.tsx';
import { ProgressBar } from '#site/ui/progress-bar.tsx';
import { Section } from '#site/ui/section.tsx';
import { Spinner } from '#site/ui/spinner.tsx';
import { useStorage } from '../api/use-storage.ts';

const words = strings.locale === 'de' ? german : english;

/** 1 MB is 1,024 KB, as in the operator's settings. */
const megabytes = (bytes: number): string => {
  const count = bytes / 1_024 ** 2;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: 'megabyte',
    maximumFractionDigits: count > 0 && count < 10 ? 1 : 0,
  }).format(count);
};

/** Space used by the user's files, and its limit. */
export const Storage = () => {
  const { data, isError, error, refetch } = useStorage();
  const text = data && words.used(megabytes(data.used_bytes), megabytes(data.limit_bytes));
  return (
    <Section title={words.title} lead={words.lead}>
      {isError && <LoadFailure error={error} onRetry={refetch} />}
      {!data && !isError && <Spinner className="self-center text-ink-faint" />}
      {data && (
        <div className="flex flex-col gap-2">
          <ProgressBar
            aria-label={words.title}
            aria-valuetext={text}
            max={Math.max(1, data.limit_bytes)}
            value={Math.min(data.used_bytes, data.limit_bytes)}
          />
          <p className="text-sm text-ink-soft tabular-nums">{text}</p>
        </div>
      )}
    </Section>
  );
};
