export const people = {
  nobody: 'You have blocked nobody.',
  unblock: 'Unblock',
  unblockName: (name: string) => `Unblock ${name}`,
  block: 'Block',
  blockName: (name: string) => `Block ${name}`,
  blockQuestion: (name: string) => `Block ${name}?`,
  blockAnswer:
    'They can neither write to you nor see when you are here, nor you them. They are not notified. You can unblock them at any time.',
  isBlocked: (name: string) => `You have blocked ${name}.`,
  more: 'More',
};
