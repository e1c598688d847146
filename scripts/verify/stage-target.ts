import { invite, type OperatorDeps } from '#core/usecases/operator/operate-users.ts';
import { UserError } from '../command.ts';
import { stageFront } from '../deploy/emulator/stage-front.ts';
import { lackingAt } from '../deploy/emulator/test-deployed.ts';
import { type Outputs, outputsOf } from '../deploy/outputs-of.ts';
import { settingsOf } from '../deploy/stage-settings.ts';
import { currentAccount } from '../deploy/target/account.ts';
import { chooseTarget } from '../deploy/target/target.ts';
import { portsOnStage, stageEnv } from '../operator-ports.ts';
import { awsStage } from './aws-stage.ts';
import type { Wanted } from './open-target.ts';
import type { LetIn } from './people.ts';
import type { Need, Target } from './target.ts';

/** Lifetime of the invitation codes, in days: only this run gets them. */
const inviteDays = 1;

/** How the run's users register, by the mode of registration. */
export const letInBy =
  (mode: string | undefined, operator: OperatorDeps, outputs: Outputs): LetIn =>
  async ({ username, password }) => {
    if (mode === 'invite') return { invite: (await invite(operator, inviteDays)).code };
    if (mode !== 'closed') return {};
    // Without the condition `local`, imports resolve to the AWS home.
    const { wireRegister } = await import('../../functions/wiring/register.ts');
    const register = wireRegister({
      ...stageEnv(outputs),
      CORS_ORIGINS: '',
      REGISTRATION: 'open',
      INVITATIONS: 'operator',
    });
    const client = { device: 'npm run verify', address: '' };
    const registered = await register({ username, password, address: '', client });
    if (!registered.ok) throw new UserError(`registration: ${registered.detail}`);
    return { isRegistered: true };
  };

/**
 * A deployed stage with the rights of an operator. If registration is by invitation, the run creates
 * invitations; if it is closed, it registers its users without the API.
 */
export const openStageTarget = async (
  asked: string | undefined,
  wanted: Wanted,
): Promise<{ target: Target; letIn: LetIn }> => {
  const deployed = chooseTarget(asked);
  const { region } = await currentAccount(deployed);
  const outputs = await outputsOf(deployed);
  // The front ends with the process.
  const front = await stageFront(deployed);
  const url = front?.url ?? outputs['SiteUrl'] ?? outputs['ApiUrl'];
  if (!url) throw new UserError(`stage ${deployed.stage} has no address: deploy it again`);
  const operator = await portsOnStage(outputs);
  const config = settingsOf(deployed.stage);

  const lacks = new Set<Need>((await lackingAt(deployed)) as Need[]);
  if (!wanted.isLong) lacks.add('long');
  if (!outputs['SiteUrl']) lacks.add('site').add('cloudfront');
  if (deployed.endpoint) lacks.add('aws');
  if (!url.startsWith('https:')) lacks.add('https');
  if (!config.monitoring || deployed.endpoint) lacks.add('monitoring');

  const socketUrl = outputs['SiteUrl']
    ? `${url.replace(/^http/, 'ws')}/ws`
    : (outputs['SocketUrl'] ?? '');
  const identity = { name: deployed.stage, region, outputs, config };
  return {
    target: {
      url,
      siteUrl: outputs['SiteUrl'] ?? url,
      socketUrl,
      stage: awsStage(identity, operator),
      lacks,
    },
    letIn: letInBy(outputs['Registration'], operator, outputs),
  };
};
