import { runCommand, UserError } from '../command.ts';
import { cdk } from './cdk.ts';
import { choicesFor, contextOf } from './choices.ts';
import { confirmStage } from './confirm.ts';
import { outputsOf } from './outputs-of.ts';
import { ensureOriginSecrets, rotateOriginSecret, secretStore } from './secrets/origin-secret.ts';
import { buildSite } from './site.ts';
import { settingsOf } from './stage-settings.ts';
import { currentAccount } from './target/account.ts';
import { chooseTarget, stageHelp, stageOption } from './target/target.ts';

await runCommand({
  name: 'rotate-secret',
  summary:
    'Replaces the secret between CloudFront and the API of a stage without an outage: functions accept both secrets, CloudFront sends the new one, then functions refuse the old one. Runs four deploys, about twenty minutes; after an interruption, run it again.',
  options: { ...stageOption, yes: { type: 'boolean' } },
  help: { ...stageHelp, yes: 'Without asking' },
  run: async ({ stage: asked, yes }) => {
    const target = chooseTarget(asked);
    const { stage } = target;
    if (!settingsOf(stage).web) throw new UserError('without CloudFront there is no secret');
    const { account } = await currentAccount(target);
    await outputsOf(target);
    if (!yes)
      await confirmStage(`This deploys stage ${stage} in account ${account} four times.`, stage);
    await buildSite();
    const choices = await choicesFor(target);
    const deploy = async (...parts: string[]): Promise<void> => {
      console.log(`\n== Deploying ${parts.join(' and ')}`);
      await cdk(target, [
        'deploy',
        ...parts.map((part) => `parley-${stage}-${part}`),
        '--exclusively',
        '--method=direct',
        ...contextOf(choices),
        '--require-approval=never',
        '--progress=events',
      ]);
    };
    const store = secretStore(stage);
    await ensureOriginSecrets(store);
    await rotateOriginSecret(store, {
      deployFunctions: () => deploy('realtime', 'api'),
      deployEdge: () => deploy('web'),
    });
    console.log('\nThe secret was replaced; the old one is refused.');
  },
});
