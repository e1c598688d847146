import { runCommand } from '../command.ts';
import { confirmStage } from './confirm.ts';
import { deleteStack, stacksOf } from './delete-stacks.ts';
import { bucketsOf, emptyBucket } from './empty-buckets.ts';
import { liftGuards } from './guards.ts';
import { removeOriginSecrets } from './origin-secret.ts';
import { deployedOutputs, showOutputs } from './outputs-of.ts';
import { settingsOf } from './stage-settings.ts';
import { currentAccount } from './target/account.ts';
import type { Target } from './target/target.ts';
import { chooseTarget, stageHelp, stageOption } from './target/target.ts';

/** Names of the resources that outlive a protected stage. */
const retainedOf = async (target: Target): Promise<string> => {
  const kept = ['TableName', 'UploadBucketName', 'UserPoolId'];
  const outputs = Object.entries(await deployedOutputs(target));
  return showOutputs(Object.fromEntries(outputs.filter(([name]) => kept.includes(name))));
};

// CloudFormation deletes the stacks, without the CDK's app: a stage whose first deploy failed has no built site, and one
// of another version has other stacks.
await runCommand({
  name: 'destroy',
  summary: 'Deletes a stage. Of a protected one (prod) table, attachments and users are kept.',
  options: { ...stageOption, yes: { type: 'boolean' } },
  help: { ...stageHelp, yes: 'Without asking' },
  run: async ({ stage: asked, yes }) => {
    const target = chooseTarget(asked);
    const { stage } = target;
    const settings = settingsOf(stage);
    const { protectData, web } = settings;
    const { account } = await currentAccount(target);
    if (!yes) await confirmStage(`This deletes stage ${stage} in account ${account}.`, stage);
    const kept = protectData ? await retainedOf(target) : null;
    const parts = ['web', ...(protectData ? [] : ['data'])];
    for (const bucket of (
      await Promise.all(parts.map((part) => bucketsOf(`parley-${stage}-${part}`)))
    ).flat()) {
      console.log(`${bucket}: ${await emptyBucket(bucket)} objects deleted`);
    }
    await liftGuards(settings);
    for (const name of await stacksOf(stage)) await deleteStack(name, {});
    if (web) await removeOriginSecrets(stage);
    console.log(
      kept === null ? 'All is gone.' : `Kept; a later deploy begins with new ones:\n${kept}`,
    );
  },
});
