import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Manifest } from '../../functions/contracts/archive/manifest.ts';
import { type FileTypes, fileTypeModes } from '../../functions/contracts/closed-lists.ts';
import { makeFolder } from '../../local/data-folder.ts';
import { isArchive } from '../archive/archive-folder.ts';
import { restoreDataFolder } from '../archive/data-folder.ts';
import { progress } from '../archive/progress.ts';
import { restoreArchive } from '../archive/restore-archive.ts';
import { writeArchive } from '../archive/write-archive.ts';
import { lockStopped } from '../backup/lock-stopped.ts';
import { runCommand, UserError } from '../command.ts';
import { openCsv } from './csv.ts';
import type { Foreign } from './foreign.ts';
import { openPostgres } from './postgres.ts';
import { printReport, writeIds, writeProblems } from './report.ts';
import { type Job, stageForeign } from './stage.ts';
import { stagedSource } from './staged-source.ts';
import type { Staging } from './staging.ts';

const isAddress = (from: string): boolean => /^postgres(ql)?:\/\//.test(from);

const openForeign = (from: string, schema: string): Promise<Foreign> =>
  isAddress(from) ? openPostgres(from, schema) : Promise.resolve(openCsv(resolve(from)));

const renamesOf = (options: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    options.map((option) => {
      const at = option.lastIndexOf('=');
      if (at < 1) throw new UserError(`--rename takes old=new, not ${option}`);
      return [option.slice(0, at), option.slice(at + 1)] as const;
    }),
  );

const typesOf = (text: string): FileTypes => {
  const found = fileTypeModes.find((mode) => mode === text);
  if (!found) throw new UserError(`--file-types must be ${fileTypeModes.join(' or ')}`);
  return found;
};

interface Values {
  readonly from?: string;
  readonly schema: string;
  readonly uploads?: string;
  readonly 'file-types': string;
  readonly rename?: readonly string[];
  readonly 'accept-names'?: boolean;
}

/** @throws UserError for options that cannot be used */
const jobOf = (values: Values): Job => {
  const { from, schema, uploads } = values;
  if (from === undefined) throw new UserError('--from must name a database or a folder');
  if (uploads !== undefined && !existsSync(uploads)) throw new UserError(`there is no ${uploads}`);
  const renames = renamesOf(values.rename ?? []);
  const acceptsSuggestions = values['accept-names'] === true;
  const folder = uploads === undefined ? null : resolve(uploads);
  const types = typesOf(values['file-types']);
  const place = isAddress(from) ? new URL(from).host + new URL(from).pathname : resolve(from);
  return {
    open: () => openForeign(from, schema),
    choices: { names: { renames, acceptsSuggestions }, uploads: { folder, types } },
    source: JSON.stringify([place, schema, folder, types, [...renames], acceptsSuggestions]),
  };
};

interface Target {
  readonly data: string;
  readonly stage: string | undefined;
  readonly onlyArchive: boolean;
}

const archiveIn = (work: string): string => join(work, 'archive');
const report = (staging: Staging, work: string): void => {
  const problems = join(work, 'report.csv');
  writeProblems(staging, problems);
  printReport(staging, problems);
};

const dryRun = async (job: Job, work: string): Promise<void> => {
  const path = join(work, 'dry-run.db');
  const staging = await stageForeign(path, job, progress());
  report(staging, work);
  staging.close();
  for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
};

/** @throws UserError if the data folder is not empty */
const checkTarget = (work: string, { data, stage, onlyArchive }: Target): void => {
  if (onlyArchive || stage !== undefined || !existsSync(join(resolve(data), 'parley.db'))) return;
  const why = isArchive(archiveIn(work))
    ? 'this import is done'
    : 'an import fills a new data folder, see --data';
  throw new UserError(`${data} has data already: ${why}`);
};

