import { runCommand } from '../command.ts';
import { cdk } from './cdk.ts';
import { choicesFor, contextOf } from './choices.ts';
import { buildSite } from './site.ts';
import { settingsOf } from './stage-settings.ts';
import { currentAccount } from './target/account.ts';
import { chooseTarget, stageHelp, stageOption } from './target/target.ts';

await runCommand({
  name: 'diff',
  summary: 'Shows what a deploy would change in a stage.',
  options: stageOption,
  help: stageHelp,
  run: async ({ stage }) => {
    const target = chooseTarget(stage);
    await currentAccount(target);
    // Without its files, the site would appear as deleted; with old ones, as unchanged.
    if (settingsOf(target.stage).web) await buildSite();
    // Without a change set, so that read permissions are enough.
    const choices = await choicesFor(target);
    await cdk(target, ['diff', '--all', '--method=template', ...contextOf(choices)]);
  },
});
