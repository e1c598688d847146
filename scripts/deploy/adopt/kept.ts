import {
  DeleteParametersCommand,
  GetParametersCommand,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import * as z from 'zod';
import { UserError } from '../../command.ts';
import type { Outputs } from '../outputs-of.ts';

/** The resources that outlive a protected stage, by the names of its outputs. */
const Kept = z.object({
  TableName: z.string().min(1),
  UploadBucketName: z.string().min(1),
  UserPoolId: z.string().min(1),
});
export type Kept = z.infer<typeof Kept>;

const parameterOf = (stage: string): string => `/parley/${stage}/kept`;

/** Null if the stage lacks one of them: it was never deployed completely. */
export const keptOf = (outputs: Outputs): Kept | null => Kept.safeParse(outputs).data ?? null;

/** Stores the names of kept resources: in a parameter of Systems Manager, which costs nothing. */
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
    remove: async (): Promise<void> => {
      await client.send(new DeleteParametersCommand({ Names: [Name] }));
    },
  };
};

/**
 * Stores the names of what `destroy` keeps, before anything is deleted. If `destroy` runs again after an
 * interruption, the outputs no longer exist, and the stored names are returned. Null if nothing is kept.
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
