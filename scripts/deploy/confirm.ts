import { createInterface } from 'node:readline/promises';
import { UserError } from '../command.ts';

/** Asks a question in the terminal. @throws UserError without a terminal */
export const ask = async (question: string, instead: string): Promise<string> => {
  if (!process.stdin.isTTY) throw new UserError(`nobody to ask: ${instead}`);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(question);
  terminal.close();
  return answer.trim();
};

/**
 * Prints the warning and continues only if the operator types the name of the stage. @throws UserError
 * otherwise
 */
export const confirmStage = async (warning: string, stage: string): Promise<void> => {
  const answer = await ask(
    `${warning} Type its name to continue: `,
    'pass --yes to continue without a question',
  );
  if (answer !== stage) throw new UserError('nothing was changed');
};
