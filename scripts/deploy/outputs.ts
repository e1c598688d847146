import { runCommand } from '../command.ts';
import { outputsOf, showOutputs } from './outputs-of.ts';
import { currentAccount } from './target/account.ts';
import { chooseTarget, stageHelp, stageOption } from './target/target.ts';

await runCommand({
  name: 'outputs',
  summary: 'Prints addresses and names of a deployed stage.',
  options: { ...stageOption, json: { type: 'boolean' } },
  help: { ...stageHelp, json: 'As JSON, for scripts' },
  run: async ({ stage, json }) => {
    const target = chooseTarget(stage);
    await currentAccount(target);
    const outputs = await outputsOf(target);
    console.log(json ? JSON.stringify(outputs, null, 2) : showOutputs(outputs));
  },
});
