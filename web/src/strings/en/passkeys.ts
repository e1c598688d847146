/** Strings of the passkeys in the settings, which load later. */
export const passkeys = {
  title: 'Passkeys',
  lead: 'Sign in with the fingerprint, the face or the PIN of your device instead of your password.',
  list: 'Your passkeys',
  none: 'None yet',
  added: (day: string) => `Added ${day}`,
  used: (when: string) => `last used ${when}`,
  unused: 'not used yet',
  synced: 'Your other devices may have it too',
  elsewhere: (host: string) => `Works at ${host} only`,
  add: 'Add a passkey',
  addTitle: 'Add a passkey',
  addLead: 'Your device makes it and asks for your fingerprint, your face or its PIN.',
  addCost:
    'From then on, your account also asks for a passkey before it changes the password, exports your data or is deactivated. If you lose all your passkeys, only the operator of this server can remove them, unless you have turned on two-step sign-in.',
  next: 'Continue',
  name: 'Name of the passkey',
  device: 'My device',
  rename: 'Rename',
  renameOf: (name: string) => `Rename ${name}`,
  renameTitle: 'Rename the passkey',
  save: 'Save',
  remove: 'Remove',
  removeOf: (name: string) => `Remove ${name}`,
  removeQuestion: (name: string) => `Remove “${name}”?`,
  removeAnswer: 'It signs in no more. Your device may still show it: delete it there, too.',
  isAdded: (name: string) => `${name} is added.`,
  isRenamed: (name: string) => `It is called ${name} now.`,
  isRemoved: (name: string) => `${name} is removed.`,
  unavailable:
    'This browser cannot make passkeys here. They need HTTPS and an address with a name.',
  problems: {
    cancelled: 'No passkey was made. Try again.',
    known: 'This device has a passkey of your account already.',
    impossible: 'This device cannot make a passkey.',
  },
};
export type PasskeyWords = typeof passkeys;
