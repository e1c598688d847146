import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { edgeRegion } from '../../lib/stacks/edge-stack.ts';
import { removeStageAccounts } from '../canary/stage-accounts.ts';
import { runCommand } from '../command.ts';
import { keptStore, rememberKept } from './adopt/kept.ts';
import { confirmStage } from './confirm.ts';
import { deleteStack, stacksOf } from './delete-stacks.ts';
import { bucketsOf, emptyBucket } from './empty-buckets.ts';
import { liftGuards } from './guards.ts';
import { deployedOutputs, showOutputs } from './outputs-of.ts';
import { removeFactorKeys } from './secrets/factor-keys.ts';
import { removeOriginSecrets } from './secrets/origin-secret.ts';
import { removeVapidKeys } from './secrets/vapid-keys.ts';
import { settingsOf } from './stage-settings.ts';
import { currentAccount } from './target/account.ts';
import { chooseTarget, stageHelp, stageOption } from './target/target.ts';

// CloudFormation deletes the stacks, without the CDK's app: after a failed first deploy there is no built
// site, and a stage of another version has other stacks.
await runCommand({
  name: 'destroy',
  summary: 'Deletes a stage. Keeps table, attachments and users of a protected one (prod).',
  options: { ...stageOption, yes: { type: 'boolean' } },
  help: { ...stageHelp, yes: 'Without asking' },
  run: async ({ stage: asked, yes }) => {
    const target = chooseTarget(asked);
    const { stage } = target;
    const settings = settingsOf(stage);
    const { protectData, web } = settings;
    const { account } = await currentAccount(target);
    if (!yes) await confirmStage(`This deletes stage ${stage} in account ${account}.`, stage);
    const kept = protectData
      ? await rememberKept(keptStore(stage), await deployedOutputs(target))
      : null;
    const parts = ['web', ...(protectData ? [] : ['data'])];
    for (const bucket of (
      await Promise.all(parts.map((part) => bucketsOf(`parley-${stage}-${part}`)))
    ).flat()) {
      console.log(`${bucket}: ${await emptyBucket(bucket)} objects deleted`);
    }
    await liftGuards(settings);
    for (const name of await stacksOf(stage)) await deleteStack(name, {});
    // Also deletes resources in CloudFront's region, even if the settings no longer need them.
    if (web) {
      const client = new CloudFormationClient({ region: edgeRegion });
      await deleteStack(`parley-${stage}-edge`, { client });
    }
    if (web) await removeOriginSecrets(stage);
    // Keeps the keys with the data, because the subscriptions and second factors in it depend on them.
    if (!kept) await removeVapidKeys(stage);
    if (!kept) await removeFactorKeys(stage);
    // Kept users include those of the canary, whose passwords are stored only there.
    if (web && !kept) await removeStageAccounts(stage);
    console.log(
      kept
        ? `Kept; the next deploy offers to use this data again:\n${showOutputs(kept)}`
        : 'All is gone.',
    );
  },
});
