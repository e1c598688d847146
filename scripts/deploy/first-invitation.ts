import { invite } from '#core/usecases/operator/operate-users.ts';
import { portsOnStage } from '../operator-ports.ts';
import type { Outputs } from './outputs-of.ts';

const days = 7;

/** The link of an invitation, as the site makes it: the code is in the fragment, which no server logs. */
export const invitationLink = (address: string, code: string): string =>
  new URL(`/join#${code}`, address).href;

/** Prints the link for the first person of a new stage where registration is by invitation. */
export const printFirstInvitation = async (
  { Registration, SiteUrl, ...outputs }: Outputs,
  { isFirst, isAdopted }: { isFirst: boolean; isAdopted: boolean },
): Promise<void> => {
  if (!isFirst || isAdopted || Registration !== 'invite' || SiteUrl === undefined) return;
  try {
    const { code } = await invite(await portsOnStage(outputs), days);
    console.log(`\nThe first account, within ${days} days: ${invitationLink(SiteUrl, code)}`);
  } catch (error) {
    console.log(`WARN no invitation: ${Object(error).name}; repeat with npm run users -- invite`);
  }
};
