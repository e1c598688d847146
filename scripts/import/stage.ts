import { rmSync } from 'node:fs';
import { UserError } from '../command.ts';
import { type Foreign, type ForeignRow, type Plan, planOf, type TableName } from './foreign.ts';
import { stageLetters } from './letters.ts';
import { type NameChoices, stagePeople } from './people.ts';
import { Staging } from './staging.ts';
import { stageTalks } from './talks.ts';
import { stageUploads, type Uploads } from './uploads.ts';

export interface Choices {
  readonly names: NameChoices;
  readonly uploads: Uploads;
}

const rowsOf = (
  foreign: Foreign,
  plan: Plan,
  name: TableName,
): AsyncIterable<ForeignRow> | null => {
  const found = plan.tables[name];
  return found ? foreign.rows(found.table, found.columns) : null;
};

const none = async function* (): AsyncGenerator<ForeignRow> {
  // A table that this kind of system does not have.
};

const fill = async (
  staging: Staging,
  foreign: Foreign,
  { names, uploads }: Choices,
  say: (line: string) => void,
): Promise<void> => {
  const plan = planOf(await foreign.tables());
  say(`${foreign.name} is a ${plan.kind === 'mailbox' ? 'mailbox' : 'conversation'} service`);
  const rows = (name: TableName) => rowsOf(foreign, plan, name) ?? none();
  const undecided = await stagePeople(staging, rows('users'), names);
  staging.setFact('undecided', String(undecided));
  const hasTalks = plan.kind === 'conversations';
  if (hasTalks) {
    await stageTalks(staging, rows('conversations'), rowsOf(foreign, plan, 'members'));
    await stageUploads(staging, rows('attachments'), uploads);
  }
  const marks = plan.tables.members?.columns ?? {};
  const hasMarks = 'lastRead' in marks || 'lastReadAt' in marks;
  await stageLetters(staging, rows('messages'), { hasTalks, hasMarks, say });
  staging.setFact('ignored', JSON.stringify(plan.ignored));
};

const twice = (error: unknown): boolean =>
  /^UNIQUE constraint failed/.test((error as Error).message);

const remove = (path: string): void => {
  for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
};

/** What an earlier run has read completely, with the same source and options. */
const earlierStaging = (path: string, source: string): Staging | null => {
  const earlier = new Staging(path);
  if (earlier.isSealed && earlier.fact('source') === source) return earlier;
  earlier.close();
  remove(path);
  return null;
};

export interface Job {
  readonly open: () => Promise<Foreign>;
  readonly choices: Choices;
  /** Source and options as text: only the same ones go on with what was read. */
  readonly source: string;
}

/**
 * Reads another system into a file, unless an earlier run has done so. @throws UserError for a source that is no
 * known system
 */
export const stageForeign = async (
  path: string,
  { open, choices, source }: Job,
  say: (line: string) => void,
): Promise<Staging> => {
  const earlier = earlierStaging(path, source);
  if (earlier) return earlier;
  const foreign = await open();
  const staging = new Staging(path);
  try {
    await fill(staging, foreign, choices, say);
    staging.setFact('source', source);
    staging.seal();
    return staging;
  } catch (error) {
    staging.close();
    if (twice(error)) throw new UserError(`an id is there twice: ${(error as Error).message}`);
    throw error;
  } finally {
    await foreign.close();
  }
};
