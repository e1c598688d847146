import { registrationModes } from '#contracts/closed-lists.ts';
import type { Settings, StageConfig } from '../../lib/config.ts';
import { firewallMonth, prices } from '../bench/prices.ts';
import { UserError } from '../command.ts';
import { ask } from './confirm.ts';
import { deployedOutputs, type Outputs } from './outputs-of.ts';
import { settingsOf, settingsOfCdkJson } from './stage-settings.ts';
import type { Target } from './target/target.ts';

type Registration = Settings['registration'];

/**
 * The choices that the first deploy asks for. Later deploys read them from the stage's outputs, unless an
 * option or cdk.json sets them.
 */
export interface Choices {
  readonly registration: Registration;
  /** The recipient of alarms; null for none. */
  readonly alarmEmail: string | null;
  /** The operator's contact for push services; null turns notifications off. */
  readonly pushContact: string | null;
}

/** Options of the command line. */
export const choiceOptions = {
  registration: { type: 'string' },
  'alarm-email': { type: 'string' },
  'push-contact': { type: 'string' },
} as const;
export const choiceHelp = {
  registration: 'open, invite or closed (the first deploy asks; later ones keep it)',
  'alarm-email': 'Where alarms go, or none (the first deploy asks; later ones keep it)',
  'push-contact':
    'Turns notifications on: the contact for push services, as mailto:ann@example.org, or none (the first deploy asks; later ones keep it)',
} as const;
type Asked = { [K in keyof typeof choiceOptions]?: string | undefined };

const isRegistration = (text: string | undefined): text is Registration =>
  registrationModes.some((known) => known === text);

const questions = {
  registration:
    'Who may register? open (everybody), invite (with an invitation), closed (nobody): ',
  alarmEmail: 'Who gets an e-mail when an alarm fires? An address, or nothing for nobody: ',
  pushContact:
    'Contact for push services? mailto:ADDRESS turns notifications on, nothing leaves them off: ',
};

/** The value of an output that stands for "no address". */
const noAddress = 'none';

/** Whether to ask the operator: the stage has no such output, so it is new, and there is a terminal. */
const isAsked = (target: Target, output: string | undefined): boolean =>
  output === undefined && target.endpoint === null && process.stdin.isTTY;

const registrationOf = async (
  target: Target,
  outputs: Outputs,
  asked: string | undefined,
): Promise<Registration> => {
  const { Registration: deployed } = outputs;
  const given = asked ?? settingsOfCdkJson(target.stage).registration ?? deployed;
  const chosen =
    given ??
    (isAsked(target, deployed)
      ? await ask(questions.registration, 'pass --registration')
      : settingsOf(target.stage).registration);
  if (isRegistration(chosen)) return chosen;
  throw new UserError(
    `--registration must be one of ${registrationModes.join(', ')}, not ${chosen}`,
  );
};

const alarmEmailOf = async (
  target: Target,
  outputs: Outputs,
  asked: string | undefined,
): Promise<string | null> => {
  if (!settingsOf(target.stage).monitoring) return null;
  const { AlarmEmail: deployed } = outputs;
  const given = asked ?? settingsOfCdkJson(target.stage).alarmEmail ?? deployed;
  const chosen =
    given ??
    (isAsked(target, deployed) ? await ask(questions.alarmEmail, 'pass --alarm-email') : noAddress);
  return chosen === '' || chosen === noAddress ? null : chosen;
};

const pushContactOf = async (
  target: Target,
  outputs: Outputs,
  asked: string | undefined,
): Promise<string | null> => {
  const { PushContact: deployed } = outputs;
  const given = asked ?? settingsOfCdkJson(target.stage).pushContact ?? deployed;
  const chosen =
    given ??
    (isAsked(target, deployed)
      ? await ask(questions.pushContact, 'pass --push-contact')
      : noAddress);
  return chosen === '' || chosen === noAddress ? null : chosen;
};

/**
 * The values of the command line; otherwise those of cdk.json; otherwise the deployed ones; otherwise, for a
 * new stage, the answers in the terminal. @throws UserError for an invalid value
 */
export const choicesFor = async (target: Target, asked: Asked = {}): Promise<Choices> =>
  choicesFrom(target, await deployedOutputs(target), asked);

/** Like `choicesFor`, with the given outputs of the stage; a new stage has none. */
export const choicesFrom = async (
  target: Target,
  outputs: Outputs,
  asked: Asked,
): Promise<Choices> => {
  const choices = {
    registration: await registrationOf(target, outputs, asked.registration),
    alarmEmail: await alarmEmailOf(target, outputs, asked['alarm-email']),
    pushContact: await pushContactOf(target, outputs, asked['push-contact']),
  };
  // Validates the addresses by the schema of the settings.
  settingsOf(target.stage, choices);
  return choices;
};

/** The choices as options of the CDK's command line. */
export const contextOf = ({ registration, alarmEmail, pushContact }: Choices): string[] => [
  `--context=registration=${registration}`,
  ...(alarmEmail === null ? [] : [`--context=alarmEmail=${alarmEmail}`]),
  ...(pushContact === null ? [] : [`--context=pushContact=${pushContact}`]),
];

/** One line per choice, with a warning if alarms have no recipient. */
export const showChoices = (
  target: Target,
  { registration, alarmEmail, pushContact }: Choices,
): string => {
  const lines = [`ok   registration: ${registration}`];
  if (alarmEmail !== null) lines.push(`ok   alarms: to ${alarmEmail}`);
  else if (settingsOf(target.stage).monitoring) {
    lines.push(
      'WARN alarms: only the CloudWatch console shows them; pass --alarm-email ADDRESS to get them by e-mail',
    );
  }
  if (pushContact !== null) lines.push(`ok   notifications: the contact is ${pushContact}`);
  return lines.join('\n');
};

const firewallPrice = `AWS WAF costs $${firewallMonth.toFixed(2)} a month and $${(prices.firewallRequest * 1e6).toFixed(2)} a million requests`;

/**
 * Prints the cost of `waf` and asks for consent before the first deploy with it. Does not ask if the stage
 * has it already, or without a terminal, where cdk.json counts as consent. @throws UserError if the answer is
 * not yes
 */
export const acceptCosts = async (
  { web, waf }: Pick<StageConfig, 'web' | 'waf'>,
  outputs: Outputs,
  question: ((text: string) => Promise<string>) | null = process.stdin.isTTY
    ? (text) => ask(text, 'set waf in cdk.json')
    : null,
): Promise<string | null> => {
  if (!web || !waf) return null;
  const isAccepted = outputs['Waf'] === 'on' || question === null;
  const answer = isAccepted ? 'yes' : await question(`${firewallPrice}. Turn it on? yes or no: `);
  if (answer !== 'yes') {
    throw new UserError('nothing was deployed: set "waf" to false in cdk.json to go without it');
  }
  return `ok   waf: on; ${firewallPrice}`;
};

/** Like `acceptCosts`, for the deployed stage. */
export const acceptCostsOf = async (target: Target): Promise<void> => {
  const stated = await acceptCosts(settingsOf(target.stage), await deployedOutputs(target));
  if (stated !== null) console.log(stated);
};
