/** Words of the page's language, given by the server; the keys are those of CanvasText.cs. */
export type Words = Record<typeof keys[number], string>;

export const keys = [
  'Added', 'AddedWired', 'AlignLeft', 'AlignTop', 'Aligned', 'BlocksSelected', 'Canvas', 'Condition', 'Copied', 'Copy', 'Delete', 'Duplicate',
  'Duplicated', 'Fit', 'Legend', 'Minimap', 'Moved', 'NothingFits', 'NothingToPaste', 'Palette', 'Pasted', 'QuickAdd', 'QuickAddFor', 'Recent',
  'Redid', 'Redo', 'RefuseChartOnly', 'RefuseCycle', 'RefuseKind', 'RefuseSelf', 'RefuseUnknown', 'Removed', 'RemovedMany', 'RemovedWire',
  'SearchBlocks', 'Series', 'Size', 'Spliced', 'Tidied', 'Tidy', 'Undid', 'Undo', 'Wired', 'ZoomSelection',
] as const;

/** Fills {0}, {1} … */
export const fill = (text: string, ...values: (string | number)[]): string => text.replace(/\{(\d)\}/g, (_, i: string) => String(values[Number(i)] ?? ''));
