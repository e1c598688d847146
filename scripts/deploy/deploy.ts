import { hasCanary, type StageConfig, usesEdge } from '../../lib/config.ts';
import { edgeRegion } from '../../lib/stacks/edge-stack.ts';
import { stageAccounts } from '../canary/stage-accounts.ts';
import { runCommand, UserError } from '../command.ts';
import { adoptKept, keptToAdopt } from './adopt/adopt.ts';
import { keptStore } from './adopt/kept.ts';
import { bootstrap, cdk } from './cdk.ts';
import { checks, isBootstrapNeeded, showCheck } from './checks.ts';
import {
  acceptCostsOf,
  type Choices,
  choiceHelp,
  choiceOptions,
  choicesFor,
  contextOf,
  showChoices,
} from './choices.ts';
import { bucketsOf } from './empty-buckets.ts';
import { addressForFunctions } from './emulator/emulator.ts';
import { uploadSite } from './emulator/upload-site.ts';
import { printFirstInvitation } from './first-invitation.ts';
import { guardedStacks, isFirstDeploy, isNew } from './guards.ts';
import { removeLeftAlarms } from './leftovers.ts';
import { type Outputs, outputsOf, showOutputs } from './outputs-of.ts';
import { pruneSite } from './prune-site.ts';
import { run } from './run.ts';
import { ensureFactorKeys } from './secrets/factor-keys.ts';
import { ensureOriginSecrets, secretStore } from './secrets/origin-secret.ts';
import { ensureVapidKeys } from './secrets/vapid-keys.ts';
import { buildSite } from './site.ts';
import { settingsOf } from './stage-settings.ts';
import { countStageStorage } from './storage.ts';
import { currentAccount, expiryWarning } from './target/account.ts';
import { renewStageNames } from './target/names.ts';
import { chooseTarget, stageHelp, stageOption, type Target } from './target/target.ts';

const step = (text: string): void => console.log(`\n== ${text}`);

