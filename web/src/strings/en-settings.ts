import type { Plural } from './plural.ts';

export const settings = (plural: Plural) => ({
  title: 'Settings',
  sections: 'Sections',
  back: 'Back to conversations',
  backToSettings: 'Back to settings',
  save: 'Save',
  saved: 'Saved',
  profile: {
    title: 'Profile',
    nameTitle: 'Name',
    nameLead: 'How others find you and see you. Your conversations stay as they are.',
    emailTitle: 'E-mail',
    emailLead: 'Nobody but you sees it.',
    emailAdd: 'Add an e-mail address',
    email: 'E-mail',
    since: (day: string) => `With Parley since ${day}`,
  },
  security: {
    title: 'Password and devices',
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
      'Every device has to sign in again, this one too. What this browser keeps for reading offline is removed.',
  },
  appearance: {
    title: 'Appearance',
    themeTitle: 'Theme',
    themes: { system: 'System', light: 'Light', dark: 'Dark' },
    languageTitle: 'Language',
    languageLead: 'The page loads again in the other language.',
    browserLanguage: 'Browser',
  },
  notifications: {
    title: 'Notifications',
    messagesTitle: 'New messages',
    show: 'Show notifications',
    showHint: 'While Parley is open in the background.',
    hideText: 'Hide the text',
    hideTextHint: 'A notification says who wrote, and not what.',
    sound: 'Sound',
    soundHint: 'A short, soft sound with each new message that you are not looking at.',
    denied:
      'This browser does not let Parley show notifications. Allow them in the settings of this site, then switch them on here.',
    unsupported: 'This browser cannot show notifications.',
  },
  privacy: {
    title: 'Privacy',
    lead: 'Only people you have written with, and who have written to you, see any of this. What you hide, you do not see of others.',
    presence: 'Online and last seen',
    presenceHint: 'Others see when you are here, when you were last here, and when you type.',
    receipts: 'Read receipts',
    receiptsHint: 'Others see what you have read.',
  },
  blocked: {
    title: 'Blocked people',
    lead: 'Nothing passes between you and someone you block: no messages, no typing, no presence.',
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
    deactivateLead: 'You are signed out everywhere, and nobody finds you any more.',
    deactivate: 'Deactivate my account',
    deactivateQuestion: 'Deactivate your account?',
    deactivateStays:
      'What you wrote stays with the people you wrote to, under your name, which nobody else can take.',
    deactivateFinal:
      'You cannot sign in again or undo this. Export your data first if you want to keep it.',
    deactivateName: (name: string) => `Type “${name}” to go ahead`,
  },
});

export type SettingsStrings = ReturnType<typeof settings>;
