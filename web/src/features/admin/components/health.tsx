import type { AdminOverview } from '#contracts/http/admin/shapes.ts';
import { locale, sinceTime } from '#site/lib/time.ts';
import { useNow } from '#site/lib/use-now.ts';
import { Section } from '#site/ui/section.tsx';
import { useOverview } from '../api/use-admin.ts';
import { sizeOf } from '../size.ts';
import { words } from '../words.ts';
import { type Fact, Facts } from './facts.tsx';
import { Loading } from './loading.tsx';

const texts = words.health;
const number = (count: number): string => count.toLocaleString(locale);

/** Without the facts that this home does not have. */
const known = (facts: readonly (Fact | false | undefined)[]): Fact[] =>
  facts.filter((fact) => fact !== false && fact !== undefined);

const backupOf = ({ health, last_backup: last }: AdminOverview, now: number): Fact => {
  if (!last || !health.backup)
    return { label: texts.backup, value: texts.noSchedule, isGood: false };
  const when = last.at === null ? texts.noBackupYet : texts.lastBackup(sinceTime(last.at, now));
  const value = `${texts.backupStates[health.backup]}, ${when}`;
  return { label: texts.backup, value, isGood: health.backup === 'ok' };
};

const serverFacts = (overview: AdminOverview, now: number): Fact[] => {
  const { health, version, registration, invitations, storage } = overview;
  const { data, disk, backlog, uploads } = health;
  return known([
    data && { label: texts.data, value: texts.dataStates[data], isGood: data !== 'damaged' },
    disk && {
      label: texts.disk,
      value: uploads ? texts.uploadsPaused : texts.diskStates[disk],
      isGood: disk === 'ok' && !uploads,
    },
    backlog && {
      label: texts.backlog,
      value: texts.backlogStates[backlog],
      isGood: backlog === 'ok',
    },
    storage && backupOf(overview, now),
    { label: texts.registration, value: texts.registrations[registration] },
    { label: texts.invites, value: texts.inviteModes[invitations] },
    { label: texts.version, value: version },
  ]);
};

const figure = (label: string, count: number | undefined): Fact | undefined =>
  count === undefined ? undefined : { label, value: number(count) };

const figuresOf = ({ people, conversations, messages }: AdminOverview): Fact[] =>
  known([
    figure(texts.total, people.total),
    figure(texts.deactivated, people.deactivated),
    figure(texts.today, people.active_today),
    figure(texts.week, people.active_this_week),
    figure(texts.month, people.active_this_month),
    figure(texts.conversations, conversations),
    figure(texts.messages, messages),
  ]);

const storageFacts = (storage: NonNullable<AdminOverview['storage']>): Fact[] =>
  known([
    { label: texts.files, value: sizeOf(storage.files_bytes) },
    { label: texts.dataFile, value: sizeOf(storage.data_bytes) },
    storage.free_bytes !== null && { label: texts.free, value: sizeOf(storage.free_bytes) },
  ]);

/** State of the server, use and storage, renewed while it is shown. */
export const Health = () => {
  const { data, error, refetch } = useOverview();
  const now = useNow(60_000);
  if (!data) return <Loading error={error} onRetry={refetch} />;
  return (
    <>
      <Section title={texts.partsTitle} {...(!data.storage && { lead: texts.onAws })}>
        <Facts facts={serverFacts(data, now)} />
      </Section>
      <Section title={texts.usageTitle}>
        <Facts facts={figuresOf(data)} />
      </Section>
      {data.storage && (
        <Section title={texts.storageTitle}>
          <Facts facts={storageFacts(data.storage)} />
        </Section>
      )}
    </>
  );
};
