import type { AriaAttributes, AriaRole } from 'react';

/**
 * ARIA roles of the picker: a grid of absolutely positioned elements, for which no table can be
 * used.
 */
type Roles = AriaAttributes & { readonly role: AriaRole };

export const gridRoles = (label: string, rows: number, columns: number): Roles => ({
  role: 'grid',
  'aria-label': label,
  'aria-rowcount': rows,
  'aria-colcount': columns,
});

/** `index` counts from 0; ARIA counts from 1. */
export const rowRoles = (index: number): Roles => ({ role: 'row', 'aria-rowindex': index + 1 });

export const cellRoles = (label: string, index: number, isActive: boolean): Roles => ({
  role: 'gridcell',
  'aria-label': label,
  'aria-colindex': index + 1,
  'aria-selected': isActive,
});
