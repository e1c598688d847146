import { describe, expect, it } from 'vitest';
import { choicesFrom, contextOf, showChoices } from '#scripts/deploy/choices.ts';
import type { Target } from '#scripts/deploy/target/target.ts';
import { synthesise } from '../synthesise.ts';

const target = (stage: Target['stage']): Target => ({ stage, endpoint: null, environment: {} });
const prod = target('prod');

describe('what a deploy keeps from earlier ones', () => {
  it('is what was deployed, unless an option says otherwise', async () => {
    const deployed = { Registration: 'closed', AlarmEmail: 'ops@example.org' };

    expect(await choicesFrom(prod, deployed, {})).toEqual({
      registration: 'closed',
      alarmEmail: 'ops@example.org',
    });
    expect(
      await choicesFrom(prod, deployed, { registration: 'open', 'alarm-email': 'none' }),
    ).toEqual({
      registration: 'open',
      alarmEmail: null,
    });
  });

  it('of a new stage without a terminal is the default, with a warning that nobody gets alarms', async () => {
    const choices = await choicesFrom(prod, {}, {});

    expect(choices).toEqual({ registration: 'invite', alarmEmail: null });
    expect(showChoices(prod, choices)).toContain('WARN alarms');
    expect(showChoices(prod, { ...choices, alarmEmail: 'ops@example.org' })).not.toContain('WARN');
  });

  it('has no address where a stage has no alarms', async () => {
    const dev = target('dev');
    const choices = await choicesFrom(dev, {}, { 'alarm-email': 'ops@example.org' });

    expect(choices.alarmEmail).toBeNull();
    expect(showChoices(dev, choices)).not.toContain('alarms');
  });

  it.each([
    [{ registration: 'all' }, '--registration must be one of open, invite, closed, not all'],
    [{ 'alarm-email': 'ops' }, 'options and cdk.json: parley:prod.alarmEmail'],
  ])('is refused for %o', async (asked, text) => {
    await expect(choicesFrom(prod, {}, asked)).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringContaining(text),
    });
  });

  it('reaches the templates as context, and comes back as outputs', async () => {
    const choices = { registration: 'closed', alarmEmail: 'ops@example.org' } as const;
    const context = Object.fromEntries(
      contextOf(choices).map((option) => option.replace('--context=', '').split('=')),
    );
    const stacks = synthesise('prod', {}, {}, context);

    stacks.template('api').hasOutput('Registration', { Value: 'closed' });
    stacks.template('observability').hasOutput('AlarmEmail', { Value: 'ops@example.org' });
    stacks
      .template('observability')
      .hasResourceProperties('AWS::SNS::Subscription', { Endpoint: 'ops@example.org' });
    synthesise('prod').template('observability').hasOutput('AlarmEmail', { Value: 'none' });
  });
});
