import { DeleteParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { CanaryAccounts } from '#functions/canary/accounts.ts';
import { readStoredAccounts, storeAccounts } from '#functions/canary/stored-accounts.ts';
import { UserError } from '#scripts/command.ts';
import type { Outputs } from '#scripts/deploy/outputs-of.ts';
import { portsOnStage } from '#scripts/operator-ports.ts';
import { letInBy } from '#scripts/verify/stage-target.ts';
import { canaryParameter } from '../../lib/canary-parameter.ts';
import { ensureAccounts, newAccounts } from './accounts.ts';

/**
 * The accounts of a stage's canary, created once. If registration is by invitation, the operator's rights
 * create one; if it is closed, the accounts are registered without the API. They are stored before they are
 * registered, so that an interruption leaves no account with a lost password.
 */
export const stageAccounts = async (
  stage: string,
  outputs: Outputs,
  { isNew = false } = {},
): Promise<{ url: string; accounts: CanaryAccounts }> => {
  const { SiteUrl: url, Registration } = outputs;
  if (!url) throw new UserError('the canary needs a site, and an emulator has none: use --url');
  const name = canaryParameter(stage);
  const stored = isNew ? null : await readStoredAccounts(name);
  const accounts = stored ?? newAccounts();
  if (!stored) await storeAccounts(name, accounts);
  await ensureAccounts(url, accounts, letInBy(Registration, await portsOnStage(outputs), outputs));
  return { url, accounts };
};

/** Deletes the stored accounts when their stage is destroyed. */
export const removeStageAccounts = async (stage: string): Promise<void> => {
  await new SSMClient({}).send(new DeleteParametersCommand({ Names: [canaryParameter(stage)] }));
};
