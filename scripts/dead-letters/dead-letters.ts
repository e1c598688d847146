import { interruption, runCommand, UserError } from '#scripts/command.ts';
import { confirmStage } from '#scripts/deploy/confirm.ts';
import { outputsOf } from '#scripts/deploy/outputs-of.ts';
import { deadLetterQueuesOf, resourcesOf } from '#scripts/deploy/resources-of.ts';
import { currentAccount } from '#scripts/deploy/target/account.ts';
import { chooseTarget, stageHelp, stageOption } from '#scripts/deploy/target/target.ts';
import { awsDeadLetters } from './aws.ts';
import { listLetters } from './list.ts';
import { replayLetters } from './replay.ts';

await runCommand({
  name: 'dead-letters',
  summary:
    'Lists the work of a stage that failed for good (removals of attachments), since when and why. With --replay, runs it again; each message leaves its queue once it has succeeded. Safe to repeat and to interrupt.',
  options: {
    ...stageOption,
    replay: { type: 'boolean', default: false },
    yes: { type: 'boolean', default: false },
  },
  help: {
    ...stageHelp,
    replay: 'Runs the failed work again, after you have fixed the cause; asks first',
    yes: 'With --replay: without asking',
  },
  run: async ({ stage: asked, replay, yes }) => {
    const target = chooseTarget(asked);
    const { stage } = target;
    const { account } = await currentAccount(target);
    const { TableName: tableName = '' } = await outputsOf(target);
    const ports = awsDeadLetters({
      tableName,
      queueUrls: await deadLetterQueuesOf(stage),
      functionNames: await resourcesOf(stage, 'AWS::Lambda::Function'),
    });
    const { count, lines } = await listLetters(ports);
    console.log(lines.join('\n'));
    if (count === 0) return;
    if (!replay) {
      console.log(`\nAfter fixing the cause: npm run dead-letters -- --stage ${stage} --replay`);
      return;
    }
    console.log('');
    if (!yes) {
      await confirmStage(
        `This runs ${count} of stage ${stage} in account ${account} again.`,
        stage,
      );
    }
    const signal = interruption();
    const { done, failed, removed, kept } = await replayLetters(ports, {
      signal,
      print: (line) => console.log(line),
    });
    console.log(
      `\n${done} records processed, ${failed} failed; ${removed} letters removed, ${kept} left in their queues`,
    );
    if (signal.aborted) throw new UserError('interrupted: run it again for the rest');
    if (kept > 0) throw new UserError('some failed again: fix the cause, then run it again');
  },
});
