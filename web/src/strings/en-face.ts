/** Strings of the photo and the names in the settings, which are a lazy module. */
export const face = {
  title: 'How others see you',
  lead: 'Everybody with an account here can see your photo and what you write here, and can find you by this name.',
  choose: 'Choose a photo',
  replace: 'Replace the photo',
  remove: 'Remove the photo',
  removed: 'The photo is removed.',
  photoSaved: 'The photo is saved.',
  name: 'Display name',
  nameHint: 'Shown instead of your username, which stays visible beside it.',
  about: 'About you',
  aboutHint: 'One line, for whoever opens your card.',
  cropTitle: 'Choose the part to show',
  cropLead: 'Drag the picture, or use the sliders.',
  zoom: 'Zoom',
  across: 'Left or right',
  down: 'Up or down',
  unreadable: 'This browser cannot open this picture. Try another one.',
  failed: 'This browser cannot make a photo of this picture. Try another one.',
};
export type FaceWords = typeof face;
