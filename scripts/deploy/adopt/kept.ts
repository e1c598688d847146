import {
  DeleteParametersCommand,
  GetParametersCommand,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import * as z from 'zod';
import { UserError } from '../../command.ts';
import type { Outputs } from '../outputs-of.ts';

/** What outlives a protected stage, by the names of its outputs. */
const Kept = z.object({
  TableName: z.string().min(1),
  UploadBucketName: z.string().min(1),
  UserPoolId: z.string().min(1),
});
export type Kept = z.infer<typeof Kept>;

const parameterOf = (stage: string): string => `/parley/${stage}/kept`;

/** Null if a stage does not have all of it: it was never deployed completely. */
export const keptOf = (outputs: Outputs): Kept | null => Kept.safeParse(outputs).data ?? null;

/** Where the names of what was kept are stored: a parameter of Systems Manager, which costs nothing. */
export const keptStore = (stage: string, client = new SSMClient({})) => {
  const Name = parameterOf(stage);
  return {
    remember: async (kept: Kept): Promise<void> => {
      const Description = 'What a removed stage of Parley has left, for the next deploy';
      const Value = JSON.stringify(kept);
      await client.send(
        new PutParameterCommand({ Name, Description, Type: 'String', Value, Overwrite: true }),
      );
    },
    read: async (): Promise<Kept | null> => {
      const { Parameters = [] } = await client.send(new GetParametersCommand({ Names: [Name] }));
      const value = Parameters[0]?.Value;
      return value === undefined ? null : Kept.parse(JSON.parse(value));
    },
    forget: async (): Promise<void> => {
      await client.send(new DeleteParametersCommand({ Names: [Name] }));
    },
  };
};

/**
 * Stores what `destroy` will keep, before anything is deleted: when it is run again after an interruption, the
 * outputs are gone and the stored names answer. Null if nothing is kept.
 */
export const rememberKept = async (
  store: Pick<ReturnType<typeof keptStore>, 'remember' | 'read'>,
  outputs: Outputs,
): Promise<Kept | null> => {
  const kept = keptOf(outputs);
  if (kept === null) return store.read();
  await store.remember(kept);
  return kept;
};

export const keptAnswers = ['adopt', 'leave'] as const;
type KeptAnswer = (typeof keptAnswers)[number];

/** @throws UserError for another answer */
export const keptAnswer = (given: string): KeptAnswer => {
  const known = keptAnswers.find((answer) => answer === given);
  if (known) return known;
  throw new UserError(`--kept must be one of ${keptAnswers.join(', ')}, not ${given}`);
};