/** Writes the archive, unless an earlier run with the same options has finished it. */
const writeStaged = async (
  staging: Staging,
  { source }: Job,
  work: string,
  say: (line: string) => void,
): Promise<void> => {
  const archive = archiveIn(work);
  const mark = join(work, 'source.json');
  const isSame = existsSync(mark) && readFileSync(mark, 'utf8') === source;
  if (!isSame) rmSync(archive, { recursive: true, force: true });
  writeFileSync(mark, source, { mode: 0o600 });
  writeIds(staging, join(work, 'ids.csv'));
  if (isArchive(archive)) return;
  const { missing } = await writeArchive(stagedSource(staging), archive, { now: Date.now(), say });
  if (missing > 0) throw new UserError(`${missing} files have vanished during the import`);
};

type Say = (line: string) => void;

const restoreHere = async (work: string, data: string, say: Say): Promise<Manifest> => {
  const folder = resolve(data);
  makeFolder(folder);
  const unlock = lockStopped(folder);
  try {
    return await restoreDataFolder(archiveIn(work), folder, say);
  } finally {
    unlock();
  }
};

const restoreThere = async (work: string, stage: string, say: Say): Promise<Manifest> => {
  const { outputsOfStage, stageTarget } = await import('../archive/stage.ts');
  return restoreArchive(stageTarget(stage, await outputsOfStage(stage)), archiveIn(work), say);
};

const restore = async (work: string, { data, stage }: Target, say: Say): Promise<void> => {
  const { people, messages } = (
    stage === undefined ? await restoreHere(work, data, say) : await restoreThere(work, stage, say)
  ).files;
  const start = stage === undefined ? ' Start it with npm start.' : '';
  console.log(`${stage ?? data} has ${people.count} users and ${messages.count} messages.${start}`);
  console.log(
    `Users sign in with their passwords. ${join(work, 'ids.csv')} has the new id of each old one. ` +
      `${work} contains all messages and password hashes: remove it when you no longer need it.`,
  );
};

const importAll = async (job: Job, work: string, target: Target): Promise<void> => {
  const say = progress();
  const staging = await stageForeign(join(work, 'staging.db'), job, say);
  try {
    report(staging, work);
    if (Number(staging.fact('undecided')) > 0) {
      throw new UserError(
        'the names above need a decision: --rename old=new for single ones, or --accept-names',
      );
    }
    await writeStaged(staging, job, work, say);
  } finally {
    staging.close();
  }
  if (target.onlyArchive) {
    console.log(`restore it with npm run restore -- --from ${archiveIn(work)}`);
  } else await restore(work, target, say);
};

await runCommand({
  name: 'import',
  summary:
    'Moves users, conversations, messages and files of a FastAPI messenger on PostgreSQL into a new data folder of a one-process Parley, or into a new stage (docs/moving/import.md). Repeat an interrupted import with the same options: it goes on.',
  options: {
    from: { type: 'string' },
    schema: { type: 'string', default: 'public' },
    uploads: { type: 'string' },
    'file-types': { type: 'string', default: 'any' },
    rename: { type: 'string', multiple: true },
    'accept-names': { type: 'boolean' },
    'dry-run': { type: 'boolean' },
    work: { type: 'string', default: 'parley-import' },
    data: { type: 'string' },
    stage: { type: 'string' },
    'only-archive': { type: 'boolean' },
  },
  help: {
    from: 'postgres://user:password@host/database, or a folder with a CSV file for each table',
    schema: 'The schema in PostgreSQL',
    uploads: 'The folder with the uploaded files of the other system',
    'file-types': 'Which files are imported, as in npm start: any or strict',
    rename: 'old=new: the username that a user gets; may be repeated',
    'accept-names': 'Take the suggested name for each that collides or is not allowed',
    'dry-run': 'Reads and checks everything, prints the report, and imports nothing',
    work: 'The folder for the report, the archive and the list of ids',
    data: 'The new data folder (default ./.parley)',
    stage: 'A new stage on AWS instead of a data folder',
    'only-archive': 'Writes the archive only: npm run restore reads it',
  },
  run: async (values) => {
    const job = jobOf(values);
    const work = resolve(values.work);
    const { data = '.parley', stage } = values;
    const target = { data, stage, onlyArchive: values['only-archive'] === true };
    makeFolder(work);
    if (values['dry-run']) return dryRun(job, work);
    checkTarget(work, target);
    await importAll(job, work, target);
  },
});
