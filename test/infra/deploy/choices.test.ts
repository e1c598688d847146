import { describe, expect, it } from 'vitest';
import { firewallMonth, firewallRules, prices } from '#scripts/bench/prices.ts';
import { acceptCosts, choicesFrom, contextOf, showChoices } from '#scripts/deploy/choices.ts';
import type { Target } from '#scripts/deploy/target/target.ts';
import { Settings } from '../../../lib/settings.ts';
import { resourcesOf } from '../functions-of.ts';
import { synthesise } from '../synthesise.ts';

const target = (stage: Target['stage']): Target => ({ stage, endpoint: null, environment: {} });
const prod = target('prod');

describe('the choices of a deploy', () => {
  it('are those of the earlier deploy, unless an option overrides them', async () => {
    const deployed = {
      Registration: 'closed',
      AlarmEmail: 'ops@example.org',
      PushContact: 'mailto:ops@example.org',
    };

    expect(await choicesFrom(prod, deployed, {})).toEqual({
      registration: 'closed',
      alarmEmail: 'ops@example.org',
      pushContact: 'mailto:ops@example.org',
    });
    expect(
      await choicesFrom(prod, deployed, {
        registration: 'open',
        'alarm-email': 'none',
        'push-contact': 'none',
      }),
    ).toEqual({
      registration: 'open',
      alarmEmail: null,
      pushContact: null,
    });
  });

  it('of a new stage without a terminal are the defaults, with a warning that alarms have no recipient', async () => {
    const choices = await choicesFrom(prod, {}, {});

    expect(choices).toEqual({ registration: 'invite', alarmEmail: null, pushContact: null });
    expect(showChoices(prod, choices)).toContain('WARN alarms');
    expect(showChoices(prod, { ...choices, alarmEmail: 'ops@example.org' })).not.toContain('WARN');
  });

  it('have no address if a stage has no alarms', async () => {
    const dev = target('dev');
    const choices = await choicesFrom(dev, {}, { 'alarm-email': 'ops@example.org' });

    expect(choices.alarmEmail).toBeNull();
    expect(showChoices(dev, choices)).not.toContain('alarms');
  });

  it.each([
    [{ registration: 'all' }, '--registration must be one of open, invite, closed, not all'],
    [{ 'alarm-email': 'ops' }, 'options and cdk.json: parley:prod.alarmEmail'],
    [{ 'push-contact': 'ops@example.org' }, 'options and cdk.json: parley:prod.pushContact'],
  ])('are refused for %o', async (asked, text) => {
    await expect(choicesFrom(prod, {}, asked)).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringContaining(text),
    });
  });

  it('are passed to the templates as context, and stored as outputs', async () => {
    const choices = {
      registration: 'closed',
      alarmEmail: 'ops@example.org',
      pushContact: 'mailto:ops@example.org',
    } as const;
    const context = Object.fromEntries(
      contextOf(choices).map((option) => option.replace('--context=', '').split('=')),
    );
    const stacks = synthesise('prod', {}, {}, context);

    stacks.template('api').hasOutput('Registration', { Value: 'closed' });
    stacks.template('data').hasOutput('PushContact', { Value: 'mailto:ops@example.org' });
    stacks.template('observability').hasOutput('AlarmEmail', { Value: 'ops@example.org' });
    stacks
      .template('observability')
      .hasResourceProperties('AWS::SNS::Subscription', { Endpoint: 'ops@example.org' });
    synthesise('prod').template('observability').hasOutput('AlarmEmail', { Value: 'none' });
  });
});

describe('the cost of the firewall', () => {
  const on = { web: true, waf: true };
  const stated = 'AWS WAF costs $8.00 a month and $0.60 a million requests';
  /** Answers questions and records them. */
  const answering = (answer: string) => {
    const asked: string[] = [];
    const question = async (text: string): Promise<string> => {
      asked.push(text);
      return answer;
    };
    return { asked, question };
  };

  it('needs consent before the first deploy with it', async () => {
    const { asked, question } = answering('yes');

    expect(await acceptCosts(on, { Registration: 'open' }, question)).toContain(stated);
    expect(await acceptCosts(on, { Waf: 'off' }, question)).toContain(stated);
    expect(asked).toEqual([
      `${stated}. Turn it on? yes or no: `,
      `${stated}. Turn it on? yes or no: `,
    ]);
  });

  it.each(['no', '', 'y'])('stops the deploy after the answer "%s"', async (answer) => {
    await expect(acceptCosts(on, {}, answering(answer).question)).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringContaining('set "waf" to false'),
    });
  });

  it('is printed without a question if the stage has it, or without a terminal', async () => {
    const { asked, question } = answering('no');

    expect(await acceptCosts(on, { Waf: 'on' }, question)).toContain(stated);
    expect(await acceptCosts(on, {}, null)).toContain(stated);
    expect(asked).toEqual([]);
  });

  it('does not concern a stage without it, or an emulator', async () => {
    const { asked, question } = answering('no');

    expect(await acceptCosts({ web: true, waf: false }, {}, question)).toBeNull();
    expect(await acceptCosts({ web: false, waf: true }, {}, question)).toBeNull();
    expect(asked).toEqual([]);
  });

  it('is that of the rules in the template, is stored as an output, and is in the settings', () => {
    const where = { CDK_DEFAULT_ACCOUNT: '111111111111', CDK_DEFAULT_REGION: 'eu-west-1' };
    const stage = synthesise('dev', { waf: true }, where);
    const [acl] = Object.values(resourcesOf(stage.template('edge'), 'AWS::WAFv2::WebACL'));

    expect(acl?.Properties['Rules']).toHaveLength(firewallRules);
    stage.template('web').hasOutput('Waf', { Value: 'on' });
    synthesise('dev').template('web').hasOutput('Waf', { Value: 'off' });
    const perMillion = (prices.firewallRequest * 1e6).toFixed(2);
    expect(Settings.shape.waf.description).toContain(
      `$${firewallMonth} a month, and $${perMillion} a million requests`,
    );
  });
});
