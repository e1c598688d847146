import type { Strings } from '../en.ts';

export const auth: Strings['auth'] = {
  signInTitle: 'Willkommen zurück',
  signInLead: 'Melde dich an und mach da weiter, wo du aufgehört hast.',
  signUpTitle: 'Konto anlegen',
  signUpLead: 'Ein Name und ein Passwort genügen.',
  username: 'Name',
  password: 'Passwort',
  email: 'E-Mail (freiwillig)',
  emailHint: 'Niemand sonst bekommt sie zu sehen.',
  invite: 'Einladung',
  signIn: 'Anmelden',
  usePasskey: 'Passkey benutzen',
  noPasskey:
    'Es wurde kein Passkey benutzt. Versuch es noch einmal, oder melde dich mit deinem Passwort an.',
  signUp: 'Konto anlegen',
  noAccount: 'Neu hier?',
  haveAccount: 'Schon ein Konto?',
  showPassword: 'Passwort zeigen',
  hidePassword: 'Passwort verbergen',
  signOut: 'Abmelden',
  account: 'Konto',
  settings: 'Einstellungen',
  signOutFailed: 'Du bist noch angemeldet: Der Server war nicht zu erreichen.',
  passwordRules: {
    length: 'Mindestens 8 Zeichen',
    digit: 'Eine Ziffer',
    capital: 'Ein Großbuchstabe',
  },
  ruleMet: 'erfüllt',
  ruleOpen: 'noch nicht erfüllt',
};
