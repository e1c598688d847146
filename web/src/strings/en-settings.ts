import type { Plural } from './plural.ts';

export const settings = (plural: Plural) => ({
  title: 'Settings',
  sections: 'Sections',
  back: 'Back to conversations',
  backToSettings: 'Back to settings',
  admin: 'Administration',
  licences: 'Licences',
  newTab: '(opens in a new tab)',
  save: 'Save',
  saved: 'Saved',
  profile: {
    title: 'Profile',
    nameTitle: 'Name',
    nameLead: 'How others find you and see you. Your conversations stay as they are.',
    emailTitle: 'E-mail',
    emailLead: 'Only you can see it.',
    emailAdd: 'Add an e-mail address',
    email: 'E-mail',
    since: (day: string) => `With Parley since ${day}`,
  },
  security: {
    title: 'Security',
    passwordTitle: 'Password',
    passwordLead: 'Every other device is signed out when you change it. This one stays signed in.',
    currentPassword: 'Current password',
    newPassword: 'New password',
    change: 'Change password',
    changed: 'The password is changed, and every other device is signed out.',
    devicesTitle: 'Devices',
    devicesLead:
      'Left a device signed in that you do not have at hand? End every session, this one too.',
    everywhere: 'Sign out everywhere',
    everywhereQuestion: 'Sign out everywhere?',
    everywhereAnswer:
      'Every device has to sign in again, this one too. The offline copy in this browser is deleted.',
  },
  appearance: {
    title: 'Appearance',
    themeTitle: 'Theme',
    themes: { system: 'System', light: 'Light', dark: 'Dark' },
    reactionsTitle: 'Reactions',
    showsReactions: 'Show reactions',
    showsReactionsHint:
      'The emoji below messages, on this device. Others do not see whether you hide them.',
    languageTitle: 'Language',
    languageLead: 'The page loads again in the other language.',
    browserLanguage: 'Browser',
  },
  notifications: { title: 'Notifications' },
  privacy: {
    title: 'Privacy',
    lead: 'Only people whom you have written to and who have written back can see this. If you hide something, you cannot see it for others either.',
    presence: 'Online and last seen',
    presenceHint: 'Others see when you are here, when you were last here, and when you type.',
    receipts: 'Read receipts',
    receiptsHint: 'Others can see which messages you have read.',
  },
  blocked: {
    title: 'Blocked people',
    lead: 'You and a blocked person cannot write to each other, or see each other typing or online.',
  },
  data: {
    title: 'Your data',
    exportTitle: 'Export',
    exportLead:
      'Everything stored about you in one file: your profile, whom you blocked, what happened to your account, your conversations and messages.',
    export: 'Export my data',
    exporting: (messages: number) =>
      plural(messages, { one: '# message so far', other: '# messages so far' }),
    exportProgress: 'Export',
    exported: (messages: number) =>
      plural(messages, { one: 'Done: # message.', other: 'Done: # messages.' }),
    deactivateTitle: 'Deactivate the account',
    deactivateLead: 'You are signed out everywhere, and nobody can find you.',
    deactivate: 'Deactivate my account',
    deactivateQuestion: 'Deactivate your account?',
    deactivateStays:
      'Your messages stay with the people you wrote to, under your name. Nobody else can take that name.',
    deactivateFinal:
      'You cannot sign in again or undo this yourself. Export your data first if you want to keep it.',
    deactivateName: (name: string) => `Type “${name}” to go ahead`,
  },
});

export type SettingsStrings = ReturnType<typeof settings>;
