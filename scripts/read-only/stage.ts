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
/** The longest that an HTTP function runs. */
const longestCallMs = 30_000;

/** Sets or removes the variable of one function. Returns whether that changed anything. */
export const setFunction = async (
  client: LambdaClient,
  FunctionName: string,
  isOn: boolean,
): Promise<boolean> => {
  const found = await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
  const { READ_ONLY, ...others } = found.Environment?.Variables ?? {};
  if ((READ_ONLY === 'on') === isOn || others['TABLE_NAME'] === undefined) return false;
  const Variables = isOn ? { ...others, READ_ONLY: 'on' } : others;
  const change = { FunctionName, Environment: { Variables } };
  await client.send(new UpdateFunctionConfigurationCommand(change));
  await waitUntilFunctionUpdatedV2({ client, maxWaitTime }, { FunctionName });
  return true;
};

/**
 * Resolves once no change is running, or, without `isOn`, once changes are accepted: to the number of functions
 * that were changed.
 */
export const setStageReadOnly = async (stage: string, isOn: boolean): Promise<number> => {
  await currentAccount(chooseTarget(stage));
  const client = new LambdaClient({});
  const names = await resourcesOf(stage, 'AWS::Lambda::Function');
  let [next, changed] = [0, 0];
  const worker = async (): Promise<void> => {
    for (let mine = next++; mine < names.length; mine = next++) {
      if (await setFunction(client, names[mine] ?? '', isOn)) changed++;
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  console.log(`${changed} of ${names.length} functions changed`);
  if (isOn && changed > 0) await delay(longestCallMs);
  return changed;
};
