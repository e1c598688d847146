import { UserError } from '#scripts/command.ts';
import { outputsOf } from '#scripts/deploy/outputs-of.ts';
import { secretStore } from '#scripts/deploy/secrets/origin-secret.ts';
import type { Target } from '#scripts/deploy/target/target.ts';
import { type Front, type FrontOptions, openFront } from './front.ts';

/**
 * A front for the site of a stage on an emulator; null without an emulator, or if the stage has no
 * CloudFront.
 */
export const stageFront = async (
  target: Target,
  options: Pick<FrontOptions, 'tls' | 'port'> = {},
): Promise<Front | null> => {
  const { stage, endpoint } = target;
  const { SiteUrl, SocketUrl = '' } = await outputsOf(target);
  if (endpoint === null || !SiteUrl) return null;
  const { sent } = await secretStore(stage).read();
  if (sent === null) throw new UserError('the stage has no origin secret: deploy it again');
  const of = { siteUrl: SiteUrl, socketUrl: SocketUrl, endpoint, originSecret: sent };
  return openFront({ ...of, ...options });
};