/** Runs `verify`; resolves to whether no check failed. Its report is in .cache. */
const verified = async (target: Target): Promise<boolean> => {
  const report = `.cache/verify-${target.stage}.json`;
  const command = ['scripts/verify.ts', '--stage', target.stage, '--report', report];
  try {
    await run('node', ['--disable-warning=ExperimentalWarning', ...command], {
      environment: target.environment,
    });
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
};

/** A failure does not fail the deploy: the canary's alarm shows that accounts are missing. */
const prepareCanary = async (settings: StageConfig, outputs: Outputs): Promise<void> => {
  if (!hasCanary(settings)) return;
  const { stage } = settings;
  try {
    const { accounts } = await stageAccounts(stage, outputs);
    console.log(`canary: plays ${accounts.map(({ username }) => username).join(' and ')}`);
  } catch (error) {
    const { message } = Object(error);
    console.log(`WARN canary: ${message}; repeat with npm run canary -- --stage ${stage}`);
  }
};

/** Prints the addresses of the stage and the results of the verification. */
const finish = async (
  target: Target,
  outputs: Outputs,
  { isVerified }: { isVerified: boolean },
): Promise<void> => {
  step('Deployed');
  console.log(showOutputs(outputs));
  const address = outputs['SiteUrl'] ?? outputs['ApiUrl'];
  console.log(`\nParley is at ${address}`);
  if (!isVerified) return;
  if (target.endpoint !== null) {
    if (outputs['SiteUrl'])
      console.log('Its name does not resolve here: use npm run localstack -- site');
    console.log(
      `Not verified, since this is an emulator: run npm run verify -- --stage ${target.stage}`,
    );
    return;
  }
  step('Verifying (npm run verify)');
  if (!(await verified(target))) {
    throw new UserError(`Parley is deployed to ${address}, but not all checks passed`);
  }
  console.log(`\nParley is at ${address}, verified`);
};

/** Creates the CDK's own bucket and roles, also in the region of resources for CloudFront. */
const bootstrapOnce = async (
  target: Target,
  where: { account: string; region: string },
  settings: StageConfig,
  executionPolicy: string | undefined,
): Promise<void> => {
  const regions = [where.region, ...(usesEdge(settings) ? [edgeRegion] : [])];
  for (const region of new Set(regions)) {
    if (!(await isBootstrapNeeded(region))) continue;
    step(`Bootstrapping the account for the CDK in ${region}`);
    await bootstrap(target, { ...where, region }, executionPolicy);
  }
};

/** Builds the site and creates the secrets and keys that the templates refer to. */
const prepare = async ({ stage, web }: StageConfig, { pushContact }: Choices): Promise<void> => {
  await ensureFactorKeys(stage);
  if (pushContact !== null) await ensureVapidKeys(stage);
  if (!web) return;
  step('Building the site');
  await buildSite();
  await ensureOriginSecrets(secretStore(stage));
};

/** A failure is only printed, since the deploy has already succeeded. */
const pruneOldFiles = async (bucket: string): Promise<void> => {
  try {
    const count = await pruneSite(bucket);
    if (count > 0) console.log(`site: ${count} files of earlier versions deleted`);
  } catch (error) {
    console.log(`WARN old files of the site stay: ${Object(error).name}`);
  }
};

/** On an emulator the stack does not copy the site's files. */
const completeSite = async ({ stage, endpoint }: Target): Promise<void> => {
  for (const bucket of await bucketsOf(`parley-${stage}-web`)) {
    if (endpoint) console.log(`site: ${await uploadSite(bucket)} files copied`);
    await pruneOldFiles(bucket);
  }
};

/** Adopts the resources of an earlier stage, if the operator agrees. */
const offerKept = async (
  target: Target,
  settings: StageConfig,
  answer: string | undefined,
): Promise<boolean> => {
  const kept = await keptToAdopt(target.stage, answer);
  if (!kept) return false;
  step('Adopting the data of an earlier stage');
  await adoptKept(target, settings, kept);
  return true;
};

await runCommand({
  name: 'deploy',
  summary:
    'Deploys Parley to the AWS account of your credentials, or to the emulator at AWS_ENDPOINT_URL.',
  options: {
    ...stageOption,
    ...choiceOptions,
    hotswap: { type: 'boolean' },
    'execution-policy': { type: 'string' },
    'no-verify': { type: 'boolean' },
    kept: { type: 'string' },
  },
  help: {
    ...stageHelp,
    ...choiceHelp,
    'execution-policy':
      'ARN of the policy for CloudFormation in the bootstrap, instead of AdministratorAccess',
    hotswap: 'Replaces only the code of functions, within seconds (not for prod)',
    'no-verify': 'Skips npm run verify, which otherwise runs at the end in an AWS account',
    kept: 'Data of a removed stage: adopt uses it again, leave does not (the first deploy asks)',
  },
  run: async ({
    stage: asked,
    hotswap,
    kept: answer,
    'execution-policy': executionPolicy,
    'no-verify': isUnverified,
    ...wanted
  }) => {
    const target = chooseTarget(asked);
    const { stage, endpoint } = target;
    if (hotswap && stage === 'prod') throw new UserError('--hotswap is not for prod');
    const settings = settingsOf(stage);
    const where = await currentAccount(target);
    if (endpoint) {
      target.environment['PARLEY_LAMBDA_ENDPOINT_URL'] = await addressForFunctions(endpoint);
    }
    step(
      `Stage ${stage}, account ${where.account}, ${where.region}${endpoint ? `, ${endpoint}` : ''}`,
    );
    const warning = expiryWarning(where);
    if (warning) console.log(warning);
    const choices = await choicesFor(target, wanted);
    console.log(showChoices(target, choices));
    await acceptCostsOf(target);
    for (const check of await checks()) console.log(showCheck(check));
    await bootstrapOnce(target, where, settings, executionPolicy);
    await prepare(settings, choices);
    step('Deploying');
    await removeLeftAlarms(settings);
    const isAdopted =
      (await isNew(settings)) && (await offerKept(target, { ...settings, env: where }, answer));
    const isFirst = await isFirstDeploy(settings);
    const put = (stacks: readonly string[], more: readonly string[] = []) =>
      cdk(target, [
        'deploy',
        ...stacks,
        // `direct` skips the change set, which nobody reviews and which emulators do not support.
        ...(hotswap ? ['--hotswap'] : ['--method=direct']),
        ...contextOf(choices),
        '--require-approval=never',
        '--progress=events',
        ...more,
      ]);
    await put(['--all'], isFirst ? ['--context=first-deploy=true'] : []);
    if (isFirst) {
      step('Guarding the data against deletion');
      await put(guardedStacks(stage), ['--exclusively']);
    }
    if (isAdopted) await keptStore(stage).remove();
    const outputs = await outputsOf(target);
    const names = await renewStageNames(outputs, { isForced: false });
    if (names) console.log(names);
    const storage = await countStageStorage(outputs, { isForced: false });
    if (storage) console.log(storage);
    if (settings.web) await completeSite(target);
    await prepareCanary(settings, outputs);
    await finish(target, outputs, { isVerified: !hotswap && !isUnverified });
    await printFirstInvitation(outputs, { isFirst, isAdopted });
  },
});
