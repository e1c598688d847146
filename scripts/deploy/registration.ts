import { registrationModes } from '#contracts/closed-lists.ts';
import type { Settings } from '../../lib/config.ts';
import { UserError } from '../command.ts';
import { ask } from './confirm.ts';
import { deployedOutputs } from './outputs-of.ts';
import { settingsOf } from './stage-settings.ts';
import type { Target } from './target/target.ts';

type Registration = Settings['registration'];

export const isRegistration = (text: string | undefined): text is Registration =>
  registrationModes.some((known) => known === text);

/** The deployed value; null if nothing is deployed. */
export const deployedRegistration = async (target: Target): Promise<Registration | null> => {
  const { Registration: current } = await deployedOutputs(target);
  return isRegistration(current) ? current : null;
};

const question =
  'Who may register? open (everybody), invite (with an invitation), closed (nobody): ';

/**
 * The requested value; else the deployed one; else, for a new stage, the user's answer in the
 * terminal.
 */
export const registrationFor = async (
  target: Target,
  asked: string | undefined,
): Promise<Registration> => {
  const given = asked ?? (await deployedRegistration(target));
  const isNewStage = given === null && target.endpoint === null && process.stdin.isTTY;
  const chosen =
    given ??
    (isNewStage
      ? await ask(question, 'pass --registration')
      : settingsOf(target.stage).registration);
  if (isRegistration(chosen)) return chosen;
  throw new UserError(
    `--registration must be one of ${registrationModes.join(', ')}, not ${chosen}`,
  );
};
