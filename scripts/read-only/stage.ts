import { setTimeout as delay } from 'node:timers/promises';
import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import { resourcesOf } from '../deploy/resources-of.ts';
import { currentAccount } from '../deploy/target/account.ts';
import { chooseTarget } from '../deploy/target/target.ts';

const maxWaitTime = 120;
/** Functions changed at the same time. */
const width = 4;
/** The longest that a function runs. */
const longestCallMs = 30_000;

/** The variables of a function that uses the table; null if it is another one. */
const variablesOf = async (
  client: LambdaClient,
  FunctionName: string,
): Promise<Record<string, string> | null> => {
  const found = await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
  const variables = found.Environment?.Variables ?? {};
  return variables['TABLE_NAME'] === undefined ? null : variables;
};

/** Sets or removes the variable of one function. Returns whether that changed anything. */
export const setFunction = async (
  client: LambdaClient,
  FunctionName: string,
  isOn: boolean,
): Promise<boolean> => {
  const variables = await variablesOf(client, FunctionName);
  if (!variables) return false;
  const { READ_ONLY, ...others } = variables;
  if ((READ_ONLY === 'on') === isOn) return false;
  const Variables = isOn ? { ...others, READ_ONLY: 'on' } : others;
  const change = { FunctionName, Environment: { Variables } };
  await client.send(new UpdateFunctionConfigurationCommand(change));
  await waitUntilFunctionUpdatedV2({ client, maxWaitTime }, { FunctionName });
  return true;
};

/** The results for all functions of a stage. */
const forFunctions = async <T>(
  stage: string,
  work: (client: LambdaClient, name: string) => Promise<T>,
): Promise<T[]> => {
  await currentAccount(chooseTarget(stage));
  const client = new LambdaClient({});
  const names = await resourcesOf(stage, 'AWS::Lambda::Function');
  const results: T[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let name = names[next++]; name !== undefined; name = names[next++]) {
      results.push(await work(client, name));
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
};

/** Is every function that uses the table read-only? */
export const isStageReadOnly = async (stage: string): Promise<boolean> => {
  const found = await forFunctions(stage, variablesOf);
  return found.every((variables) => variables === null || variables['READ_ONLY'] === 'on');
};

/**
 * Resolves once no change is running, or, without `isOn`, once changes are accepted: to the number of functions
 * that were changed.
 */
export const setStageReadOnly = async (stage: string, isOn: boolean): Promise<number> => {
  const results = await forFunctions(stage, (client, name) => setFunction(client, name, isOn));
  const changed = results.filter(Boolean).length;
  console.log(`${changed} of ${results.length} functions changed`);
  if (isOn && changed > 0) await delay(longestCallMs);
  return changed;
};
